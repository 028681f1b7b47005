//! What must always hold, whatever the message.
#![allow(clippy::unwrap_used)]

mod common;
#[path = "common/disguise.rs"]
mod disguise;

use asli::{FindingCode, LONGEST_BODY, Report, Sms, Verdict};
use common::{FILTER, genuine, now};
use proptest::prelude::*;

/// Every place where something can be put in: each character boundary.
fn places(text: &str) -> Vec<usize> {
    text.char_indices().map(|(at, _)| at).chain([text.len()]).collect()
}

/// A short number behind the name of a value is that value: "reading 12345", "Re 1930". Three letters
/// glued into a reference are letters of it: "NBOTP2411260883".
fn is_value(report: &Report, danger: &str) -> bool {
    let digits: String =
        danger.chars().filter_map(|c| c.to_digit(10).or_else(|| devanagari(c))).map(|d| d.to_string()).collect();
    let short = danger.chars().count() <= 5 && digits.len() == danger.chars().count();
    let typed = [asli::Element::Amount, asli::Element::Energy, asli::Element::Reference];
    let holds = |value: &str| value.split('.').next() == Some(&*digits);
    let glued = |clause: &asli::Proof| {
        let letters = danger.len() == 3 && danger.bytes().all(|b| b.is_ascii_alphabetic());
        letters && clause.element == asli::Element::Reference && clause.value.contains(&danger.to_ascii_lowercase())
    };
    report.proof.iter().any(glued)
        || short && report.proof.iter().any(|clause| typed.contains(&clause.element) && holds(&clause.value))
}

fn devanagari(c: char) -> Option<u32> {
    ('०'..='९').contains(&c).then(|| u32::from(c) - u32::from('०'))
}

#[test]
fn no_danger_rides_along_in_a_genuine_message() {
    let (messages, dangers) = (genuine(), disguise::dangers());
    let (mut tried, mut wrong) = (0, Vec::new());
    for (m, case) in messages.iter().enumerate() {
        let places = places(&case.body);
        // Each danger in every fourth message: over 200,000 insertions.
        for (d, danger) in dangers.iter().enumerate().skip(m % 4).step_by(4) {
            // A different place for each pair, both glued and with blanks.
            let at = places[(m * 31 + d * 17) % places.len()];
            let (left, right) = case.body.split_at(at);
            // Digits glued into a number make another number, not one to call.
            let into_number = left.ends_with(char::is_numeric) || right.starts_with(char::is_numeric);
            if into_number && danger.chars().count() <= 5 && danger.chars().all(char::is_numeric) {
                continue;
            }
            for body in [format!("{left}{danger}{right}"), format!("{left} {danger} {right}")] {
                tried += 1;
                let report = case.check_body(&body);
                // A warning names what is to be shared with nobody, and may name one thing more.
                let is_warned_of = report.kind.as_deref() == Some("awareness") && *danger == "OTP";
                if report.verdict == Verdict::Genuine && !is_value(&report, danger) && !is_warned_of {
                    wrong.push(format!("{}: {danger:?} at {at}", case.id));
                }
            }
        }
    }
    assert!(tried > 10_000);
    assert!(wrong.is_empty(), "{} of {tried}:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn re_encoding_never_makes_a_fake_safer() {
    let fakes = common::cases().into_iter().filter(|case| case.verdict == Verdict::Suspicious);
    let (mut tried, mut wrong) = (0, Vec::new());
    for case in fakes {
        for (name, encode) in disguise::ENCODINGS {
            tried += 1;
            if case.check_body(&encode(&case.body)).verdict != Verdict::Suspicious {
                wrong.push(format!("{}: {name}", case.id));
            }
        }
    }
    assert!(wrong.is_empty(), "{} of {tried}:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn slot_values_may_vary() {
    for (amount, date, share, account) in [
        ("Rs 1", "01/12/2026", "1%", "100000001"),
        ("₹9,99,999.99", "5-Dec-26", "3.00 %", "987654321012"),
        ("Rs.512/-", "31.12.2026", "1.5 percent", "9876543210"),
        ("INR 45", "7th January 2027", "2.5%", "100482913"),
    ] {
        let body = format!(
            "SBPDCL: CA No {account}, bill {amount}. Last date {date}. Pay by Suvidha app and get {share} rebate."
        );
        let report = FILTER.check(&Sms::new("JM-SBPDCL-S", &body), now());
        assert_eq!(report.verdict, Verdict::Genuine, "{amount} {date} {share} {account}: {:?}", report.findings);
    }
}

fn assert_spans(report: &Report, body: &str) {
    let spans =
        report.findings.iter().filter_map(|finding| finding.span).chain(report.proof.iter().map(|proof| proof.span));
    for span in spans {
        let part = body.get(span.utf8_start as usize..span.utf8_end as usize).unwrap();
        let before = &body[..span.utf8_start as usize];
        assert!(!part.is_empty());
        assert_eq!(before.encode_utf16().count(), span.utf16_start as usize);
        assert_eq!(part.encode_utf16().count(), (span.utf16_end - span.utf16_start) as usize);
    }
}

#[test]
fn spans_of_every_case_are_valid() {
    for case in common::cases() {
        assert_spans(&case.check(), &case.body);
    }
}

/// Work is counted in `src/detect/linear.rs`; here: what is longer than any SMS is judged as far as that, and says so.
#[test]
fn of_a_body_longer_than_any_sms_the_beginning_is_judged() {
    let genuine = "SBPDCL: last date to pay your bill is 05/12/2026. Pay by Suvidha app and get 1.5% rebate.";
    let fake = "Dear consumer your electricity will be disconnected tonight, call officer 9876543210. ";
    let room = LONGEST_BODY - fake.len();
    for (body, truncated) in [
        (fake.to_owned(), false),
        (format!("{fake}{}", "क".repeat(room)), false),
        (format!("{fake}{}", "क".repeat(room + 1)), true),
        (fake.repeat(10_000), true),
    ] {
        let report = FILTER.check(&Sms::new("9876501234", &body), now());
        assert_eq!((report.verdict, report.truncated), (Verdict::Suspicious, truncated));
        assert_eq!(report.findings.iter().any(|found| found.code == FindingCode::Truncated), truncated);
        assert_spans(&report, &body);
    }
    for tail in [" ", "\n", "."] {
        let report = FILTER.check(&Sms::new("JM-SBPDCL-S", &format!("{genuine}{}", tail.repeat(LONGEST_BODY))), now());
        assert!(report.truncated);
        assert_ne!(report.verdict, Verdict::Genuine);
    }
    let hidden = FILTER.check(&Sms::new("9876501234", &format!("{}{fake}", "a ".repeat(LONGEST_BODY))), now());
    assert!(hidden.truncated);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn any_text_from_anyone_is_judged(sender in "\\PC{0,24}", body in "\\PC{0,200}") {
        let report = FILTER.check(&Sms::new(&sender, &body), now());
        assert_spans(&report, &body);
        prop_assert_ne!(report.verdict, Verdict::Genuine);
    }

    #[test]
    fn noise_around_a_fake_keeps_it_flagged(noise in "[a-z ]{0,60}", first in any::<bool>()) {
        let fake = "Dear consumer your electricity will be disconnected tonight 9.30 pm, call officer 9876543210";
        let body = if first { format!("{noise}. {fake}") } else { format!("{fake}. {noise}") };
        prop_assert_eq!(FILTER.check(&Sms::new("9876501234", &body), now()).verdict, Verdict::Suspicious);
    }

    #[test]
    fn appending_never_makes_genuine(case in 0..400_usize, tail in "[ -~]{1,40}") {
        let cases = common::cases();
        let case = &cases[case % cases.len()];
        if case.check().verdict != Verdict::Genuine && case.verdict == Verdict::Suspicious {
            let body = format!("{} {tail}", case.body);
            prop_assert_ne!(case.check_body(&body).verdict, Verdict::Genuine);
        }
    }
}
