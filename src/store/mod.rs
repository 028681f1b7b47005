//! The list in force, and its life: open, import, status.
//!
//! In: a pinned root, the built-in bundle, a folder; later, bundles from
//! anywhere. Out: a [`Filter`] over the newest list that holds, and what there is
//! to say of it. Strict on import, lenient in use: an expired bundle is never taken in,
//! but a list in use outlives its day, says so, and proves nothing any more in the end.
//!
//! | module | adds |
//! |---|---|
//! | `floors` | versions that must not be undercut |
//! | `lock` | one import at a time, whichever process it runs in |
//! | `regular` | files that are no pipes, devices or links |
//! | `state` | the file that outlives the process |

mod apps;
mod floors;
mod lock;
mod regular;
mod state;

use crate::documents::Issuer;
use crate::filter::{Filter, FilterError};
use crate::report::{ListState, Report};
use crate::sms::Sms;
use crate::trust::{
    Bundle, ListDates, ListError, RoleInfo, Root, Signatures, TrustedList, age, age_unverified, embedded_bundle,
    signers, threshold, verify, verify_files,
};
pub use apps::OfficialApp;
use floors::Floors;
use jiff::Timestamp;
use lock::{Lock, PATIENCE};
use state::{State, Unread, digest};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError, RwLock};

/// The list in force, kept in a folder.
///
/// Open one a process and share it: it is `Send` and `Sync`. A reader keeps the
/// [`Filter`] that it took while an import puts a newer one in its place.
///
/// ```
/// use asli::allowlist::AllowlistStore;
/// use asli::{ListState, Sms, Verdict};
///
/// let folder = std::env::temp_dir().join("asli-doc");
/// let now = "2026-11-24T10:00:00Z".parse()?;
/// let store = AllowlistStore::open_embedded(&folder, now)?;
///
/// let report = store.check(&Sms::new("+919876501234", "Bijli bill update karo, call 98765 43210"), now);
/// assert_eq!(report.verdict, Verdict::Suspicious);
/// assert_eq!(store.status(now).state, ListState::Fresh);
///
/// // A file that is no list changes nothing.
/// assert_eq!(store.import(b"no list", now).unwrap_err().code(), "malformed");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct AllowlistStore {
    root: Root,
    /// SHA-256 of the pinned root: floors of another one do not count.
    pinned: String,
    folder: PathBuf,
    current: RwLock<Arc<Current>>,
    /// Held during an import, so that imports follow one another.
    floors: Mutex<Floors>,
}

/// What an import did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Import {
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
}

/// What there is to say of the list in force.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListStatus {
    /// Its version.
    pub version: u64,
    /// The companies that it knows.
    pub issuers: Vec<IssuerName>,
    /// The companies' apps whose packages it names.
    pub apps: Vec<OfficialApp>,
    /// The names of the keys that signed the rules of its groups.
    pub signers: Vec<String>,
    /// How many keys must sign the rules of a group, at least.
    pub threshold: usize,
    /// When its rules were issued.
    pub issued: Timestamp,
    /// When the first role that vouches for all of it expires, or the last of its groups.
    pub expires: Timestamp,
    /// How fresh it is; 60 days of grace follow the day on which it expires.
    pub state: ListState,
    /// Whether the caller's clock must be wrong: it says a time before the list was issued.
    pub clock_suspect: bool,
    /// Whether its root is for development only: anybody can sign for it.
    pub development: bool,
    /// Why the file with the imported list was not used, if so; the built-in list is in force then.
    pub recovered: Option<Recovery>,
    /// The roles that vouch for it: root, timestamp, snapshot, targets, then the group's.
    pub roles: Vec<RoleInfo>,
    /// SHA-256 of its documents, as in [`TrustedList::sha256`].
    pub sha256: [u8; 32],
}

/// A company that the list knows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IssuerName {
    /// Its id in verdicts (`sbpdcl`).
    pub id: String,
    /// Its name in English.
    pub en: String,
    /// Its name in Hindi.
    pub hi: String,
}

/// Why the file with the imported list was not used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Recovery {
    /// The system did not let it be read.
    #[error("the imported list could not be read: {0}")]
    Unreadable(io::ErrorKind),
    /// Its bytes are not the ones that were written.
    #[error("the imported list is damaged")]
    Damaged,
    /// It does not hold against the pinned root, or this engine cannot use it.
    #[error("the imported list was refused: {0}")]
    Refused(ListError),
}

impl Recovery {
    /// The reason's name in logs, JSON and bindings; it never changes.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Unreadable(_) => "unreadable",
            Self::Damaged => "damaged",
            Self::Refused(error) => error.code(),
        }
    }
}

/// The list that the program was built with, unpacked when it is needed.
type BuiltIn<'a> = dyn Fn() -> Result<Bundle, ListError> + 'a;

/// A list in force.
#[derive(Debug)]
struct Current {
    filter: Arc<Filter>,
    dates: ListDates,
    issuers: Vec<IssuerName>,
    apps: Vec<OfficialApp>,
    /// By group.
    signatures: Vec<Signatures>,
    roles: Vec<RoleInfo>,
    development: bool,
    sha256: [u8; 32],
    recovered: Option<Recovery>,
}

impl AllowlistStore {
    /// Opens the list in `folder`, or the built-in one where there is none, or an older
    /// one, or one that is damaged. The folder need not exist.
    ///
    /// `root` is the TUF `root.json` to trust, `embedded` the bundle that the
    /// program was built with. `now` only serves the log.
    ///
    /// # Errors
    /// [`ListError`] where `root` or `embedded` do not hold. A damaged file in the folder is no error:
    /// see [`ListStatus::recovered`].
    pub fn open(root: &[u8], embedded: &[u8], folder: &Path, now: Timestamp) -> Result<Self, ListError> {
        Self::open_with(Root::from_json(root)?, &|| Bundle::unpack(embedded), folder, now)
    }

    fn open_with(root: Root, embedded: &BuiltIn<'_>, folder: &Path, now: Timestamp) -> Result<Self, ListError> {
        let pinned = digest(&root.bytes);
        let (state, unread) = match State::read(folder) {
            Ok(state) => (state, None),
            Err(Unread::Io(kind)) => (None, Some(Recovery::Unreadable(kind))),
            Err(Unread::Damaged) => (None, Some(Recovery::Damaged)),
        };
        let mut floors = Floors::default();
        let mut accepted = None;
        let mut recovered = unread;
        if let Some(State { head, bundle }) = state {
            match bundle.ok_or(Recovery::Damaged).and_then(|bundle| Current::accepted(&bundle, embedded, &root)) {
                Ok(current) => accepted = current,
                Err(reason) => recovered = Some(reason),
            }
            if head.pinned == pinned {
                floors = head.floors;
            }
        }
        let mut current = match accepted {
            Some(current) => current,
            None => Current::new(verify_files(embedded()?, &root)?)?,
        };
        if let Some(reason) = &recovered {
            log::warn!("the built-in list is in force: {reason}");
        }
        current.recovered = recovered;
        log::info!("list version {} ({})", current.dates.version, current.dates.state(now));
        let floors = Mutex::new(floors.raised(&current.roles));
        Ok(Self { root, pinned, folder: folder.to_owned(), current: RwLock::new(Arc::new(current)), floors })
    }

    /// The same with the development root and the bundle that are built into this crate.
    ///
    /// The development root's private keys are public: a product pins its own with [`open`](Self::open).
    ///
    /// # Errors
    /// As [`open`](Self::open).
    pub fn open_embedded(folder: &Path, now: Timestamp) -> Result<Self, ListError> {
        Self::open_with(Root::embedded()?, &embedded_bundle, folder, now)
    }

    /// A filter over the list in force. It stays as it is when another list is imported.
    pub fn filter(&self) -> Arc<Filter> {
        Arc::clone(&self.current().filter)
    }

    /// Checks one message against the list in force.
    pub fn check(&self, sms: &Sms<'_>, now: Timestamp) -> Report {
        self.filter().check(sms, now)
    }

    /// Takes in a bundle, from wherever it came. Whatever is wrong with it, the list in force stays;
    /// when this returns [`Import::Updated`] the new one is on disk.
    ///
    /// Several processes may import into one folder at once: they take turns, and a newer list that another one
    /// has imported is put in force here too, whatever becomes of this import.
    ///
    /// A clock that says a time before the list in force or the new one was issued is not believed.
    ///
    /// # Errors
    /// [`ListError`], typed.
    pub fn import(&self, bundle: &[u8], now: Timestamp) -> Result<Import, ListError> {
        let list = verify(bundle, &self.root)?;
        let mut floors = self.floors.lock().unwrap_or_else(PoisonError::into_inner);
        let lock = Lock::take(&self.folder, PATIENCE)?;
        let before = self.current();
        self.adopt(&mut floors, &list.roles)?;
        let current = self.current();
        floors.check(&list.roles)?;
        list.refuse_expired(current.dates.lifted(now))?;
        let (from, to) = (before.dates.version, list.dates.version);
        let unchanged = age(&list.roles) == age(&before.roles);
        let in_force = age(&list.roles) == age(&current.roles);
        if !in_force || current.recovered.is_some() {
            let raised = floors.raised(&list.roles);
            let next = Current::new(list)?;
            next.filter.compile_all()?;
            State::new(self.pinned.clone(), raised.clone(), bundle).write(&self.folder, &lock)?;
            *floors = raised;
            self.put_in_force(next);
            log::info!("list version {to} imported, {from} before");
        }
        Ok(if unchanged { Import::Unchanged { version: to } } else { Import::Updated { from, to } })
    }

    /// Puts in force what another process has imported meanwhile, and raises the floors to it.
    ///
    /// # Errors
    /// [`ListError::Rollback`] where `offered` is older.
    fn adopt(&self, floors: &mut Floors, offered: &[RoleInfo]) -> Result<(), ListError> {
        let on_disk = State::read(&self.folder).ok().flatten().filter(|state| state.head.pinned == self.pinned);
        let Some(State { head, bundle }) = on_disk else { return Ok(()) };
        let newer = |list: &TrustedList| age(&list.roles) > age(&self.current().roles);
        let list = bundle.and_then(|bundle| verify(&bundle, &self.root).ok()).filter(newer);
        if let Some(Ok(next)) = list.map(Current::new) {
            log::info!("list version {} was imported elsewhere", next.dates.version);
            *floors = floors.raised(&next.roles);
            self.put_in_force(next);
        }
        *floors = floors.joined(&head.floors);
        head.floors.check(offered)
    }

    fn put_in_force(&self, next: Current) {
        *self.current.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(next);
    }

    /// What there is to say of the list in force.
    pub fn status(&self, now: Timestamp) -> ListStatus {
        let current = self.current();
        ListStatus {
            version: current.dates.version,
            issuers: current.issuers.clone(),
            apps: current.apps.clone(),
            signers: signers(&current.signatures),
            threshold: threshold(&current.signatures),
            issued: current.dates.issued,
            expires: current.dates.expires,
            state: current.dates.state(now),
            clock_suspect: current.dates.is_clock_suspect(now),
            development: current.development,
            recovered: current.recovered.clone(),
            roles: current.roles.clone(),
            sha256: current.sha256,
        }
    }

    fn current(&self) -> Arc<Current> {
        Arc::clone(&self.current.read().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Current {
    fn new(mut list: TrustedList) -> Result<Self, ListError> {
        let issuer = |issuer: &Issuer| IssuerName {
            id: issuer.id.clone(),
            en: issuer.name.en.clone(),
            hi: issuer.name.hi.clone(),
        };
        Ok(Self {
            dates: list.dates,
            issuers: list.groups().flat_map(|group| &group.allow.issuers).map(issuer).collect(),
            apps: list.groups().flat_map(|group| OfficialApp::all(&group.allow)).collect(),
            signatures: list.signatures.clone(),
            roles: std::mem::take(&mut list.roles),
            development: list.development,
            sha256: list.sha256,
            recovered: None,
            filter: Arc::new(Filter::new(list).map_err(|error| match error {
                FilterError::List(error) => error,
                FilterError::Rules(error) => error.into(),
            })?),
        })
    }

    /// The accepted bundle, unless the program was built with a newer one.
    fn accepted(bundle: &[u8], embedded: &BuiltIn<'_>, root: &Root) -> Result<Option<Self>, Recovery> {
        let list = verify(bundle, root).map_err(Recovery::Refused)?;
        let built_in = embedded().and_then(|embedded| age_unverified(&embedded));
        if built_in.is_ok_and(|built_in| built_in > age(&list.roles)) {
            return Ok(None);
        }
        Self::new(list).map(Some).map_err(Recovery::Refused)
    }
}
