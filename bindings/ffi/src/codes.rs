//! The core's codes, as they cross the bridge: the same types, named to uniffi.
//!
//! A value added in the core and not here does not compile.

use asli::explain::Lang;
use asli::{Advice, Element, FindingCode, ListState, Severity, Verdict};

#[uniffi::remote(Enum)]
pub enum Verdict {
    Genuine,
    Unconfirmed,
    Suspicious,
    Unrelated,
}

#[uniffi::remote(Enum)]
pub enum Severity {
    Notice,
    Warning,
    Danger,
}

#[uniffi::remote(Enum)]
pub enum FindingCode {
    PhoneNumber,
    LandlineNumber,
    ShortNumber,
    OfficialNumber,
    UnofficialLink,
    LookalikeLink,
    ShortenedLink,
    IpLink,
    DisguisedLink,
    UpiId,
    EmailAddress,
    UnofficialApp,
    ApkFile,
    RemoteAccessApp,
    ContactLure,
    SecretRequest,
    KycRequest,
    TestPayment,
    BankAccount,
    CollectRequest,
    QrCode,
    PaymentAppNumber,
    ReplyRequest,
    CallForwarding,
    CashRequest,
    HomeVisit,
    AppMisused,
    DisconnectionTime,
    DisconnectionHoliday,
    MixedScript,
    StyledLetters,
    InvisibleCharacter,
    BidiControl,
    CombiningMark,
    SenderLookalike,
    SenderDisguised,
    SenderPhoneNumber,
    SenderOther,
    SenderUnknown,
    CompanyMismatch,
    ElementMissing,
    ElementRepeated,
    ValueImplausible,
    NotInFormat,
    HolidayUnknown,
    LastDatePassed,
    Truncated,
    ListExpired,
}

#[uniffi::remote(Enum)]
pub enum Element {
    Company,
    App,
    Site,
    LastDate,
    Rebate,
    AccountNumber,
    Amount,
    DisconnectionDate,
    Date,
    Period,
    Duration,
    Energy,
    Reference,
}

#[uniffi::remote(Enum)]
pub enum Advice {
    DoNotAct,
    PayOfficially,
    AskOffice,
    MoneyLost,
    ReportChakshu,
    Report1909,
    FileFir,
    UpdateList,
}

#[uniffi::remote(Enum)]
pub enum ListState {
    Fresh,
    Stale,
    Expired,
}

#[uniffi::remote(Enum)]
pub enum Lang {
    En,
    Hi,
}
