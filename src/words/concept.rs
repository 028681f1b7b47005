//! What a word of danger or of the bill means, whatever its language.
//!
//! In: the concept names of the signed lexicon. Out: [`Concept`], and sets of them.

macro_rules! concepts {
    ($($(#[$doc:meta])* $variant:ident = $name:literal,)+) => {
        /// A meaning that the claim and the detectors look for.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[repr(u8)]
        pub(crate) enum Concept {
            $($(#[$doc])* $variant,)+
        }

        impl Concept {
            /// Every concept, in the order of declaration.
            pub(crate) const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// The concept of that name in the lexicon.
            pub(crate) fn from_name(name: &str) -> Option<Self> {
                match name {
                    $($name => Some(Self::$variant),)+
                    _ => None,
                }
            }

            /// Its name in the lexicon.
            pub(crate) fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)+ }
            }
        }
    };
}

concepts! {
    /// Electricity and those who sell it.
    Electricity = "electricity",
    /// Power, line, meter: electricity, or something else.
    Power = "power",
    /// Another trade: mobile plans, gas, water, cards.
    OtherService = "other_service",
    /// Cutting off.
    Disconnect = "disconnect",
    /// What will happen.
    Future = "future",
    /// Ordinary talk of an outage.
    OutageTalk = "outage_talk",
    /// The bill.
    Bill = "bill",
    /// That it is due.
    Due = "due",
    /// Paying.
    Pay = "pay",
    /// Updating, verifying, completing.
    Act = "act",
    /// Verifying, updating: what a small "test" payment is said to be for.
    Verify = "verify",
    /// Calling, writing.
    Contact = "contact",
    /// "Number", "mobile", "helpline".
    NumberWord = "number_word",
    /// Someone to turn to.
    Person = "person",
    /// Office, department.
    Office = "office",
    /// Consumer, customer.
    Reader = "reader",
    /// You, your.
    You = "you",
    /// At once.
    Urgent = "urgent",
    /// Tonight, evening.
    Night = "night",
    /// OTP, PIN, card number.
    Secret = "secret",
    /// KYC, Aadhaar.
    Kyc = "kyc",
    /// Install, download.
    Install = "install",
    /// App.
    App = "app",
    /// APK.
    Apk = "apk",
    /// Apps that hand over the screen.
    RemoteAccess = "remote_access",
    /// Wallets and UPI apps.
    PaymentApp = "payment_app",
    /// Link, click.
    Link = "link",
    /// Beware, fraud.
    Warning = "warning",
    /// Not, never.
    Negation = "negation",
    /// I, my, brother.
    FirstPerson = "first_person",
    /// Fine, court.
    Penalty = "penalty",
    /// Verification charge.
    TestPayment = "test_payment",
    /// "Helpline", "Ph": words that stand only before a number to call.
    PhoneWord = "phone_word",
    /// QR codes.
    Qr = "qr",
    /// A request for money in a UPI app.
    Collect = "collect",
    /// Answers, screenshots, forwarded messages.
    Reply = "reply",
    /// Cash.
    Cash = "cash",
    /// Someone who comes to the house.
    HomeVisit = "home_visit",
    /// A bank account to pay into.
    BankAccount = "bank_account",
    /// National helplines.
    Helplines = "helplines",
    /// Paid, received, successful.
    Receipt = "receipt",
    /// Cashback, coupon.
    Offer = "offer",
    /// News and public talk.
    News = "news",
    /// What one is told to do about a payment that was not one's own.
    Dispute = "dispute",
    /// Several words that together mean none of what they mean alone ("due to").
    Idiom = "idiom",
    /// A name of one of the issuers (from its own document).
    IssuerName = "issuer_name",
    /// A name of one of the issuers where the one who speaks puts it: `SBPDCL:`, `- NBPDCL`.
    Speaker = "speaker",
    /// A name of another utility.
    OtherUtility = "other_utility",
}

/// A set of concepts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Concepts(u64);

impl Concepts {
    /// What a claim could be about.
    pub(crate) const SUBJECT: Self =
        Self::of(&[Concept::Electricity, Concept::Power, Concept::IssuerName, Concept::Apk, Concept::RemoteAccess]);

    /// What only people who talk about electricity say.
    pub(crate) const TALK: Self = Self::of(&[
        Concept::OtherService,
        Concept::OutageTalk,
        Concept::Warning,
        Concept::Negation,
        Concept::FirstPerson,
        Concept::Receipt,
        Concept::Offer,
        Concept::News,
        Concept::OtherUtility,
        Concept::Helplines,
        Concept::Idiom,
    ]);

    /// The set of `concepts`.
    pub(crate) const fn of(concepts: &[Concept]) -> Self {
        let mut bits = 0;
        let mut at = 0;
        while at < concepts.len() {
            bits |= 1 << concepts[at] as u8;
            at += 1;
        }
        Self(bits)
    }

    pub(crate) const fn has(self, concept: Concept) -> bool {
        self.0 & 1 << concept as u8 != 0
    }

    pub(crate) const fn has_any(self, others: Self) -> bool {
        self.0 & others.0 != 0
    }

    /// A bit for each concept, by the order of declaration.
    pub(crate) const fn bits(self) -> u64 {
        self.0
    }

    pub(crate) fn add(&mut self, others: Self) {
        self.0 |= others.0;
    }

    /// Those that are not among `others`.
    pub(crate) const fn without(self, others: Self) -> Self {
        Self(self.0 & !others.0)
    }

    pub(crate) const fn is_empty(self) -> bool {
        self.0 == 0
    }
}
