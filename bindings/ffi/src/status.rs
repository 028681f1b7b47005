//! What is known of the list in force, as it crosses the bridge.

use asli::ListState;
use asli::allowlist;

/// An issuer, by id and name.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct IssuerName {
    /// Its id in reports.
    pub id: String,
    /// Its name in English.
    pub en: String,
    /// Its name in Hindi.
    pub hi: String,
}

/// An app of the companies whose package the list names.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct OfficialApp {
    /// The package on Android.
    pub package: String,
    /// Its name in English.
    pub en: String,
    /// Its name in Hindi.
    pub hi: String,
    /// The ids of the companies that it is for.
    pub issuers: Vec<String>,
}

/// The list in force.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct ListStatus {
    /// Its version.
    pub version: u64,
    /// The companies it speaks for.
    pub issuers: Vec<IssuerName>,
    /// Their apps whose packages it names.
    pub apps: Vec<OfficialApp>,
    /// Names of the keys that signed it.
    pub signers: Vec<String>,
    /// How many had to.
    pub threshold: u32,
    /// When it was issued.
    pub issued: i64,
    /// When it expires.
    pub expires: i64,
    /// How fresh it is.
    pub state: ListState,
    /// Whether the clock says a time before the list was issued.
    pub clock_suspect: bool,
    /// Whether it is signed with development keys, which anybody has.
    pub development: bool,
    /// Why the imported list was not used, if so.
    pub recovered: Option<Recovery>,
    /// What names its documents, in hex.
    pub sha256: String,
}

/// Why the imported list was not used.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct Recovery {
    /// The stable name of the reason.
    pub code: String,
    /// The reason in one English sentence.
    pub detail: String,
}

impl From<allowlist::ListStatus> for ListStatus {
    fn from(status: allowlist::ListStatus) -> Self {
        let issuer = |issuer: allowlist::IssuerName| IssuerName { id: issuer.id, en: issuer.en, hi: issuer.hi };
        Self {
            version: status.version,
            issuers: status.issuers.into_iter().map(issuer).collect(),
            apps: status.apps.into_iter().map(OfficialApp::from).collect(),
            signers: status.signers,
            threshold: status.threshold as u32,
            issued: status.issued.as_millisecond(),
            expires: status.expires.as_millisecond(),
            state: status.state,
            clock_suspect: status.clock_suspect,
            development: status.development,
            recovered: status.recovered.as_ref().map(Recovery::from),
            sha256: hex::encode(status.sha256),
        }
    }
}

impl From<allowlist::OfficialApp> for OfficialApp {
    fn from(app: allowlist::OfficialApp) -> Self {
        Self { package: app.package.into(), en: app.en, hi: app.hi, issuers: app.issuers }
    }
}

impl From<&allowlist::Recovery> for Recovery {
    fn from(recovery: &allowlist::Recovery) -> Self {
        Self { code: recovery.code().to_owned(), detail: recovery.to_string() }
    }
}
