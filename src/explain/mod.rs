//! Texts for people: what a [`Report`] says, in plain words.
//!
//! In: a [`Report`] or one of its parts, and a [`Lang`]. Out: finished
//! sentences. Every app that shows verdicts says the same, since all texts
//! stand here: English in `en`, Hindi in `hi`, one `match` a catalogue, so
//! that a code without a text does not compile.
//!
//! The texts may quote the message: show them, never log them.

mod en;
mod hi;
mod refusal;
mod show;
#[cfg(test)]
mod tests;
mod warning;

pub use refusal::refusal;
pub use warning::{reason, warning};

use crate::{Advice, Element, Evidence, Finding, FindingCode, ListState, Proof, Report, Sms, Verdict};
use core::str::FromStr;
use jiff::tz::Offset;
use std::collections::HashSet;

/// A language of the texts.
///
/// ```
/// use asli::explain::Lang;
///
/// assert_eq!("hi-IN".parse(), Ok(Lang::Hi));
/// assert_eq!(Lang::En.code(), "en");
/// assert!("ta".parse::<Lang>().is_err());
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Lang {
    /// English.
    En,
    /// Hindi, in Devanagari.
    Hi,
}

impl Lang {
    /// Every language.
    pub const ALL: &'static [Self] = &[Self::En, Self::Hi];

    /// The language's ISO 639-1 code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Hi => "hi",
        }
    }
}

/// There are no texts in the language asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no texts in this language: use en or hi")]
pub struct UnknownLang;

impl FromStr for Lang {
    type Err = UnknownLang;

    /// Reads a language tag, with or without a region: `hi`, `hi-IN`, `en_GB`.
    ///
    /// # Errors
    ///
    /// [`UnknownLang`] for any language but English and Hindi.
    fn from_str(tag: &str) -> Result<Self, Self::Err> {
        let language = tag.split(['-', '_']).next().unwrap_or(tag);
        Self::ALL.iter().copied().find(|lang| language.eq_ignore_ascii_case(lang.code())).ok_or(UnknownLang)
    }
}

/// One line for a notification: what the message is, in whose name it
/// speaks and, where it is suspicious, the main reason.
///
/// ```
/// use asli::explain::{Lang, headline};
/// use asli::{Finding, FindingCode, ListState, Report, Verdict};
///
/// let report = Report {
///     verdict: Verdict::Suspicious,
///     issuer: Some("sbpdcl".into()),
///     kind: None,
///     template: None,
///     findings: vec![Finding { code: FindingCode::PhoneNumber, span: None, value: None }],
///     truncated: false,
///     proof: vec![],
///     evidence: vec![],
///     advice: vec![],
///     list_version: 1,
///     list_state: ListState::Fresh,
///     checked_at: jiff::Timestamp::UNIX_EPOCH,
/// };
/// assert_eq!(
///     headline(&report, Lang::En),
///     "Looks fake, in the name of SBPDCL: it gives a mobile number",
/// );
/// ```
pub fn headline(report: &Report, lang: Lang) -> String {
    let issuer = report.issuer.as_deref().map(str::to_uppercase);
    let reason = main_reason(report);
    match lang {
        Lang::En => en::headline(report.verdict, issuer.as_deref(), reason),
        Lang::Hi => hi::headline(report.verdict, issuer.as_deref(), reason),
    }
}

/// What one finding means, in one sentence that names its value.
///
/// ```
/// use asli::explain::{Lang, finding};
/// use asli::{Finding, FindingCode};
///
/// let number = Finding {
///     code: FindingCode::PhoneNumber,
///     span: None,
///     value: Some("9000000001".into()),
/// };
/// assert_eq!(
///     finding(&number, Lang::Hi),
///     "इसमें मोबाइल नंबर (9000000001) दिया है, असली मैसेज में ऐसा नहीं होता।",
/// );
/// ```
pub fn finding(finding: &Finding, lang: Lang) -> String {
    crate::steps::text(finding.value.as_deref().unwrap_or_default());
    let sentence = match lang {
        Lang::En => en::finding(finding.code),
        Lang::Hi => hi::finding(finding.code),
    };
    let value = finding.value.as_deref().map_or_else(String::new, |value| match show::named_value(value, lang) {
        shown if shown.is_empty() => shown,
        shown => format!(" ({shown})"),
    });
    sentence.replacen("{}", &value, 1)
}

/// What the reader should do.
///
/// ```
/// use asli::Advice;
/// use asli::explain::{Lang, advice};
///
/// assert!(advice(Advice::MoneyLost, Lang::En).contains("1930"));
/// ```
pub const fn advice(advice: Advice, lang: Lang) -> &'static str {
    match lang {
        Lang::En => en::advice(advice),
        Lang::Hi => hi::advice(advice),
    }
}

/// The name of an element of the genuine format.
///
/// ```
/// use asli::Element;
/// use asli::explain::{Lang, element};
///
/// assert_eq!(element(Element::LastDate, Lang::Hi), "आखिरी तारीख");
/// ```
pub const fn element(element: Element, lang: Lang) -> &'static str {
    match lang {
        Lang::En => en::element(element),
        Lang::Hi => hi::element(element),
    }
}

/// One clause of the proof: the element's name and its value.
///
/// ```
/// use asli::explain::{Lang, proof};
/// use asli::{Element, Proof, Span};
///
/// let clause = Proof {
///     element: Element::LastDate,
///     span: Span { utf8_start: 0, utf8_end: 0, utf16_start: 0, utf16_end: 0 },
///     value: "2026-12-05".into(),
///     value_hi: None,
/// };
/// assert_eq!(proof(&clause, Lang::En), "Last date: 5 December 2026");
/// assert_eq!(proof(&clause, Lang::Hi), "आखिरी तारीख: 5 दिसंबर 2026");
/// ```
pub fn proof(proof: &Proof, lang: Lang) -> String {
    let name = element(proof.element, lang);
    let value = match (&proof.value_hi, lang) {
        (Some(hindi), Lang::Hi) => hindi,
        _ => &proof.value,
    };
    format!("{name}: {}", show::proof_value(proof.element, value, lang))
}

/// What a piece of evidence means: why the message is taken to speak for the company.
///
/// ```
/// use asli::Evidence;
/// use asli::explain::{Lang, evidence};
///
/// let piece = Evidence { piece: "disconnect".parse()?, span: None, weight: 640 };
/// assert_eq!(evidence(&piece, Lang::En), "It speaks of cutting off.");
/// assert_eq!(evidence(&piece, Lang::Hi), "इसमें कनेक्शन काटने की बात है।");
/// # Ok::<(), asli::UnknownPiece>(())
/// ```
pub fn evidence(evidence: &Evidence, lang: Lang) -> String {
    use crate::report::Named;
    match (evidence.piece.named(), lang) {
        (Named::Concept(concept), Lang::En) => format!("It speaks of {}.", en::concept(concept)),
        (Named::Concept(concept), Lang::Hi) => format!("इसमें {} की बात है।", hi::concept(concept)),
        (Named::Finding(code), _) => finding(&Finding { code, span: None, value: None }, lang),
        (Named::OfficialSender, Lang::En) => "It comes from a sender id of the electricity company.".to_owned(),
        (Named::OfficialSender, Lang::Hi) => "भेजने वाला नाम बिजली कंपनी का है।".to_owned(),
        (Named::OtherSender, Lang::En) => "Its sender is not the electricity company's.".to_owned(),
        (Named::OtherSender, Lang::Hi) => "भेजने वाला बिजली कंपनी का नहीं है।".to_owned(),
        (Named::Wording, Lang::En) => "It is worded like a message in the company's name.".to_owned(),
        (Named::Wording, Lang::Hi) => "यह कंपनी के नाम से आए मैसेज की तरह लिखा है।".to_owned(),
    }
}

/// How fresh the signed list is.
///
/// ```
/// use asli::ListState;
/// use asli::explain::{Lang, list_state};
///
/// assert_eq!(list_state(ListState::Fresh, Lang::En), "The list is up to date.");
/// ```
pub const fn list_state(state: ListState, lang: Lang) -> &'static str {
    match lang {
        Lang::En => en::list_state(state),
        Lang::Hi => hi::list_state(state),
    }
}

/// A text to hand in at 1930, on Chakshu or at the police station: the
/// message, its sender, the time and what was found; facts only, in the
/// words of the person who got it.
///
/// `utc_offset_minutes` sets the clock in which the time is written (India:
/// 330); an offset of more than a day counts as 0. Holds the whole message:
/// show it to the person, never send it anywhere unasked.
///
/// ```
/// use asli::explain::{Lang, complaint};
/// use asli::{ListState, Report, Sms, Verdict};
///
/// let report = Report {
///     verdict: Verdict::Suspicious,
///     issuer: None,
///     kind: None,
///     template: None,
///     findings: vec![],
///     truncated: false,
///     proof: vec![],
///     evidence: vec![],
///     advice: vec![],
///     list_version: 3,
///     list_state: ListState::Fresh,
///     checked_at: jiff::Timestamp::UNIX_EPOCH,
/// };
/// let sms = Sms::new("+919000000001", "Your power will be cut tonight")
///     .received_at("2026-11-24T14:35:00Z".parse()?);
/// let text = complaint(&report, &sms, 330, Lang::En);
/// assert!(text.contains("24 November 2026, 8:05 pm"));
/// assert!(text.contains("Your power will be cut tonight"));
/// # Ok::<(), jiff::Error>(())
/// ```
pub fn complaint(report: &Report, sms: &Sms<'_>, utc_offset_minutes: i32, lang: Lang) -> String {
    let when = sms.received_at.map(|at| {
        let offset = utc_offset_minutes
            .checked_mul(60)
            .and_then(|seconds| Offset::from_seconds(seconds).ok())
            .unwrap_or(Offset::UTC);
        show::date_time(offset.to_datetime(at), lang)
    });
    // What stands at several places is said once.
    let mut said = HashSet::new();
    let mut found: Vec<String> = report.findings.iter().map(|found| format!("- {}", finding(found, lang))).collect();
    found.retain(|finding| said.insert(finding.clone()));
    let facts = ComplaintFacts {
        sender: sms.sender.trim(),
        when,
        body: sms.body,
        found: found.join("\n"),
        list_version: report.list_version,
    };
    crate::steps::text(facts.body);
    crate::steps::text(&facts.found);
    match lang {
        Lang::En => en::complaint(&facts),
        Lang::Hi => hi::complaint(&facts),
    }
}

/// What a complaint states.
struct ComplaintFacts<'a> {
    sender: &'a str,
    when: Option<String>,
    body: &'a str,
    found: String,
    list_version: u64,
}

/// The finding that the headline names: the one that endangers the reader most.
fn main_reason(report: &Report) -> Option<FindingCode> {
    GRAVEST_FIRST
        .iter()
        .copied()
        .find(|code| report.findings.iter().any(|found| found.code == *code))
        .filter(|_| report.verdict == Verdict::Suspicious)
}

/// Every dangerous finding, by what it may cost the reader.
const GRAVEST_FIRST: &[FindingCode] = &[
    FindingCode::RemoteAccessApp,
    FindingCode::ApkFile,
    FindingCode::CallForwarding,
    FindingCode::SecretRequest,
    FindingCode::CollectRequest,
    FindingCode::UpiId,
    FindingCode::QrCode,
    FindingCode::BankAccount,
    FindingCode::PaymentAppNumber,
    FindingCode::CashRequest,
    FindingCode::HomeVisit,
    FindingCode::AppMisused,
    FindingCode::TestPayment,
    FindingCode::PhoneNumber,
    FindingCode::LookalikeLink,
    FindingCode::ShortenedLink,
    FindingCode::IpLink,
    FindingCode::DisguisedLink,
    FindingCode::UnofficialLink,
    FindingCode::UnofficialApp,
    FindingCode::LandlineNumber,
    FindingCode::ShortNumber,
    FindingCode::EmailAddress,
    FindingCode::KycRequest,
    FindingCode::SenderLookalike,
    FindingCode::SenderDisguised,
    FindingCode::SenderPhoneNumber,
    FindingCode::ContactLure,
    FindingCode::ReplyRequest,
    FindingCode::DisconnectionTime,
    FindingCode::DisconnectionHoliday,
    FindingCode::MixedScript,
    FindingCode::StyledLetters,
    FindingCode::InvisibleCharacter,
    FindingCode::BidiControl,
    FindingCode::CombiningMark,
    FindingCode::SenderUnknown,
];
