//! The one object behind the bridge: open it once, keep it, call it from any thread.
//!
//! In: messages, bundles and the caller's clock. Out: reports and the list's status.
#![allow(clippy::result_large_err)] // a refusal crosses once in a process's life
#![allow(clippy::needless_pass_by_value)] // bytes cross as a ByteArray only where they are handed over

use crate::time::timestamp;
use crate::{ListStatus, Refusal, Report, Sms};
use asli::allowlist::{AllowlistStore, Import, ListError};
use asli::explain::{self, Lang};
use asli::record::VerdictRecord;
use std::path::Path;
use std::sync::Arc;

/// Why there is no filter.
#[derive(Debug, thiserror::Error, uniffi::Error)]
pub enum OpenError {
    /// The pinned root or the built-in list does not hold.
    #[error("{}", refusal.detail)]
    Refused {
        /// What is wrong.
        refusal: Refusal,
    },
}

/// Why there is no record.
#[derive(Debug, thiserror::Error, uniffi::Error)]
pub enum RecordError {
    /// Another list has come into force since the report was made.
    #[error("the report was made by list version {report}; version {current} is in force now")]
    ListChanged {
        /// The report's list version.
        report: u64,
        /// The version in force.
        current: u64,
    },
}

/// What an import did.
#[derive(Debug, uniffi::Enum)]
pub enum ImportResult {
    /// A newer list is in force.
    Updated {
        /// The version before.
        from: u64,
        /// The version now.
        to: u64,
    },
    /// It is the list in force already.
    Unchanged {
        /// Its version.
        version: u64,
    },
    /// The list in force stays.
    Refused {
        /// What is wrong with the bundle.
        refusal: Refusal,
    },
}

/// Checks messages against the signed list in force.
#[derive(uniffi::Object)]
pub struct SmsFilter {
    store: AllowlistStore,
}

#[uniffi::export]
impl SmsFilter {
    /// Opens the list in a folder, with the development root.
    ///
    /// # Errors
    /// [`OpenError`] where the built-in list does not hold: a broken build.
    #[uniffi::constructor]
    pub fn open(folder: &str, now: i64) -> Result<Arc<Self>, OpenError> {
        Self::new(AllowlistStore::open_embedded(Path::new(folder), timestamp(now)))
    }

    /// Opens the list in a folder, with a root and a first bundle of the integrator's own.
    ///
    /// # Errors
    /// [`OpenError`] where one of them does not hold.
    #[uniffi::constructor]
    pub fn open_pinned(root: Vec<u8>, embedded: Vec<u8>, folder: &str, now: i64) -> Result<Arc<Self>, OpenError> {
        Self::new(AllowlistStore::open(&root, &embedded, Path::new(folder), timestamp(now)))
    }

    /// Checks one message.
    pub fn check(&self, sms: &Sms, now: i64) -> Report {
        self.store.check(&sms.core(), timestamp(now)).into()
    }

    /// Checks many over one call, in order, all against the same list.
    pub fn check_all(&self, messages: &[Sms], now: i64) -> Vec<Report> {
        let (filter, now) = (self.store.filter(), timestamp(now));
        messages.iter().map(|sms| filter.check(&sms.core(), now).into()).collect()
    }

    /// Takes in a bundle.
    pub fn import_bundle(&self, bundle: Vec<u8>, now: i64) -> ImportResult {
        match self.store.import(&bundle, timestamp(now)) {
            Ok(Import::Updated { from, to }) => ImportResult::Updated { from, to },
            Ok(Import::Unchanged { version }) => ImportResult::Unchanged { version },
            Err(error) => ImportResult::Refused { refusal: (&error).into() },
        }
    }

    /// The list in force.
    pub fn status(&self, now: i64) -> ListStatus {
        self.store.status(timestamp(now)).into()
    }

    /// What was decided, without the message, as JSON.
    ///
    /// # Errors
    /// [`RecordError`] where the report was made by another list than the one in force.
    pub fn record(&self, report: &Report, sms: &Sms) -> Result<String, RecordError> {
        let filter = self.store.filter();
        let current = filter.list_version();
        if report.list_version != current {
            return Err(RecordError::ListChanged { report: report.list_version, current });
        }
        let sms = sms.core();
        Ok(VerdictRecord::new(&report.core(sms.body), &sms, &filter).to_json())
    }

    /// A text to hand in at 1930, on Chakshu or at the police station, in the issuer's local time.
    pub fn complaint(&self, report: &Report, sms: &Sms, lang: Lang) -> String {
        let offset = self.store.filter().utc_offset_minutes();
        explain::complaint(&report.core(&sms.body), &sms.core(), offset, lang)
    }
}

impl SmsFilter {
    fn new(store: Result<AllowlistStore, ListError>) -> Result<Arc<Self>, OpenError> {
        match store {
            Ok(store) => Ok(Arc::new(Self { store })),
            Err(error) => Err(OpenError::Refused { refusal: (&error).into() }),
        }
    }
}
