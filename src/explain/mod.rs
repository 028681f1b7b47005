//! Texts for people: what a [`Report`] says, in plain words.
//!
//! In: a [`Report`] or one of its parts, and a [`Lang`]. Out: finished
//! sentences. Every app that shows verdicts says the same, since all texts
//! stand here: English in `en`, Hindi in `hi`, one `match` a catalogue, so
//! that a code without a text does not compile. What the company is called, and
//! its helpline, are the list's: [`Report::company`].
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

use crate::documents::Localized;
use crate::{Advice, Company, Element, Evidence, Finding, FindingCode, ListState, Proof, Report, Sms, Verdict};
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

    /// A text of the list in this language.
    pub const fn of(self, text: &Localized) -> &str {
        match self {
            Self::En => text.en.as_str(),
            Self::Hi => text.hi.as_str(),
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
/// use asli::{Filter, Sms};
///
/// let filter = Filter::embedded()?;
/// let now = "2026-11-24T10:00:00Z".parse()?;
/// let report = filter.check(&Sms::new("9876501234", "SBPDCL: pay your electricity bill, call 98765 43210"), now);
/// assert_eq!(
///     headline(&report, Lang::En),
///     "Looks fake, in the name of SBPDCL: it gives a mobile number",
/// );
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn headline(report: &Report, lang: Lang) -> String {
    let company = &report.company;
    let (is_named, reason) = (company.name.is_some(), main_reason(report));
    let line = match lang {
        Lang::En => en::headline(report.verdict, is_named, reason),
        Lang::Hi => hi::headline(report.verdict, is_named, reason),
    };
    fill(&line, company, "", lang)
}

/// Puts words into a sentence: `value` for `{}`, and those of the list for the names of its nouns.
fn fill(sentence: &str, company: &Company, value: &str, lang: Lang) -> String {
    let mut parts = sentence.split('{');
    let mut text = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (blank, behind) = part.split_once('}').unwrap_or((part, ""));
        let word = match blank {
            "" => Some(value),
            "name" => company.name.as_ref().map(|name| lang.of(name)),
            "company" => Some(lang.of(&company.noun)),
            "office" => Some(lang.of(&company.office)),
            "supply" => Some(lang.of(&company.supply)),
            "helpline" => company.helpline.as_deref(),
            _ => None,
        };
        // What has no word stays as it is: the tests of the texts find it.
        match word {
            Some(word) => text.push_str(word),
            None => text.extend(["{", blank, "}"]),
        }
        text.push_str(behind);
    }
    text
}

/// What one finding means, in one sentence that names its value. `company` is [that of the report](Report::company).
///
/// ```
/// use asli::explain::{Lang, finding};
/// use asli::{Company, Finding, FindingCode};
///
/// let number = Finding {
///     code: FindingCode::PhoneNumber,
///     span: None,
///     value: Some("9000000001".into()),
/// };
/// assert_eq!(
///     finding(&number, &Company::default(), Lang::Hi),
///     "इसमें मोबाइल नंबर (9000000001) दिया है, असली मैसेज में ऐसा नहीं होता।",
/// );
/// ```
pub fn finding(finding: &Finding, company: &Company, lang: Lang) -> String {
    crate::steps::text(finding.value.as_deref().unwrap_or_default());
    let sentence = match lang {
        Lang::En => en::finding(finding.code),
        Lang::Hi => hi::finding(finding.code),
    };
    let value = finding.value.as_deref().map_or_else(String::new, |value| match show::named_value(value, lang) {
        shown if shown.is_empty() => shown,
        shown => format!(" ({shown})"),
    });
    fill(sentence, company, &value, lang)
}

/// What the reader should do. `company` is [that of the report](Report::company).
///
/// ```
/// use asli::explain::{Lang, advice};
/// use asli::{Advice, Company};
///
/// let mut company = Company::default();
/// assert_eq!(advice(Advice::AskOffice, &company, Lang::En), "Not sure? Ask the company's office.");
/// company.helpline = Some("1912".to_owned());
/// assert_eq!(advice(Advice::AskOffice, &company, Lang::En), "Not sure? Ask the company's office or call 1912.");
/// ```
pub fn advice(advice: Advice, company: &Company, lang: Lang) -> String {
    let has_helpline = company.helpline.is_some();
    let sentence = match lang {
        Lang::En => en::advice(advice, has_helpline),
        Lang::Hi => hi::advice(advice, has_helpline),
    };
    fill(sentence, company, "", lang)
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

/// What a piece of evidence means: why the message is taken to speak for the company, which is
/// [that of the report](Report::company).
///
/// ```
/// use asli::explain::{Lang, evidence};
/// use asli::{Company, Evidence};
///
/// let piece = Evidence { piece: "disconnect".parse()?, span: None, weight: 640 };
/// assert_eq!(evidence(&piece, &Company::default(), Lang::En), "It speaks of cutting off.");
/// assert_eq!(evidence(&piece, &Company::default(), Lang::Hi), "इसमें कनेक्शन काटने की बात है।");
/// # Ok::<(), asli::UnknownPiece>(())
/// ```
pub fn evidence(evidence: &Evidence, company: &Company, lang: Lang) -> String {
    use crate::report::Named;
    let (sentence, of) = match (evidence.piece.named(), lang) {
        (Named::Finding(code), _) => return finding(&Finding { code, span: None, value: None }, company, lang),
        (Named::Concept(concept), Lang::En) => ("It speaks of {}.", en::concept(concept)),
        (Named::Concept(concept), Lang::Hi) => ("इसमें {} की बात है।", hi::concept(concept)),
        (Named::OfficialSender, Lang::En) => ("It comes from a sender id of {company}.", ""),
        (Named::OfficialSender, Lang::Hi) => ("भेजने वाला नाम {company} का है।", ""),
        (Named::OtherSender, Lang::En) => ("Its sender is not {company}'s.", ""),
        (Named::OtherSender, Lang::Hi) => ("भेजने वाला नाम {company} का नहीं है।", ""),
        (Named::Wording, Lang::En) => ("It is worded like a message in {company}'s name.", ""),
        (Named::Wording, Lang::Hi) => ("यह {company} के नाम से आए मैसेज की तरह लिखा है।", ""),
    };
    fill(sentence, company, &fill(of, company, "", lang), lang)
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
/// use asli::{Filter, Sms};
///
/// let sms = Sms::new("+919000000001", "Your power will be cut tonight")
///     .received_at("2026-11-24T14:35:00Z".parse()?);
/// let report = Filter::embedded()?.check(&sms, "2026-11-24T15:00:00Z".parse()?);
/// let text = complaint(&report, &sms, 330, Lang::En);
/// assert!(text.contains("24 November 2026, 8:05 pm"));
/// assert!(text.contains("Your power will be cut tonight"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
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
    let mut found: Vec<String> =
        report.findings.iter().map(|found| format!("- {}", finding(found, &report.company, lang))).collect();
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
