//! Every code has a text in every language, and the texts stay plain.

use super::{
    GRAVEST_FIRST, Lang, advice, complaint, element, evidence, finding, headline, list_state, proof, reason, warning,
};
use crate::documents::Localized;
use crate::report::Piece;
use crate::{
    Advice, Company, Element, Evidence, Finding, FindingCode, ListState, Proof, Report, Severity, Sms, Span, Verdict,
};
use std::sync::Arc;

mod words;

const SPAN: Span = Span { utf8_start: 0, utf8_end: 0, utf16_start: 0, utf16_end: 0 };

fn found(code: FindingCode, value: Option<&str>) -> Finding {
    Finding { code, span: None, value: value.map(str::to_owned) }
}

fn words(en: &str, hi: &str) -> Localized {
    Localized { en: en.to_owned(), hi: hi.to_owned() }
}

/// What the built-in list calls a company.
fn company() -> Company {
    Company {
        name: Some(words("NBPDCL", "एनबीपीडीसीएल")),
        noun: words("the electricity company", "बिजली कंपनी"),
        office: words("your local electricity office", "अपने बिजली ऑफिस"),
        supply: words("electricity", "बिजली"),
        helpline: Some("1912".to_owned()),
    }
}

/// The same of a company of another trade, of a noun of the other gender, and without a helpline.
fn gas_works() -> Company {
    Company {
        name: Some(words("Patna Gas", "पटना गैस")),
        noun: words("the gas board", "गैस विभाग"),
        office: words("the gas office", "गैस ऑफिस"),
        supply: words("gas", "गैस"),
        helpline: None,
    }
}

/// The report where the message names no issuer.
fn unnamed(report: Report) -> Report {
    let company = Company { name: None, ..(*report.company).clone() };
    Report { issuer: None, company: Arc::new(company), ..report }
}

fn report(verdict: Verdict, findings: Vec<Finding>) -> Report {
    Report {
        verdict,
        issuer: Some("nbpdcl".into()),
        company: Arc::new(company()),
        kind: None,
        template: None,
        findings,
        truncated: false,
        proof: vec![],
        evidence: vec![],
        advice: vec![],
        list_version: 7,
        list_state: ListState::Fresh,
        checked_at: jiff::Timestamp::UNIX_EPOCH,
    }
}

/// Plain: not empty, nothing left open, in the right script, no long sentence.
fn assert_plain(text: &str, lang: Lang) {
    assert!(!text.trim().is_empty());
    assert!(!text.contains(['{', '}']), "{text}");
    assert!(!text.contains("()") && !text.contains("  "), "{text}");
    let devanagari = text.chars().any(|c| ('\u{900}'..='\u{97f}').contains(&c));
    assert_eq!(devanagari, lang == Lang::Hi, "{text}");
    for sentence in text.split(['।', '\n']).flat_map(|part| part.split(". ")) {
        assert!(sentence.chars().count() < 140, "{sentence}");
    }
    for technical in ["URL", "APK", "phishing", "malware", "lexicon"] {
        assert!(!text.contains(technical), "{text}");
    }
}

#[test]
fn every_finding_has_a_plain_sentence() {
    for &lang in Lang::ALL {
        for &code in FindingCode::ALL {
            for value in [None, Some(""), Some("9000000001"), Some("\u{200b}")] {
                let text = finding(&found(code, value), &company(), lang);
                assert_plain(&text, lang);
                assert!(text.ends_with(['.', '।']), "{text}");
            }
            let longest = "x".repeat(500);
            assert_plain(&finding(&found(code, Some(&longest)), &company(), lang), lang);
        }
    }
}

#[test]
fn every_headline_advice_element_and_state_is_plain() {
    for &lang in Lang::ALL {
        for verdict in [Verdict::Genuine, Verdict::Unconfirmed, Verdict::Suspicious, Verdict::Unrelated] {
            for &code in FindingCode::ALL {
                let report = report(verdict, vec![found(code, None)]);
                assert_plain(&headline(&report, lang), lang);
                assert_plain(&headline(&unnamed(report), lang), lang);
            }
        }
        for &code in Advice::ALL {
            assert_plain(&advice(code, &company(), lang), lang);
            assert_plain(&advice(code, &gas_works(), lang), lang);
        }
        for &code in Element::ALL {
            assert_plain(element(code, lang), lang);
        }
        for &code in ListState::ALL {
            assert_plain(list_state(code, lang), lang);
        }
    }
}

#[test]
fn the_headline_knows_every_danger() {
    for &code in FindingCode::ALL {
        let danger = code.severity() == Severity::Danger;
        let listed = GRAVEST_FIRST.iter().filter(|&&main| main == code).count();
        assert_eq!(listed, usize::from(danger), "{code}");
    }
}

#[test]
fn the_headline_names_the_gravest_reason() {
    let findings = vec![
        found(FindingCode::DisconnectionTime, Some("21:30")),
        found(FindingCode::RemoteAccessApp, Some("anydesk")),
    ];
    let text = headline(&report(Verdict::Suspicious, findings), Lang::En);
    assert_eq!(text, "Looks fake, in the name of NBPDCL: it wants to take over your phone");
}

/// Every text that is about a company, in both languages.
fn texts_of(company: &Company) -> Vec<String> {
    let mut texts = Vec::new();
    for &lang in Lang::ALL {
        for &code in FindingCode::ALL {
            let found = found(code, None);
            texts.push(finding(&found, company, lang));
            let company = Arc::new(company.clone());
            for verdict in [Verdict::Genuine, Verdict::Unconfirmed, Verdict::Suspicious, Verdict::Unrelated] {
                let report = Report { company: Arc::clone(&company), ..report(verdict, vec![found.clone()]) };
                texts.push(headline(&report, lang));
                texts.extend(reason(&report, lang));
                texts.extend([warning(&report, lang), complaint(&report, &Sms::new("", ""), 330, lang)]);
                texts.push(headline(&unnamed(report), lang));
            }
        }
        texts.extend(Advice::ALL.iter().map(|&code| advice(code, company, lang)));
        let of = |piece| Evidence { piece, span: None, weight: 1 };
        texts.extend(Piece::all().map(|piece| evidence(&of(piece), company, lang)));
    }
    texts
}

#[test]
fn a_company_of_another_trade_is_called_by_its_own_words() {
    let texts = texts_of(&gas_works());
    let of_others = ["lectric", "बिजली", "1912", "power", "NBPDCL", "एनबीपीडीसीएल", "the company", "{"];
    for text in &texts {
        assert!(of_others.iter().all(|word| !text.contains(word)), "{text}");
    }
    for own in
        ["Patna Gas", "पटना गैस", "the gas board", "गैस विभाग", "the gas office", "गैस ऑफिस", "cutting off gas", "गैस कटने"]
    {
        assert!(texts.iter().any(|text| text.contains(own)), "{own}");
    }
    assert!(texts.contains(&"शक हो तो गैस ऑफिस में पूछें।".to_owned()));
    assert!(texts_of(&company()).contains(&"Not sure? Ask your local electricity office or call 1912.".to_owned()));
}

#[test]
fn what_a_message_says_is_no_blank_to_fill() {
    let found = found(FindingCode::UnofficialApp, Some("{company}"));
    assert_eq!(
        finding(&found, &company(), Lang::En),
        "It names an app ({company}) that is not the electricity company's."
    );
}

#[test]
fn values_are_shown_as_people_read_them() {
    let clause = |element, value: &str, lang| {
        proof(&Proof { element, span: SPAN, value: value.to_owned(), value_hi: None }, lang)
    };
    assert_eq!(clause(Element::Amount, "151200.00", Lang::En), "Amount: ₹1,51,200");
    assert_eq!(clause(Element::Amount, "-1512.50", Lang::Hi), "रकम: -₹1,512.50");
    assert_eq!(clause(Element::Amount, "12.x", Lang::En), "Amount: 12.x");
    assert_eq!(clause(Element::Period, "2026-12", Lang::Hi), "बिल का महीना: दिसंबर 2026");
    assert_eq!(clause(Element::Period, "2026-13", Lang::En), "Bill month: 2026-13");
    let period = "2026-11-01/2026-11-30";
    assert_eq!(clause(Element::Date, period, Lang::En), "Date: 1 November 2026 – 30 November 2026");
    assert_eq!(clause(Element::Date, period, Lang::Hi), "तारीख: 1 नवंबर 2026 – 30 नवंबर 2026");
    assert_eq!(clause(Element::Reference, "12/2026", Lang::En), "Receipt or bill number: 12/2026");
    assert_eq!(
        finding(&found(FindingCode::ElementMissing, Some("last_date")), &company(), Lang::En),
        "Something that a genuine message always has is missing (Last date)."
    );
}

#[test]
fn times_are_said_as_people_say_them() {
    let at = |hour, minute, lang| super::show::date_time(jiff::civil::date(2026, 11, 24).at(hour, minute, 0, 0), lang);
    assert_eq!(at(0, 5, Lang::En), "24 November 2026, 12:05 am");
    assert_eq!(at(12, 0, Lang::En), "24 November 2026, 12:00 pm");
    assert_eq!(at(8, 0, Lang::Hi), "24 नवंबर 2026, सुबह 8:00");
    assert_eq!(at(15, 5, Lang::Hi), "24 नवंबर 2026, दोपहर 3:05");
    assert_eq!(at(21, 30, Lang::Hi), "24 नवंबर 2026, रात 9:30");
}

#[test]
fn a_complaint_states_the_facts() {
    let sms = Sms::new("", "pay {} now");
    let suspicious = report(Verdict::Suspicious, vec![found(FindingCode::UpiId, Some("a@ybl"))]);
    for &lang in Lang::ALL {
        let text = complaint(&suspicious, &sms, i32::MAX, lang);
        assert!(text.contains("pay {} now"));
        assert!(text.contains("a@ybl"));
        assert!(text.contains('7'));
        let bare = complaint(&report(Verdict::Suspicious, vec![]), &sms, 330, lang);
        assert!(!bare.contains("\n- "));
    }
}

#[test]
#[expect(clippy::unwrap_used, reason = "the pieces are known")]
fn an_official_sender_is_called_one() {
    let of = |piece: &str| Evidence { piece: piece.parse().unwrap(), span: None, weight: 1 };
    assert_eq!(
        evidence(&of("sender:official"), &company(), Lang::En),
        "It comes from a sender id of the electricity company."
    );
    assert_eq!(evidence(&of("sender:phone"), &company(), Lang::Hi), "भेजने वाला नाम बिजली कंपनी का नहीं है।");
}
