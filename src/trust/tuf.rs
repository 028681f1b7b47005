//! TUF verification of one bundle, offline.
//!
//! In: a [`Bundle`] and the pinned [`Root`]. Out: [`Verified`]: the roles in
//! force and a way to the targets, or a [`ListError`].
//!
//! The client workflow (chain of roots, thresholds, pins, delegations, hashes)
//! is `sigstore-tuf`'s; it reads from memory, so its futures are ready at once.
//! Added here: distinct key material and two schemes only, caps, an unbroken
//! chain up to the newest root in the bundle, targets within their delegation's
//! paths, no file that nothing vouches for. Time is asked elsewhere
//! ([`super::dates`]): a list in use may be past its day, an imported one may not.

use super::bundle::{root_path, within};
use super::error::refusal;
use super::keys::RoleKeys;
use super::root::{check_keys, is_marked, parse, pins_versions_only};
use super::{Bundle, ListError, Root, development};
use jiff::Timestamp;
use sigstore_tuf::{Error, MetaFile, Metadata, Repository, Role, Targets, TrustedMetadataSet, Updater, UpdaterConfig};
use std::collections::{BTreeMap, BTreeSet};
use std::pin::pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll, Waker};

/// The most roots that one bundle may lead over.
pub const MOST_ROOT_STEPS: usize = 32;

/// The most delegations that the roles of one bundle may hold together: as many groups can be in a list.
pub const MOST_DELEGATIONS: usize = 256;

/// Before every expiry: the workflow must not refuse what is only asked for later.
const BEFORE: Timestamp = Timestamp::MIN;

/// A role in force.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoleInfo {
    /// Its name: `root`, `timestamp`, `snapshot`, `targets`, or a delegated role's.
    pub name: String,
    /// Its version.
    pub version: u64,
    /// When it expires.
    pub expires: Timestamp,
    /// How many keys must sign it.
    pub threshold: usize,
    /// The names of the keys that may.
    pub keys: Vec<String>,
    pub(crate) fingerprint: [u8; 32],
}

/// A bundle whose metadata holds.
pub(super) struct Verified {
    updater: Updater,
    files: Arc<Files>,
    /// The roles so far in force: root, timestamp, snapshot, targets, then delegated ones.
    pub(super) roles: Vec<RoleInfo>,
    pub(super) development: bool,
    /// Whether a delegated role may have development keys.
    development_keys: bool,
    /// How many delegations the roles hold that are in force.
    delegations: usize,
}

/// A target with what vouches for it.
pub(super) struct Target {
    pub(super) content: Vec<u8>,
    /// SHA-256 in lower-case hex, as signed.
    pub(super) sha256: String,
    /// The role that lists it.
    pub(super) role: String,
}

impl Verified {
    /// Verifies every role above the delegated ones.
    pub(super) fn new(bundle: Bundle, root: &Root) -> Result<Self, ListError> {
        let chain = check_roots(&bundle, root)?;
        let files = Arc::new(Files::new(bundle));
        let mut config = UpdaterConfig::default();
        config.max_root_rotations = MOST_ROOT_STEPS as u32 + 1; // it must see that no further root follows
        config.max_delegations = MOST_DELEGATIONS as u32;
        let start = Updater::new(Shared(Arc::clone(&files)), &root.bytes);
        let mut updater = start.map_err(|error| refusal(error, "root.json"))?.with_config(config);
        ready(updater.refresh(BEFORE)).map_err(|error| refusal(error, &files.last()))?;
        let development = root.is_development() || chain.marked;
        let development_keys = root.allows_development_keys();
        let mut verified = Self { updater, files, roles: Vec::new(), development, development_keys, delegations: 0 };
        verified.add_top_level(chain.newest)?;
        Ok(verified)
    }

    fn add_top_level(&mut self, newest: u64) -> Result<(), ListError> {
        let trusted = self.updater.trusted();
        let root = trusted.root();
        if root.version != newest {
            return Err(ListError::RootChain { what: format!("root {newest} is not the one in force") });
        }
        let missing = || ListError::malformed("a top-level role is not loaded");
        let [root_keys, timestamp_keys, snapshot_keys, targets_keys] = check_keys(root)?;
        let timestamp = trusted.timestamp().ok_or_else(missing)?;
        let snapshot = trusted.snapshot().ok_or_else(missing)?;
        let targets = trusted.targets_role("targets").ok_or_else(missing)?;
        let roles = vec![
            info("root", root, &root_keys),
            info("timestamp", timestamp, &timestamp_keys),
            info("snapshot", snapshot, &snapshot_keys),
            info("targets", targets, &targets_keys),
        ];
        if !pins_versions_only(root) {
            check_pins("timestamp.json", timestamp.meta.iter())?;
            check_pins("snapshot.json", snapshot.meta.iter())?;
        }
        self.delegations = check_delegations(targets, 0, self.development_keys)?;
        self.roles = roles;
        Ok(())
    }

    /// Finds a target over the delegations, verifies it, and enters the roles on the way.
    pub(super) fn target(&mut self, path: &str) -> Result<Target, ListError> {
        let refused = |error, files: &Files| match error {
            Error::TargetNotFound(path) => ListError::Missing { path },
            error => refusal(error, &files.last()),
        };
        let found = ready(self.updater.get_target_info(path, BEFORE)).map_err(|error| refused(error, &self.files))?;
        let found = found.ok_or_else(|| ListError::Missing { path: path.to_owned() })?;
        let content = ready(self.updater.download_target(&found, path)).map_err(|error| refused(error, &self.files))?;
        let sha256 = found.hashes.get("sha256").ok_or_else(|| ListError::Integrity { path: path.to_owned() })?;
        self.add_delegated()?;
        let lists = |role: &&RoleInfo| {
            let role = self.updater.trusted().targets_role(&role.name);
            role.is_some_and(|role| role.target(path).is_some())
        };
        let role = self.roles.iter().find(lists).map(|role| role.name.clone()).unwrap_or_default();
        Ok(Target { content, sha256: sha256.to_ascii_lowercase(), role })
    }

    /// A target that a list need not have: `None` where no role in force lists it. Once a role lists it, a bundle
    /// without it is refused like any other that lacks a document.
    pub(super) fn optional_target(&mut self, path: &str) -> Result<Option<Target>, ListError> {
        let trusted = self.updater.trusted();
        let mut roles = self.roles.iter().filter_map(|role| trusted.targets_role(&role.name));
        if roles.any(|role| role.target(path).is_some()) { self.target(path).map(Some) } else { Ok(None) }
    }

    /// Enters delegated roles that have been loaded, from the top.
    fn add_delegated(&mut self) -> Result<(), ListError> {
        let trusted = self.updater.trusted();
        let mut at = 3; // targets
        while let Some(delegator) = self.roles.get(at).and_then(|role| trusted.targets_role(&role.name)) {
            at += 1;
            let Some(delegations) = &delegator.delegations else { continue };
            for delegation in &delegations.roles {
                let known = self.roles.iter().any(|role| role.name == delegation.name);
                let Some(role) = trusted.targets_role(&delegation.name).filter(|_| !known) else { continue };
                for path in role.targets.keys() {
                    if !delegation.matches_path(path).map_err(|error| refusal(error, &delegation.name))? {
                        return Err(ListError::OutOfScope { field: "path", value: path.clone() });
                    }
                }
                self.delegations = check_delegations(role, self.delegations, self.development_keys)?;
                let keys =
                    RoleKeys::new(&delegation.name, &delegations.keys, &delegation.keyids, delegation.threshold)?;
                self.roles.push(info(&delegation.name, role, &keys));
            }
        }
        Ok(())
    }

    /// Who signed a targets role: asked only by people, so counted only then.
    pub(super) fn signatures(&self, name: &str) -> Result<Signatures, ListError> {
        let trusted = self.updater.trusted();
        let delegators = self.roles.iter().filter_map(|role| trusted.targets_role(&role.name)?.delegations.as_ref());
        let mut delegated = delegators.flat_map(|by| by.roles.iter().map(|role| (&by.keys, role)));
        let keys = match delegated.find(|(_, role)| role.name == name) {
            Some((keys, role)) => RoleKeys::new(name, keys, &role.keyids, role.threshold)?,
            None => check_keys(trusted.root())?[3].clone(),
        };
        let file = self.files.metadata_of(name, trusted.root().consistent_snapshot, self.version(name));
        let metadata = Metadata::from_slice(file.unwrap_or_default()).map_err(|error| refusal(error, name))?;
        Ok(Signatures { keys, metadata })
    }

    fn version(&self, name: &str) -> u64 {
        self.roles.iter().find(|role| role.name == name).map_or(0, |role| role.version)
    }

    /// Refuses files that no step has read.
    pub(super) fn refuse_strays(&self) -> Result<(), ListError> {
        let read = self.files.read.lock().unwrap_or_else(PoisonError::into_inner);
        // Each of them is a step to the pinned root or from it: `check_roots`.
        let roots: BTreeSet<String> = self.files.metadata.roots().keys().map(|version| root_path(*version)).collect();
        let targets = self.files.targets.lock().unwrap_or_else(PoisonError::into_inner);
        let mut paths = self.files.metadata.files().chain(targets.files()).map(|(path, _)| path);
        match paths.find(|path| !read.iter().any(|read| read == path) && !roots.contains(*path)) {
            Some(path) => Err(ListError::Stray { path: path.to_owned() }),
            None => Ok(()),
        }
    }
}

/// A targets role with its signatures.
#[derive(Clone, Debug)]
pub(crate) struct Signatures {
    keys: RoleKeys,
    metadata: Metadata<Targets>,
}

impl Signatures {
    /// How many of the keys must sign.
    pub(crate) fn threshold(&self) -> usize {
        self.keys.threshold
    }

    /// The names of the keys whose signatures hold.
    pub(crate) fn names(&self) -> Vec<String> {
        let signed = |id: &str, key: &sigstore_tuf::Key| {
            let signature = self.metadata.signatures().iter().find(|signature| signature.keyid == id);
            let bytes = signature.and_then(|signature| hex::decode(&signature.sig).ok());
            bytes.is_some_and(|bytes| key.verify(self.metadata.signed_canonical(), &bytes.into()).is_ok())
        };
        let keys = self.keys.keys.iter().filter(|(id, key)| signed(id, key));
        keys.map(|(id, key)| super::keys::name(id, key)).collect()
    }
}

/// The names of the keys with a valid signature on the rules of any group, each once.
pub(crate) fn signers(groups: &[Signatures]) -> Vec<String> {
    let mut known = BTreeSet::new();
    groups.iter().flat_map(Signatures::names).filter(|name| known.insert(name.clone())).collect()
}

/// How many keys must sign the rules of a group, at least.
pub(crate) fn threshold(groups: &[Signatures]) -> usize {
    groups.iter().map(Signatures::threshold).min().unwrap_or(0)
}

/// The roots of a bundle that follow the pinned one.
struct Chain {
    /// The version of the last one.
    newest: u64,
    /// Whether one of them is marked as one for development.
    marked: bool,
}

/// Checks the roots of a bundle before they are followed.
fn check_roots(bundle: &Bundle, root: &Root) -> Result<Chain, ListError> {
    let mut before = bundle.roots();
    let mut steps = before.split_off(&root.version());
    if let Some(same) = steps.remove(&root.version())
        && same != root.bytes
        && parse(same)?.signed_canonical() != root.canonical
    {
        return Err(ListError::RootChain { what: format!("root {} is not the pinned one", root.version()) });
    }
    check_roots_before(&before, root)?;
    within("root steps", steps.len(), MOST_ROOT_STEPS)?;
    let mut chain = Chain { newest: root.version(), marked: false };
    for (version, bytes) in steps {
        if chain.newest.checked_add(1) != Some(version) {
            return Err(ListError::RootChain { what: format!("root {version} follows root {}", chain.newest) });
        }
        let parsed = parse(bytes)?;
        check_keys(parsed.signed())?;
        root.refuse_development_keys(parsed.signed())?;
        chain.marked |= is_marked(parsed.signed());
        chain.newest = version;
    }
    Ok(chain)
}

/// Roots older than the pinned one are there for phones that pin an older one. They must lead to it, step by step.
fn check_roots_before(before: &BTreeMap<u64, &[u8]>, root: &Root) -> Result<(), ListError> {
    let mut roots = before.iter();
    let Some((first, bytes)) = roots.next() else { return Ok(()) };
    within("root steps", before.len(), MOST_ROOT_STEPS)?;
    let refused = |version: u64| move |error| refusal(error, &format!("{version}.root.json"));
    let mut trusted = TrustedMetadataSet::from_root(bytes).map_err(refused(*first))?;
    if trusted.root().version != *first || *first == 0 {
        return Err(ListError::RootChain { what: format!("{first}.root.json is another version") });
    }
    for (version, bytes) in roots {
        trusted.update_root(bytes).map_err(refused(*version))?;
        root.refuse_development_keys(trusted.root())?;
    }
    trusted.update_root(&root.bytes).map_err(refused(root.version()))
}

/// Checks that every file is pinned by its SHA-256: two files of one version may both have been signed.
fn check_pins<'m>(
    pinned_by: &str,
    mut pins: impl Iterator<Item = (&'m String, &'m MetaFile)>,
) -> Result<(), ListError> {
    let hashed = |pin: &MetaFile| pin.hashes.as_ref().is_some_and(|hashes| hashes.contains_key("sha256"));
    match pins.find(|(_, pin)| !hashed(pin)) {
        Some((name, _)) => Err(ListError::malformed(format!("{pinned_by} pins {name} without its SHA-256"))),
        None => Ok(()),
    }
}

/// Checks what a targets role delegates, whether it is followed or not; how many delegations there are with those
/// `before`.
fn check_delegations(targets: &Targets, before: usize, development_keys: bool) -> Result<usize, ListError> {
    let Some(delegations) = &targets.delegations else { return Ok(before) };
    let all = before.saturating_add(delegations.roles.len());
    within("delegations", all, MOST_DELEGATIONS)?;
    for role in &delegations.roles {
        let keys = RoleKeys::new(&role.name, &delegations.keys, &role.keyids, role.threshold)?;
        if !development_keys {
            development::refuse(&role.name, keys.keys.iter().map(|(_, key)| key))?;
        }
    }
    Ok(all)
}

fn info(name: &str, role: &impl Role, keys: &RoleKeys) -> RoleInfo {
    RoleInfo {
        name: name.to_owned(),
        version: role.version(),
        expires: role.expires(),
        threshold: keys.threshold,
        keys: keys.names(),
        fingerprint: keys.fingerprint,
    }
}

/// What tells two bundles of one issuer apart: the versions of the root and of the timestamp.
pub(crate) fn age(roles: &[RoleInfo]) -> (u64, u64) {
    let version = |name: &str| roles.iter().find(|role| role.name == name).map_or(0, |role| role.version);
    (version("root"), version("timestamp"))
}

/// The same of a bundle that is trusted for coming with the program.
pub(crate) fn age_unverified(bundle: &Bundle) -> Result<(u64, u64), ListError> {
    let path = "metadata/timestamp.json";
    let file = bundle.file(path).ok_or_else(|| ListError::Missing { path: path.to_owned() })?;
    let timestamp = Metadata::<sigstore_tuf::Timestamp>::from_slice(file).map_err(|error| refusal(error, path))?;
    Ok((bundle.roots().into_keys().max().unwrap_or(0), timestamp.signed().version))
}

/// Polls a future that never waits: everything is in memory.
fn ready<T>(future: impl Future<Output = Result<T, Error>>) -> Result<T, Error> {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(done) => done,
        Poll::Pending => Err(Error::transport("a file in memory was waited for")),
    }
}

/// The bundle, with a record of what was read from it.
struct Files {
    metadata: Bundle,
    /// Each goes to whom asks first: nobody asks twice, and a copy of a large document takes as long as its hash.
    targets: Mutex<Bundle>,
    read: Mutex<Vec<String>>,
}

impl Files {
    fn new(bundle: Bundle) -> Self {
        let (targets, metadata) = bundle.split(|path| path.starts_with("targets/"));
        Self { metadata, targets: Mutex::new(targets), read: Mutex::default() }
    }

    fn fetch(&self, path: String, most: u64) -> Result<Option<Vec<u8>>, Error> {
        let target = self.targets.lock().unwrap_or_else(PoisonError::into_inner).remove(&path);
        let content = target.or_else(|| self.metadata.file(&path).map(<[u8]>::to_vec));
        // A root that is not there ends the chain; no step failed for the lack of it.
        if content.is_some() || !path.ends_with(".root.json") {
            self.read.lock().unwrap_or_else(PoisonError::into_inner).push(path);
        }
        match content {
            Some(content) if content.len() as u64 > most => {
                Err(Error::IntegrityMismatch("longer than signed".to_owned()))
            }
            content => Ok(content),
        }
    }

    /// The file that was asked for last.
    fn last(&self) -> String {
        self.read.lock().unwrap_or_else(PoisonError::into_inner).last().cloned().unwrap_or_default()
    }

    fn metadata_of(&self, role: &str, consistent: bool, version: u64) -> Option<&[u8]> {
        let plain = format!("metadata/{role}.json");
        let path = if consistent { format!("metadata/{version}.{role}.json") } else { plain };
        self.metadata.file(&path)
    }
}

struct Shared(Arc<Files>);

impl Repository for Shared {
    fn fetch_metadata<'a>(&'a self, name: &'a str, most: u64) -> sigstore_tuf::transport::FetchFuture<'a> {
        Box::pin(std::future::ready(self.0.fetch(format!("metadata/{name}"), most)))
    }

    fn fetch_target<'a>(&'a self, path: &'a str, most: u64) -> sigstore_tuf::transport::FetchFuture<'a> {
        Box::pin(std::future::ready(self.0.fetch(format!("targets/{path}"), most)))
    }
}
