//! What someone must know before acting on a suspicious message.
//!
//! In: a report. Out: the main reason, and what not to do, chosen by what was found: "do not call this number" only
//! where the message gives one.

use super::{Lang, en, fill, hi, main_reason};
use crate::{FindingCode, Report};

/// The main reason against a suspicious message, as a sentence of its own; `None` for every other verdict.
///
/// ```
/// use asli::explain::{Lang, reason};
/// use asli::{Filter, Sms};
///
/// let sms = Sms::new("9876501234", "Your electricity will be cut tonight, call 98765 43210");
/// let report = Filter::embedded()?.check(&sms, "2026-11-24T10:00:00Z".parse()?);
/// assert_eq!(reason(&report, Lang::En).as_deref(), Some("It gives a mobile number."));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn reason(report: &Report, lang: Lang) -> Option<String> {
    let code = main_reason(report)?;
    let filled = |reason| fill(reason, &report.company, "", lang);
    Some(match lang {
        Lang::En => format!("{}.", capitalised(&filled(en::short_reason(code)))),
        Lang::Hi => format!("{}।", filled(hi::short_reason(code))),
    })
}

fn capitalised(phrase: &str) -> String {
    let mut letters = phrase.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// What not to do, in a sentence or two: only what the message could lead to, and never an OTP or PIN to anyone.
///
/// ```
/// use asli::explain::{Lang, warning};
/// use asli::{Filter, Sms};
///
/// let sms = Sms::new("9876501234", "Pay your electricity bill at https://bit.ly/x1");
/// let report = Filter::embedded()?.check(&sms, "2026-11-24T10:00:00Z".parse()?);
/// assert_eq!(
///     warning(&report, Lang::En),
///     "Do not open the link, do not pay anything. Never tell anyone an OTP or PIN.",
/// );
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn warning(report: &Report, lang: Lang) -> String {
    let found = |codes: &[FindingCode]| report.findings.iter().any(|finding| codes.contains(&finding.code));
    let contact = match (found(NUMBERS), found(CONTACTS)) {
        (true, _) => Some(Act::CallNumber),
        (false, true) => Some(Act::Contact),
        (false, false) => None,
    };
    let link = found(LINKS).then_some(Act::OpenLink);
    let app = found(APPS).then_some(Act::Install);
    let acts = [contact, link, app, Some(Act::Pay)];
    let said: Vec<&str> = acts.into_iter().flatten().map(|act| act.text(lang)).collect();
    match lang {
        Lang::En => format!("{}. Never tell anyone an OTP or PIN.", capitalised(&said.join(", "))),
        Lang::Hi => format!("{}। ओटीपी या पिन किसी को न बताएँ।", said.join(", ")),
    }
}

/// What a fake may lead its reader to do.
#[derive(Clone, Copy)]
enum Act {
    CallNumber,
    Contact,
    OpenLink,
    Install,
    Pay,
}

impl Act {
    const fn text(self, lang: Lang) -> &'static str {
        match (self, lang) {
            (Self::CallNumber, Lang::En) => "do not call this number",
            (Self::CallNumber, Lang::Hi) => "इस नंबर पर फोन न करें",
            (Self::Contact, Lang::En) => "do not call or meet anyone",
            (Self::Contact, Lang::Hi) => "किसी को फोन न करें, किसी से न मिलें",
            (Self::OpenLink, Lang::En) => "do not open the link",
            (Self::OpenLink, Lang::Hi) => "लिंक न खोलें",
            (Self::Install, Lang::En) => "do not install any app",
            (Self::Install, Lang::Hi) => "कोई ऐप डाउनलोड न करें",
            (Self::Pay, Lang::En) => "do not pay anything",
            (Self::Pay, Lang::Hi) => "पैसे न भेजें",
        }
    }
}

const NUMBERS: &[FindingCode] = &[FindingCode::PhoneNumber, FindingCode::LandlineNumber, FindingCode::ShortNumber];

const CONTACTS: &[FindingCode] = &[FindingCode::ContactLure, FindingCode::EmailAddress];

const LINKS: &[FindingCode] = &[
    FindingCode::UnofficialLink,
    FindingCode::LookalikeLink,
    FindingCode::ShortenedLink,
    FindingCode::IpLink,
    FindingCode::DisguisedLink,
];

const APPS: &[FindingCode] = &[FindingCode::UnofficialApp, FindingCode::ApkFile, FindingCode::RemoteAccessApp];

#[cfg(test)]
mod tests {
    use super::{reason, warning};
    use crate::explain::Lang;
    use crate::{Finding, FindingCode, ListState, Report, Verdict};
    use std::sync::Arc;

    fn report(verdict: Verdict, codes: &[FindingCode]) -> Report {
        Report {
            verdict,
            issuer: None,
            company: Arc::default(),
            kind: None,
            template: None,
            findings: codes.iter().map(|&code| Finding { code, span: None, value: None }).collect(),
            proof: vec![],
            evidence: vec![],
            truncated: false,
            advice: vec![],
            list_version: 1,
            list_state: ListState::Fresh,
            checked_at: jiff::Timestamp::UNIX_EPOCH,
        }
    }

    #[test]
    fn this_number_is_named_only_where_there_is_one() {
        let with = report(Verdict::Suspicious, &[FindingCode::PhoneNumber, FindingCode::ContactLure]);
        assert!(warning(&with, Lang::Hi).starts_with("इस नंबर पर फोन न करें, पैसे न भेजें।"));
        let without = report(Verdict::Suspicious, &[FindingCode::ApkFile]);
        assert!(warning(&without, Lang::Hi).starts_with("कोई ऐप डाउनलोड न करें, पैसे न भेजें।"));
        assert!(!warning(&without, Lang::En).contains("number"));
    }

    #[test]
    fn what_was_found_more_than_once_is_said_once() {
        let links = report(Verdict::Suspicious, &[FindingCode::ShortenedLink, FindingCode::LookalikeLink]);
        assert_eq!(warning(&links, Lang::Hi).matches("लिंक").count(), 1);
    }

    #[test]
    fn only_a_suspicious_message_has_a_main_reason() {
        for &lang in Lang::ALL {
            let suspicious = reason(&report(Verdict::Suspicious, &[FindingCode::UpiId]), lang);
            assert!(suspicious.is_some_and(|text| text.ends_with(['.', '।'])));
            assert_eq!(reason(&report(Verdict::Unconfirmed, &[FindingCode::UpiId]), lang), None);
        }
    }
}
