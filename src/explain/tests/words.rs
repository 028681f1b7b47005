//! Every text of the core in both languages: held to one Hindi spelling, and listed in `docs/words.md`.
//!
//! In: the catalogues. Out: rows of a table, each with a name, the Hindi and the English text. The names have a dot, by
//! which they differ from those of the app in the same table. `ASLI_UPDATE_WORDS=1` writes the rows anew.

#![expect(clippy::expect_used, reason = "a test ends there")]

use super::super::{
    Lang, advice, complaint, element, evidence, finding, headline, list_state, reason, refusal, warning,
};
use super::{company, found, report, unnamed};
use crate::documents::RulesError;
use crate::report::{Named, Piece};
use crate::trust::ListError;
use crate::{Advice, Element, Evidence, FindingCode, ListState, Severity, Sms, Verdict};
use std::fmt::Write as _;
use std::io;
use std::path::Path;

struct Row {
    name: String,
    hindi: String,
    english: String,
}

fn row(name: String, text: impl Fn(Lang) -> String) -> Row {
    Row { name, hindi: text(Lang::Hi), english: text(Lang::En) }
}

fn rows() -> Vec<Row> {
    let mut rows = headlines();
    let dangers = FindingCode::ALL.iter().filter(|code| code.severity() == Severity::Danger);
    rows.extend(dangers.map(|&code| {
        let suspicious = report(Verdict::Suspicious, vec![found(code, None)]);
        row(format!("reason.{code}"), |lang| reason(&suspicious, lang).expect("a danger is a reason"))
    }));
    rows.extend(warnings());
    rows.extend(
        FindingCode::ALL
            .iter()
            .map(|&code| row(format!("finding.{code}"), |lang| finding(&found(code, Some("…")), &company(), lang))),
    );
    rows.extend(Advice::ALL.iter().map(|&code| row(format!("advice.{code}"), |lang| advice(code, &company(), lang))));
    rows.extend(Element::ALL.iter().map(|&code| row(format!("element.{code}"), |lang| element(code, lang).to_owned())));
    rows.extend(pieces());
    rows.extend(
        ListState::ALL.iter().map(|&state| row(format!("list.{state}"), |lang| list_state(state, lang).to_owned())),
    );
    rows.extend(
        refusals().iter().map(|error| row(format!("refusal.{}", error.code()), |lang| refusal(error, lang).to_owned())),
    );
    rows.extend(times());
    rows.push(row("complaint.text".to_owned(), a_complaint));
    rows
}

fn headlines() -> Vec<Row> {
    let verdicts = [Verdict::Genuine, Verdict::Unconfirmed, Verdict::Suspicious, Verdict::Unrelated];
    let mut rows = Vec::new();
    for verdict in verdicts {
        let findings = vec![found(FindingCode::PhoneNumber, None)];
        let named = report(verdict, findings.clone());
        let unnamed = unnamed(report(verdict, findings));
        let name = format!("{verdict:?}").to_lowercase();
        rows.push(row(format!("headline.{name}.company"), |lang| headline(&named, lang)));
        rows.push(row(format!("headline.{name}"), |lang| headline(&unnamed, lang)));
    }
    rows
}

fn warnings() -> Vec<Row> {
    let acts = [
        ("number", FindingCode::PhoneNumber),
        ("contact", FindingCode::ContactLure),
        ("link", FindingCode::ShortenedLink),
        ("app", FindingCode::ApkFile),
        ("pay", FindingCode::UpiId),
    ];
    acts.iter()
        .map(|&(name, code)| {
            let suspicious = report(Verdict::Suspicious, vec![found(code, None)]);
            row(format!("warning.{name}"), |lang| warning(&suspicious, lang))
        })
        .collect()
}

/// Why a message is taken to speak for the company; what was found has its rows already.
fn pieces() -> Vec<Row> {
    let of = |piece: Piece| Evidence { piece, span: None, weight: 1 };
    Piece::all()
        .filter(|piece| !matches!(piece.named(), Named::Finding(_)))
        .map(|piece| row(format!("evidence.{piece}"), |lang| evidence(&of(piece), &company(), lang)))
        .collect()
}

/// One of each error that has a sentence of its own.
fn refusals() -> Vec<ListError> {
    vec![
        ListError::Rollback { role: String::new(), floor: 2, offered: 1 },
        ListError::Expired { role: String::new(), expires: jiff::Timestamp::UNIX_EPOCH },
        ListError::Threshold { role: String::new(), have: 1, need: 2 },
        ListError::OutOfScope { field: "name", value: String::new() },
        ListError::Rules(RulesError::Schema { document: "", found: 2 }),
        ListError::Io { what: "write", kind: io::ErrorKind::StorageFull },
        ListError::Provider,
        ListError::Malformed { what: String::new() },
    ]
}

/// A day and time in every month and every part of the day.
fn times() -> Vec<Row> {
    let months = (1..=12).map(|month| (month, 9));
    let hours = [0, 4, 12, 16, 20].into_iter().map(|hour| (11, hour));
    months
        .chain(hours)
        .map(|(month, hour)| {
            let at = jiff::civil::date(2026, month, 24).at(hour, 5, 0, 0);
            row(format!("time.{month}.{hour}"), |lang| super::super::show::date_time(at, lang))
        })
        .collect()
}

fn a_complaint(lang: Lang) -> String {
    let suspicious = report(Verdict::Suspicious, vec![found(FindingCode::UpiId, None)]);
    complaint(&suspicious, &Sms::new("", "…"), 330, lang)
}

/// Spellings that the project does not use beside those that it does: जाँच, माँग, बताएँ, हाँ, हूँ, यहाँ.
const OTHER_SPELLINGS: [&str; 17] =
    ["जांच", "मांग", "मंगव", "पांच", "गांव", "आंख", "पहुंच", "मुंह", "ऊंच", "महंग", "ाएं", "ाऊं", "हूं", "हां", "वां", "हिंदी", "ताज़ा"];

/// A nasal vowel at a word's end is written with the moon: `यहाँ`, `कंपनियाँ`, `हूँ`.
fn has_other_spelling(text: &str) -> Option<&str> {
    let words = text.split(|c: char| !('\u{900}'..='\u{97f}').contains(&c));
    words.into_iter().find(|word| {
        word.ends_with("ां")
            || word.ends_with("ूं")
            || word.ends_with("ुं")
            || OTHER_SPELLINGS.iter().any(|other| word.contains(other))
    })
}

#[test]
fn hindi_is_written_in_one_spelling() {
    let found: Vec<_> = rows()
        .iter()
        .filter_map(|row| has_other_spelling(&row.hindi).map(|word| format!("{}: {word}", row.name)))
        .collect();
    assert_eq!(found, Vec::<String>::new());
    for wrong in ["ओटीपी किसी को न बताएं", "पैसे मांगता है", "सिर्फ शुरू का हिस्सा जांचा गया", "यहां", "कंपनियां"]
    {
        assert!(has_other_spelling(wrong).is_some(), "{wrong}");
    }
}

#[test]
fn the_table_of_words_holds_every_text_of_the_core() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/words.md");
    // The packed crate has no docs; a repository without this file has lost it.
    if !file.parent().is_some_and(Path::exists) {
        return;
    }
    let text = std::fs::read_to_string(&file).expect("docs/words.md");
    let is_row_of_core = |line: &str| {
        line.strip_prefix("| `").and_then(|rest| rest.split('`').next()).is_some_and(|name| name.contains('.'))
    };
    let mut wanted: String =
        text.lines().filter(|line| !is_row_of_core(line)).fold(String::new(), |all, line| all + line + "\n");
    for row in rows() {
        writeln!(wanted, "| `{}` | {} | {} |", row.name, cell(&row.hindi), cell(&row.english))
            .expect("a string takes all");
    }
    if std::env::var_os("ASLI_UPDATE_WORDS").is_some() {
        std::fs::write(&file, &wanted).expect("docs/words.md can be written");
        return;
    }
    assert!(text == wanted, "docs/words.md is not up to date: ASLI_UPDATE_WORDS=1 cargo test -p asli --lib words");
}

fn cell(text: &str) -> String {
    text.replace('|', "\\|").replace("\n\n", "\n").replace('\n', "<br>")
}
