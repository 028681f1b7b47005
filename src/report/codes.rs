//! The stable codes of a report: findings, elements, advice, states of the list, classes of senders.
//!
//! In: nothing. Out: enums whose names in snake case are the ones used in JSON, Kotlin and the docs.

use serde::{Deserialize, Serialize};

/// How much a finding weighs in the verdict.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Severity {
    /// Worth knowing; changes nothing.
    Notice,
    /// Stands against `genuine`, but is no danger by itself.
    Warning,
    /// Breaks a rule of the issuer or endangers the reader.
    Danger,
}

macro_rules! codes {
    ($(#[$meta:meta])* $name:ident { $($(#[$doc:meta])* $variant:ident = $code:literal,)+ }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        pub enum $name {
            $($(#[$doc])* #[serde(rename = $code)] $variant,)+
        }

        impl $name {
            /// Every value, in the order of declaration.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// The name used in JSON, Kotlin and the docs.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$variant => $code,)+ }
            }
        }

        impl core::fmt::Display for $name {
            fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                f.write_str(self.code())
            }
        }
    };
}

impl FindingCode {
    /// Whether words alone make it, without a number, an address or a name: a message can name it and lure nobody.
    pub(crate) const fn is_of_words(self) -> bool {
        matches!(
            self,
            Self::ApkFile
                | Self::ContactLure
                | Self::DisconnectionTime
                | Self::HomeVisit
                | Self::KycRequest
                | Self::SecretRequest
                | Self::TestPayment
                | Self::UnofficialApp
        )
    }
}

codes! {
    /// What was found, as a stable code. The texts for people are in [`crate::explain`].
    FindingCode {
        /// A mobile number, in any writing.
        PhoneNumber = "phone_number",
        /// A landline or toll-free number.
        LandlineNumber = "landline_number",
        /// A short number to call that is not the issuer's helpline.
        ShortNumber = "short_number",
        /// The issuer's own helpline, in a message that should hold no number.
        OfficialNumber = "official_number",
        /// A link to a site that is not the issuer's.
        UnofficialLink = "unofficial_link",
        /// A link whose host imitates one of the issuer's.
        LookalikeLink = "lookalike_link",
        /// A link shortener: the target cannot be seen.
        ShortenedLink = "shortened_link",
        /// A link to a bare IP address.
        IpLink = "ip_link",
        /// A link written so as to escape filters (`hxxp`, `[.]`, `dot com`).
        DisguisedLink = "disguised_link",
        /// A UPI payment id.
        UpiId = "upi_id",
        /// An e-mail address.
        EmailAddress = "email_address",
        /// An app that is not one of the issuer's.
        UnofficialApp = "unofficial_app",
        /// An APK file to install.
        ApkFile = "apk_file",
        /// An app that hands the phone's screen to someone else.
        RemoteAccessApp = "remote_access_app",
        /// Asks to call, message or meet a person.
        ContactLure = "contact_lure",
        /// Asks for an OTP, PIN, password, card or account details.
        SecretRequest = "secret_request",
        /// Asks to verify or update KYC or consumer data.
        KycRequest = "kyc_request",
        /// Asks for a small payment "to verify".
        TestPayment = "test_payment",
        /// A bank account to send money to.
        BankAccount = "bank_account",
        /// A request for money to be approved in a UPI app.
        CollectRequest = "collect_request",
        /// A QR code to scan.
        QrCode = "qr_code",
        /// A number to pay to in a payment app.
        PaymentAppNumber = "payment_app_number",
        /// Asks for an answer, a screenshot or a forwarded message.
        ReplyRequest = "reply_request",
        /// A code that forwards the phone's calls to someone else.
        CallForwarding = "call_forwarding",
        /// Asks to give cash to a person.
        CashRequest = "cash_request",
        /// A person who comes to the door for money or data.
        HomeVisit = "home_visit",
        /// Asks for a small payment in the name of an official app.
        AppMisused = "app_misused",
        /// A disconnection at a time of day.
        DisconnectionTime = "disconnection_time",
        /// A disconnection on a Sunday or holiday.
        DisconnectionHoliday = "disconnection_holiday",
        /// A word that mixes scripts so as to look like another word.
        MixedScript = "mixed_script",
        /// Letters or digits of a special style (full width, mathematical, circled).
        StyledLetters = "styled_letters",
        /// Characters that show nothing, inside a word.
        InvisibleCharacter = "invisible_character",
        /// Characters that reverse the direction of writing.
        BidiControl = "bidi_control",
        /// Marks stacked on Latin letters.
        CombiningMark = "combining_mark",
        /// The sender imitates an official sender id.
        SenderLookalike = "sender_lookalike",
        /// The sender holds characters that no sender id can hold.
        SenderDisguised = "sender_disguised",
        /// The sender is a plain phone number.
        SenderPhoneNumber = "sender_phone_number",
        /// The sender is another business's sender id.
        SenderOther = "sender_other",
        /// There is no sender, or one that is no sender id at all.
        SenderUnknown = "sender_unknown",
        /// The text names another company than the sender does.
        CompanyMismatch = "company_mismatch",
        /// Something the genuine format requires is not there.
        ElementMissing = "element_missing",
        /// Something the genuine format allows once is there twice, with different values.
        ElementRepeated = "element_repeated",
        /// A value that cannot be right, by itself or beside the others.
        ValueImplausible = "value_implausible",
        /// Words or characters that the genuine format does not account for.
        NotInFormat = "not_in_format",
        /// The disconnection date lies outside the years whose holidays are known.
        HolidayUnknown = "holiday_unknown",
        /// The last date had passed when the message came.
        LastDatePassed = "last_date_passed",
        /// The message is longer than any SMS: only its beginning was judged.
        Truncated = "truncated",
        /// The signed list has expired.
        ListExpired = "list_expired",
    }
}

impl FindingCode {
    /// How much this finding weighs.
    pub const fn severity(self) -> Severity {
        match self {
            Self::OfficialNumber
            | Self::SenderOther
            | Self::CompanyMismatch
            | Self::ElementMissing
            | Self::ElementRepeated
            | Self::NotInFormat
            | Self::ValueImplausible
            | Self::HolidayUnknown
            | Self::Truncated
            | Self::ListExpired => Severity::Warning,
            Self::LastDatePassed => Severity::Notice,
            Self::PhoneNumber
            | Self::LandlineNumber
            | Self::ShortNumber
            | Self::UnofficialLink
            | Self::LookalikeLink
            | Self::ShortenedLink
            | Self::IpLink
            | Self::DisguisedLink
            | Self::UpiId
            | Self::EmailAddress
            | Self::UnofficialApp
            | Self::ApkFile
            | Self::RemoteAccessApp
            | Self::ContactLure
            | Self::SecretRequest
            | Self::KycRequest
            | Self::TestPayment
            | Self::BankAccount
            | Self::CollectRequest
            | Self::QrCode
            | Self::PaymentAppNumber
            | Self::ReplyRequest
            | Self::CallForwarding
            | Self::CashRequest
            | Self::HomeVisit
            | Self::AppMisused
            | Self::DisconnectionTime
            | Self::DisconnectionHoliday
            | Self::MixedScript
            | Self::StyledLetters
            | Self::InvisibleCharacter
            | Self::BidiControl
            | Self::CombiningMark
            | Self::SenderLookalike
            | Self::SenderDisguised
            | Self::SenderPhoneNumber
            | Self::SenderUnknown => Severity::Danger,
        }
    }
}

codes! {
    /// A building block of an issuer's genuine format.
    Element {
        /// The company's name.
        Company = "company",
        /// One of the issuer's apps.
        App = "app",
        /// One of the issuer's sites.
        Site = "site",
        /// The last date for paying.
        LastDate = "last_date",
        /// The rebate for paying in time.
        Rebate = "rebate",
        /// The consumer account (CA) number.
        AccountNumber = "account_number",
        /// An amount of money: dues, bill, balance or payment.
        Amount = "amount",
        /// The date from which supply is cut.
        DisconnectionDate = "disconnection_date",
        /// Another date: of the bill, of the payment.
        Date = "date",
        /// The billing month or year.
        Period = "period",
        /// A span of days.
        Duration = "duration",
        /// Units of energy or load.
        Energy = "energy",
        /// A receipt or bill number.
        Reference = "reference",
    }
}

codes! {
    /// What the reader should do.
    Advice {
        /// Do not call, click, install or pay.
        DoNotAct = "do_not_act",
        /// Pay only in the official app or on the official site.
        PayOfficially = "pay_officially",
        /// Ask the company's local office or its helpline.
        AskOffice = "ask_office",
        /// Money lost: call 1930 or use cybercrime.gov.in at once.
        MoneyLost = "money_lost",
        /// Report on Chakshu (sancharsaathi.gov.in) within 30 days.
        ReportChakshu = "report_chakshu",
        /// Report unwanted commercial SMS to 1909.
        Report1909 = "report_1909",
        /// File an FIR at the police station.
        FileFir = "file_fir",
        /// The list is old: update the app.
        UpdateList = "update_list",
    }
}

codes! {
    /// How fresh the signed list is.
    ListState {
        /// Within its dates.
        Fresh = "fresh",
        /// Past its date, within the grace: still used, date shown.
        Stale = "stale",
        /// Past the grace: nothing is called genuine, flagging goes on.
        Expired = "expired",
    }
}

codes! {
    /// What kind of address a message came from; says nothing of which one.
    SenderClass {
        /// An issuer's registered sender id, exactly.
        Official = "official",
        /// Made to look like an issuer's sender id.
        Lookalike = "lookalike",
        /// One edit from an issuer's sender id.
        Near = "near",
        /// Another sender id.
        Header = "header",
        /// A phone number.
        Phone = "phone",
        /// A short number.
        ShortCode = "short_code",
        /// Nothing, or something that is no sender id.
        Unknown = "unknown",
    }
}
