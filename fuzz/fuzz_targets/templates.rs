//! Any text as a portal's download of registered templates, with what is filled into them.
//!
//! The download is what is before the first NUL; behind it are values, one a line, which fill the blanks in turn. Must
//! hold: a row is a template of the list's own sender ids whose roles nobody has confirmed, or has a reason; once a
//! person has confirmed them, an error that names the template, or a list that judges messages; what holds of every
//! verdict; a template that a report names is one of the list.
#![no_main]

use asli::allowlist::TrustedList;
use asli::list::schema::{Clauses, Piece, Template, Templates};
use asli::list::{CompiledClauses, RulesError};
use asli::{Filter, FilterError, Sms};
use asli_cli::template::{Known, roles, rows};
use asli_fuzz::{SENDERS, judge, now, small_list};
use libfuzzer_sys::fuzz_target;
use std::sync::LazyLock;

/// A list with the slots of the built-in one for its only clauses, and the roles that they are.
static LIST: LazyLock<(TrustedList, Vec<String>)> = LazyLock::new(|| {
    let slots = include_str!("../../lists/bihar/clauses.txt").lines().filter(|line| line.starts_with("slot "));
    let clauses = Clauses::parse(&slots.collect::<Vec<_>>().join("\n")).unwrap();
    let mut list = small_list();
    let kinds: Vec<&str> = list.first.allow.kinds.iter().map(|kind| kind.id.as_str()).collect();
    list.first.clauses = CompiledClauses::new(&clauses, &kinds).unwrap();
    (list, roles(&clauses))
});

/// A message is filled for so many templates.
const MOST_FILLED: usize = 4;

fuzz_target!(|input: &str| {
    let (csv, values) = input.split_once('\0').unwrap_or((input, ""));
    let (list, roles) = &*LIST;
    let known = Known { allow: &list.first.allow, roles };
    let Ok(rows) = rows(csv, &[], &known) else { return };
    let mut values = values.lines().cycle().take(1 << 10);
    let mut document = Templates { only: true, ..Templates::new() };
    let mut messages = Vec::new();
    for (line, row) in rows {
        assert!((1..=csv.lines().count() as u64 + 1).contains(&line));
        let Ok(mut template) = row else { continue };
        let pieces = template.pieces().unwrap();
        assert_eq!(pieces.iter().filter(|piece| matches!(piece, Piece::Blank(_))).count(), template.blanks.len());
        assert!(template.blanks.iter().all(|blank| !blank.confirmed && blank.values.is_empty()));
        assert!(!template.headers.is_empty() && template.headers.iter().all(|header| known.has_header(header)));
        messages.push(filled(&pieces, &mut values));
        confirm(&mut template, values.clone());
        document.templates.push(template);
    }
    if document.templates.is_empty() {
        return;
    }
    let filter = loop {
        let mut list = list.clone();
        list.first.templates = document.clone();
        match Filter::new(list) {
            Ok(filter) => break filter,
            // The rest of the download is used without the template that cannot be.
            Err(FilterError::Rules(RulesError::Template { id, .. })) => {
                let count = document.templates.len();
                document.templates.retain(|template| template.id != id);
                assert!(document.templates.len() < count, "the error names no template");
            }
            Err(error) => panic!("{error}"),
        }
    };
    for body in messages.iter().take(MOST_FILLED) {
        for sender in SENDERS {
            let sms = Sms::new(sender, body);
            let report = judge(&filter, &sms, now());
            let is_known = |id: &str| document.templates.iter().any(|template| template.id == id);
            assert!(report.template.as_deref().is_none_or(is_known));
            filter.explain(&sms, now());
        }
    }
});

/// The text with a value in each blank.
fn filled<'v>(pieces: &[Piece<'_>], values: &mut impl Iterator<Item = &'v str>) -> String {
    let of = |piece: &Piece<'_>| match piece {
        Piece::Text(text) => (*text).to_owned(),
        Piece::Blank(_) => values.next().unwrap_or_default().to_owned(),
    };
    pieces.iter().map(of).collect()
}

/// Confirms what was guessed, and lists a value for each blank that needs one.
fn confirm<'v>(template: &mut Template, mut values: impl Iterator<Item = &'v str>) {
    for blank in &mut template.blanks {
        blank.confirmed = true;
        if matches!(blank.role.as_deref(), Some("site" | "listed") | None) {
            blank.role.get_or_insert_with(|| "listed".to_owned());
            blank.values.extend(values.next().map(str::to_owned));
        }
    }
}
