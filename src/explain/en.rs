//! The texts in English.
//!
//! In: codes and facts. Out: plain sentences; `{}` stands where the value is put, `{company}`, `{office}`, `{supply}` and
//! `{helpline}` where the list's words are.

use super::ComplaintFacts;
use crate::words::Concept;
use crate::{Advice, Element, FindingCode, ListState, Verdict};

pub(super) const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

pub(super) fn headline(verdict: Verdict, is_named: bool, reason: Option<FindingCode>) -> String {
    let company = if is_named { "{name}" } else { "{company}" };
    match verdict {
        Verdict::Genuine => format!("Genuine message from {company}"),
        Verdict::Unconfirmed => format!("Not confirmed to be from {company}: be careful"),
        Verdict::Suspicious => {
            let why = reason.map_or("it breaks a rule", short_reason);
            if is_named { format!("Looks fake, in the name of {company}: {why}") } else { format!("Looks fake: {why}") }
        }
        Verdict::Unrelated => "Not a message from {company}".to_owned(),
    }
}

pub(super) const fn concept(concept: Concept) -> &'static str {
    match concept {
        Concept::PhoneWord => "a phone number",
        Concept::Qr => "a QR code",
        Concept::Collect => "a request for money",
        Concept::Reply => "an answer",
        Concept::Cash => "cash",
        Concept::HomeVisit => "someone who comes to the house",
        Concept::BankAccount => "a bank account",
        Concept::Electricity => "{supply}",
        Concept::Power => "the supply",
        Concept::OtherService => "another service",
        Concept::Disconnect => "cutting off",
        Concept::Future => "what will happen",
        Concept::OutageTalk => "an outage",
        Concept::Bill => "a bill",
        Concept::Due => "something due",
        Concept::Pay => "paying",
        Concept::Act => "updating or completing something",
        Concept::Verify => "verifying",
        Concept::Contact => "getting in touch",
        Concept::NumberWord => "a number",
        Concept::Person => "an officer or agent",
        Concept::Office => "an office",
        Concept::Reader => "the consumer",
        Concept::You => "you",
        Concept::Urgent => "acting at once",
        Concept::Night => "the night",
        Concept::Secret => "secret details",
        Concept::Kyc => "KYC",
        Concept::Install => "installing",
        Concept::App => "an app",
        Concept::Apk => "an app file",
        Concept::RemoteAccess => "remote access",
        Concept::PaymentApp => "a payment app",
        Concept::Link => "a link",
        Concept::Warning => "fraud",
        Concept::Negation => "what is not so",
        Concept::FirstPerson => "the writer",
        Concept::Penalty => "a penalty",
        Concept::TestPayment => "a small payment",
        Concept::Helplines => "a helpline",
        Concept::Receipt => "a payment made",
        Concept::Offer => "an offer",
        Concept::News => "news",
        Concept::Dispute => "disputing a payment",
        Concept::Idiom => "something else",
        Concept::IssuerName => "{company} by name",
        Concept::Speaker => "{company} as the one who writes",
        Concept::OtherUtility => "another utility",
    }
}

pub(super) const fn finding(code: FindingCode) -> &'static str {
    match code {
        FindingCode::PhoneNumber => "It gives a mobile number{}, which a genuine message never does.",
        FindingCode::LandlineNumber => "It gives a phone number{}, which a genuine message never does.",
        FindingCode::ShortNumber => "It gives a short number{} that is not {company}'s.",
        FindingCode::OfficialNumber => "It gives {company}'s own number{}, but a genuine message gives no number.",
        FindingCode::UnofficialLink => "Its link{} is not {company}'s.",
        FindingCode::LookalikeLink => "Its link{} only looks like {company}'s website.",
        FindingCode::ShortenedLink => "It has a short link{} that hides where it goes.",
        FindingCode::IpLink => "Its link{} has only numbers where the website's name should be.",
        FindingCode::DisguisedLink => "It has a link{} written in a strange way to hide it.",
        FindingCode::UpiId => "It gives a UPI ID{}, but {company} takes money only in its app or on its website.",
        FindingCode::EmailAddress => "It gives an email address{}, which a genuine message never does.",
        FindingCode::UnofficialApp => "It names an app{} that is not {company}'s.",
        FindingCode::ApkFile => "It wants you to install an app file{} from outside the Play Store.",
        FindingCode::RemoteAccessApp => "It names an app{} that lets a stranger see and use your phone.",
        FindingCode::ContactLure => "It asks you to call, message or meet someone{}.",
        FindingCode::SecretRequest => "It asks for secret details{}, like an OTP, PIN, password or card number.",
        FindingCode::KycRequest => "It asks you to update KYC or your personal details{}.",
        FindingCode::TestPayment => "It asks for a small payment{} first, which is a common trick.",
        FindingCode::BankAccount => "It gives a bank account{} to pay into, which {company} never does.",
        FindingCode::CollectRequest => "It asks you to approve a payment request{}, which takes money from you.",
        FindingCode::QrCode => "It asks you to scan a QR code{}, which can take money from your account.",
        FindingCode::PaymentAppNumber => {
            "It asks you to pay to a number{} in a payment app, not in {company}'s own app."
        }
        FindingCode::ReplyRequest => "It asks you to send back an answer, a photo of the screen or a message{}.",
        FindingCode::CallForwarding => {
            "It gives a code{} that sends your calls, and so your bank's calls, to a stranger."
        }
        FindingCode::CashRequest => "It asks you to give cash to a person{}.",
        FindingCode::HomeVisit => "It says that someone will come to your home{} for money or papers.",
        FindingCode::AppMisused => "It asks for a small payment{} in the name of {company}'s app, a known trick.",
        FindingCode::DisconnectionTime => {
            "It gives a time{} for cutting off {supply}, which a genuine message never does."
        }
        FindingCode::DisconnectionHoliday => {
            "It says {supply} will be cut off on a holiday{}, but {company} does not do that."
        }
        FindingCode::MixedScript => "It mixes look-alike letters of different alphabets in one word{}.",
        FindingCode::StyledLetters => "It uses strange-looking letters or digits{}.",
        FindingCode::InvisibleCharacter => "It has hidden marks inside a word{}.",
        FindingCode::BidiControl => "It has hidden marks{} that turn the writing around.",
        FindingCode::CombiningMark => "It has odd extra marks on its letters{}.",
        FindingCode::SenderLookalike => "The sender's name{} looks like the official one, but it is not.",
        FindingCode::SenderDisguised => "The sender's name{} has letters that no real sender's name can have.",
        FindingCode::SenderPhoneNumber => "It came from an ordinary phone number{}, not from {company}.",
        FindingCode::SenderOther => "It came from another sender{}, not from {company}.",
        FindingCode::SenderUnknown => "It does not show a proper sender's name{}.",
        FindingCode::CompanyMismatch => "The message names one company{}, but another company sent it.",
        FindingCode::ElementMissing => "Something that a genuine message always has is missing{}.",
        FindingCode::ElementRepeated => "It says two different things about the same point{}.",
        FindingCode::ValueImplausible => "A number or date{} in it cannot be right.",
        FindingCode::NotInFormat => "It has words or signs{} that {company}'s messages do not have.",
        FindingCode::HolidayUnknown => "The holidays for its date{} are not known yet.",
        FindingCode::LastDatePassed => "The last date{} had already passed when the message came.",
        FindingCode::Truncated => "It is longer than any real SMS{}, so only its beginning was checked.",
        FindingCode::ListExpired => "The app's list of genuine messages is too old.",
    }
}

/// The reason in a headline: never names a value, so that it stays short.
pub(super) const fn short_reason(code: FindingCode) -> &'static str {
    match code {
        FindingCode::PhoneNumber => "it gives a mobile number",
        FindingCode::LandlineNumber | FindingCode::ShortNumber | FindingCode::OfficialNumber => {
            "it gives a phone number"
        }
        FindingCode::UnofficialLink | FindingCode::ShortenedLink | FindingCode::IpLink | FindingCode::DisguisedLink => {
            "its link is not {company}'s"
        }
        FindingCode::LookalikeLink => "its link is a copy of the real website",
        FindingCode::UpiId => "it gives a UPI ID to pay to",
        FindingCode::EmailAddress => "it gives an email address",
        FindingCode::UnofficialApp => "its app is not {company}'s",
        FindingCode::ApkFile => "it wants you to install an unsafe app",
        FindingCode::RemoteAccessApp => "it wants to take over your phone",
        FindingCode::ContactLure => "it asks you to contact someone",
        FindingCode::SecretRequest => "it asks for secret details",
        FindingCode::KycRequest => "it asks for KYC or personal details",
        FindingCode::TestPayment | FindingCode::AppMisused => "it asks for a small payment first",
        FindingCode::BankAccount => "it gives a bank account to pay into",
        FindingCode::CollectRequest => "it asks you to approve a payment",
        FindingCode::QrCode => "it asks you to scan a QR code",
        FindingCode::PaymentAppNumber => "it asks you to pay to a number",
        FindingCode::ReplyRequest => "it asks for an answer or a photo",
        FindingCode::CallForwarding => "it wants to forward your calls",
        FindingCode::CashRequest => "it asks for cash",
        FindingCode::HomeVisit => "it sends someone to your home",
        FindingCode::DisconnectionTime => "it gives a time for cutting off {supply}",
        FindingCode::DisconnectionHoliday => "{supply} is not cut off on holidays",
        FindingCode::MixedScript
        | FindingCode::StyledLetters
        | FindingCode::InvisibleCharacter
        | FindingCode::BidiControl
        | FindingCode::CombiningMark => "its letters are disguised",
        FindingCode::SenderLookalike | FindingCode::SenderDisguised => "the sender's name is a copy",
        FindingCode::SenderPhoneNumber => "it came from an ordinary phone number",
        FindingCode::SenderOther | FindingCode::SenderUnknown => "the sender is not {company}",
        FindingCode::CompanyMismatch => "it names another company",
        FindingCode::ElementMissing
        | FindingCode::ElementRepeated
        | FindingCode::ValueImplausible
        | FindingCode::NotInFormat
        | FindingCode::HolidayUnknown
        | FindingCode::Truncated
        | FindingCode::LastDatePassed => "it is not written like a genuine one",
        FindingCode::ListExpired => "the app's list is too old",
    }
}

pub(super) const fn advice(advice: Advice, has_helpline: bool) -> &'static str {
    match advice {
        Advice::DoNotAct => {
            "Do not call anyone, open any link, install any app or pay anything. Never tell anyone an OTP or PIN."
        }
        Advice::PayOfficially => "Pay only in {company}'s own app or on its own website.",
        Advice::AskOffice if has_helpline => "Not sure? Ask {office} or call {helpline}.",
        Advice::AskOffice => "Not sure? Ask {office}.",
        Advice::MoneyLost => {
            "If you lost money, call 1930 at once or go to cybercrime.gov.in. The first hour counts most."
        }
        Advice::ReportChakshu => "Report this message on Chakshu at sancharsaathi.gov.in within 30 days.",
        Advice::Report1909 => {
            "Report an unwanted sales message by SMS to 1909. Write: message, sender and date, like 24/11/26."
        }
        Advice::FileFir => "If you were cheated, go to the police station and file an FIR at once.",
        Advice::UpdateList => "Update this app, as its list of genuine messages is old.",
    }
}

pub(super) const fn element(element: Element) -> &'static str {
    match element {
        Element::Company => "Company",
        Element::App => "App",
        Element::Site => "Website",
        Element::LastDate => "Last date",
        Element::Rebate => "Rebate",
        Element::AccountNumber => "Consumer account (CA) number",
        Element::Amount => "Amount",
        Element::DisconnectionDate => "Disconnection date",
        Element::Date => "Date",
        Element::Period => "Bill month",
        Element::Duration => "Number of days",
        Element::Energy => "Units",
        Element::Reference => "Receipt or bill number",
    }
}

pub(super) const fn list_state(state: ListState) -> &'static str {
    match state {
        ListState::Fresh => "The list is up to date.",
        ListState::Stale => "The list is a little old. It still works, but please update it.",
        ListState::Expired => "The list is too old. No message can be called genuine until you update it.",
    }
}

pub(super) fn complaint(facts: &ComplaintFacts<'_>) -> String {
    let sender = match facts.sender {
        "" => "not shown",
        shown => shown,
    };
    let when = facts.when.as_deref().unwrap_or("not known");
    let found = match facts.found.as_str() {
        "" => String::new(),
        lines => format!("\nWhat is wrong with it:\n{lines}\n"),
    };
    format!(
        "I received this message and want to report it.\n\n\
         Sender: {sender}\nReceived: {when}\n\nMessage:\n{}\n{found}\n\
         Checked with the app “Asli”, list number {}.",
        facts.body, facts.list_version
    )
}
