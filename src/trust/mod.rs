//! The signed list: from bytes to documents that can be trusted.
//!
//! In: one offline [`Bundle`] and the pinned [`Root`]. Out: a [`TrustedList`], or a
//! [`ListError`] that says what is wrong. No network, no clock of its own.
//!
//! A bundle is a [TUF 1.0](https://theupdateframework.github.io/specification/latest/) repository, so that
//! issuers use the tools there are (python-tuf, tuf-on-ci). Each module adds one thing:
//!
//! | module | adds |
//! |---|---|
//! | `bundle` | the archive, caps on size and number |
//! | `crypto` | Ed25519 (strict) and P-256 |
//! | `keys` | two schemes only, distinct key material |
//! | `planes` | the way back from how the built-in list is packed |
//! | `development` | the keys that everybody has: refused below any root but the built-in one |
//! | `root` | the pinned root |
//! | `tuf` | the TUF workflow over a bundle; no gaps, no strays |
//! | `scope` | what a group may claim |
//! | `dates` | fresh, stale, expired, and the clock |

mod bundle;
mod crypto;
mod dates;
mod development;
mod error;
mod keys;
mod planes;
mod root;
mod scope;
mod tuf;

pub use bundle::{Bundle, MOST_BYTES, MOST_FILES};
pub use crypto::install as install_crypto;
pub use dates::ListDates;
pub use error::ListError;
pub use root::Root;
pub use tuf::{MOST_DELEGATIONS, MOST_ROOT_STEPS, RoleInfo};
pub(crate) use tuf::{Signatures, age, age_unverified, signers, threshold};

use crate::documents::{ClaimWeights, Lexicon, Scopes, Templates};
use crate::rules::{CompiledClauses, GroupDocuments};
use jiff::Timestamp;
use planes::Form;
use serde::de::DeserializeOwned;
use sha2::{Digest, Sha256};

/// Path of the lexicon among the targets.
pub const LEXICON: &str = "common/lexicon.json";
/// Path of the claim's weights among the targets.
pub const CLAIM: &str = "common/claim.json";
/// Path of the scopes among the targets.
pub const SCOPES: &str = "scopes.json";

/// Path of a group's document among the targets: `bihar/allow.json`.
pub fn allow_path(group: &str) -> String {
    format!("{group}/allow.json")
}

/// Path of what a group's companies send among the targets: `bihar/clauses.bin`.
pub fn clauses_path(group: &str) -> String {
    format!("{group}/clauses.bin")
}

/// Path of a group's registered templates among the targets: `bihar/templates.json`. A list need not have it.
pub fn templates_path(group: &str) -> String {
    format!("{group}/templates.json")
}

/// The files of the bundle that is built into this crate, signed with development keys; each packed by `build.rs`.
const EMBEDDED: &[(&str, &[Form], &[u8])] = include!(concat!(env!("OUT_DIR"), "/embedded.rs"));

/// A list whose signatures, scope and form have been checked.
#[derive(Clone, Debug)]
pub struct TrustedList {
    /// Its version and dates.
    pub dates: ListDates,
    /// The roles that vouch for it: root, timestamp, snapshot, targets, then the group's.
    pub roles: Vec<RoleInfo>,
    /// Whether its root is for development only: anybody can sign for it.
    pub development: bool,
    /// SHA-256 of its documents: of what `sha256sum bihar/allow.json bihar/clauses.bin common/claim.json common/lexicon.json
    /// scopes.json` prints, with `bihar/templates.json` where the list has it.
    pub sha256: [u8; 32],
    /// The group that messages belong to which name none: the only one, or the one that the scopes name as the default.
    pub first: GroupDocuments,
    /// The other groups, by id.
    pub others: Vec<GroupDocuments>,
    /// The words of danger.
    pub lexicon: Lexicon,
    /// How much each piece of evidence weighs that a message speaks for an issuer.
    pub claim: ClaimWeights,
    /// By group, as `groups` gives them.
    pub(crate) signatures: Vec<Signatures>,
    /// By group, the role that vouches for it.
    group_roles: Vec<String>,
}

impl TrustedList {
    /// Every group: the first, then the others.
    pub fn groups(&self) -> impl Iterator<Item = &GroupDocuments> {
        [&self.first].into_iter().chain(&self.others)
    }

    /// The names of the keys with a valid signature on the rules of any group, each once.
    pub fn signers(&self) -> Vec<String> {
        tuf::signers(&self.signatures)
    }

    /// How many keys must sign the rules of a group, at least.
    pub fn threshold(&self) -> usize {
        tuf::threshold(&self.signatures)
    }

    /// The names of the keys with a valid signature on the rules of a group, by its place among [`groups`](Self::groups).
    pub fn signers_of(&self, group: usize) -> Vec<String> {
        self.signatures.get(group).map(Signatures::names).unwrap_or_default()
    }

    /// How many of a group's keys must sign its rules, by its place among [`groups`](Self::groups); 0 for a place behind the last group.
    pub fn threshold_of(&self, group: usize) -> usize {
        self.signatures.get(group).map_or(0, Signatures::threshold)
    }

    /// The dates of a group, by its place among [`groups`](Self::groups): it expires with the list, or before it where the
    /// role that vouches for it does. Those of the list for a place behind the last group.
    pub fn dates_of(&self, group: usize) -> ListDates {
        let role = self.group_roles.get(group).and_then(|name| self.roles.iter().find(|role| role.name == *name));
        let expires = role.map_or(self.dates.expires, |role| role.expires.min(self.dates.expires));
        ListDates { expires, ..self.dates }
    }

    /// Refuses a list that has expired; one that expires right `now` has. A group that did not renew its own rules does not
    /// make the list of the others one: see [`dates_of`](Self::dates_of).
    ///
    /// # Errors
    /// [`ListError::Expired`] with the role that expires first.
    pub fn refuse_expired(&self, now: Timestamp) -> Result<(), ListError> {
        let now = self.dates.lifted(now);
        if now < self.dates.expires {
            return Ok(());
        }
        match self.roles.iter().min_by_key(|role| role.expires) {
            Some(role) => Err(ListError::Expired { role: role.name.clone(), expires: role.expires }),
            None => Ok(()),
        }
    }
}

/// Verifies a bundle against a pinned root, whatever the time: see [`TrustedList::refuse_expired`].
///
/// # Errors
/// [`ListError`]; the bundle is then not used at all.
pub fn verify(bundle: &[u8], root: &Root) -> Result<TrustedList, ListError> {
    verify_files(Bundle::unpack(bundle)?, root)
}

pub(crate) fn verify_files(bundle: Bundle, root: &Root) -> Result<TrustedList, ListError> {
    let mut verified = tuf::Verified::new(bundle, root)?;
    let mut scopes_target = verified.target(SCOPES)?;
    let scopes: Scopes = document(SCOPES, &mut scopes_target)?;
    let mut targets = Vec::new();
    for group in scope::in_order(&scopes)? {
        targets.push(GroupTargets::new(group, &mut verified)?);
    }
    let mut lexicon_target = verified.target(LEXICON)?;
    let mut claim_target = verified.target(CLAIM)?;
    // A group must not judge itself, whatever was delegated to it.
    for (path, target) in [(SCOPES, &scopes_target), (LEXICON, &lexicon_target), (CLAIM, &claim_target)] {
        if target.role != "targets" {
            return Err(ListError::OutOfScope { field: "path", value: path.to_owned() });
        }
    }
    verified.refuse_strays()?;
    let mut documents = vec![
        (LEXICON.to_owned(), std::mem::take(&mut lexicon_target.sha256)),
        (CLAIM.to_owned(), std::mem::take(&mut claim_target.sha256)),
        (SCOPES.to_owned(), std::mem::take(&mut scopes_target.sha256)),
    ];
    let (mut groups, mut signatures) = (Vec::with_capacity(targets.len()), Vec::with_capacity(targets.len()));
    let group_roles: Vec<String> = targets.iter().map(|target| target.allow.1.role.clone()).collect();
    for target in targets {
        documents.extend(target.hashes());
        signatures.push(verified.signatures(&target.allow.1.role)?);
        groups.push(target.documents()?);
    }
    scope::check(&groups, &scopes)?;
    let lexicon: Lexicon = document(LEXICON, &mut lexicon_target)?;
    let claim: ClaimWeights = document(CLAIM, &mut claim_target)?;
    let expires = expires(&verified.roles, &group_roles);
    if groups.iter().any(|group| group.allow.issued >= expires) {
        return Err(ListError::malformed("the list was issued after it expired"));
    }
    let version = verified.roles.iter().find(|role| role.name == "timestamp").map_or(0, |role| role.version);
    let first = groups.remove(0);
    Ok(TrustedList {
        // By its date no other group sets the clock forward for all.
        dates: ListDates { version, issued: first.allow.issued, expires },
        development: verified.development,
        sha256: sha256(documents),
        signatures,
        group_roles,
        lexicon,
        claim,
        roles: verified.roles,
        first,
        others: groups,
    })
}

/// When a list of `roles` expires: with the first of the roles that vouch for all of it, or with the last of its groups.
fn expires(roles: &[RoleInfo], group_roles: &[String]) -> Timestamp {
    let is_of_group = |role: &&RoleInfo| group_roles.contains(&role.name);
    let common = roles.iter().filter(|role| !is_of_group(role)).map(|role| role.expires).min();
    let last = roles.iter().filter(is_of_group).map(|role| role.expires).max();
    common.into_iter().chain(last).min().unwrap_or(Timestamp::MIN)
}

/// A group's documents among the targets, each with its path.
struct GroupTargets {
    allow: (String, tuf::Target),
    clauses: (String, tuf::Target),
    templates: Option<(String, tuf::Target)>,
}

impl GroupTargets {
    fn new(group: &str, verified: &mut tuf::Verified) -> Result<Self, ListError> {
        let mut target = |path: String| verified.target(&path).map(|target| (path, target));
        let (allow, clauses) = (target(allow_path(group))?, target(clauses_path(group))?);
        let templates = verified.optional_target(&templates_path(group))?;
        // One set of keys vouches for all that a group says.
        let of_group = [Some(&clauses.1), templates.as_ref()];
        if let Some(other) = of_group.into_iter().flatten().find(|target| target.role != allow.1.role) {
            return Err(ListError::OutOfScope { field: "path", value: other.role.clone() });
        }
        Ok(Self { allow, clauses, templates: templates.map(|target| (templates_path(group), target)) })
    }

    /// Path and SHA-256 of each document.
    fn hashes(&self) -> impl Iterator<Item = (String, String)> {
        let all = [Some(&self.allow), Some(&self.clauses), self.templates.as_ref()];
        all.into_iter().flatten().map(|(path, target)| (path.clone(), target.sha256.clone()))
    }

    fn documents(mut self) -> Result<GroupDocuments, ListError> {
        let allow = document(&self.allow.0, &mut self.allow.1)?;
        let templates = self.templates.as_mut().map(|(path, target)| document(path, target)).transpose()?;
        let clauses = CompiledClauses::from_bytes(self.clauses.1.content);
        Ok(GroupDocuments { allow, clauses, templates: templates.unwrap_or_else(Templates::new) })
    }
}

/// The list that is built into this crate, signed with development keys.
///
/// # Errors
/// [`ListError`] where it fails verification: a broken build.
pub fn embedded() -> Result<TrustedList, ListError> {
    verify_files(embedded_bundle()?, &Root::embedded()?)
}

/// The bundle that is built into this crate, unpacked.
pub(crate) fn embedded_bundle() -> Result<Bundle, ListError> {
    let mut bundle = Bundle::default();
    for (path, forms, packed) in EMBEDDED {
        let content = lz4_flex::decompress_size_prepended(packed);
        let mut content = content.map_err(|_| ListError::malformed("the built-in bundle"))?;
        planes::restore(&mut content, forms);
        bundle.insert(*path, content);
    }
    Ok(bundle)
}

/// Reads a document, whose bytes are then given back: fresh memory costs a starting phone more than reading does.
fn document<T: DeserializeOwned>(path: &str, target: &mut tuf::Target) -> Result<T, ListError> {
    let bytes = std::mem::take(&mut target.content);
    // Once as a whole: serde_json would check each string for itself.
    let text = simdutf8::basic::from_utf8(&bytes).map_err(|_| ListError::malformed(path))?;
    serde_json::from_str(text).map_err(|error| ListError::malformed(format!("{path}: {error}")))
}

fn sha256(mut documents: Vec<(String, String)>) -> [u8; 32] {
    documents.sort();
    let mut hash = Sha256::new();
    for (path, sha256) in documents {
        hash.update(format!("{sha256}  {path}\n"));
    }
    hash.finalize().into()
}
