//! The bundle: every file of a TUF repository that a phone needs, as one archive.
//!
//! In: bytes from anywhere. Out: files by path, or a [`ListError`]; and back.
//! Nothing is verified here but the form.

use super::ListError;
use std::collections::BTreeMap;
use std::ops::Range;

/// The largest bundle that is read, in bytes: 256 groups, the most that are delegated to, each with a starter's 60 KB.
pub const MOST_BYTES: usize = 1 << 24;

/// The most files that are read from a bundle.
pub const MOST_FILES: usize = 1024;

/// What an archive is made of.
const BLOCK: usize = 512;

/// A TUF repository as one uncompressed ustar archive, which `tar --format=ustar --no-recursion` can make and `tar` can list:
///
/// | path | what |
/// |---|---|
/// | `metadata/N.root.json` | each root from the pinned one to the newest |
/// | `metadata/timestamp.json`, `snapshot.json`, `targets.json` | the top-level roles |
/// | `metadata/bihar.json` | the delegated role of an issuer group |
/// | `targets/scopes.json` | [`Scopes`](crate::documents::Scopes) |
/// | `targets/common/lexicon.json` | [`Lexicon`](crate::documents::Lexicon) |
/// | `targets/common/claim.json` | [`ClaimWeights`](crate::documents::ClaimWeights) |
/// | `targets/bihar/allow.json` | [`Allow`](crate::documents::Allow) of the group |
/// | `targets/bihar/clauses.bin` | [`CompiledClauses`](crate::rules::CompiledClauses) of the group |
/// | `targets/bihar/templates.json` | [`Templates`](crate::documents::Templates) of the group, where it has any |
///
/// In a repository with consistent snapshots the names carry versions and hashes, as TUF has it.
///
/// ```
/// use asli::allowlist::Bundle;
///
/// let mut bundle = Bundle::default();
/// bundle.insert("targets/scopes.json", "{}");
/// let bytes = bundle.pack()?;
/// assert_eq!(Bundle::unpack(&bytes)?, bundle);
/// # Ok::<(), asli::allowlist::ListError>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bundle {
    files: BTreeMap<String, Vec<u8>>,
}

impl Bundle {
    /// Reads an archive, strictly: plain files by plain paths, and nothing else.
    ///
    /// Folders, links, devices and entries that extend others (long names, attributes) are refused, as are
    /// a file that is there twice, an archive without its end, and anything but zeros in the padding or behind the end.
    ///
    /// # Errors
    /// [`ListError::TooLarge`] and [`ListError::Malformed`].
    pub fn unpack(bytes: &[u8]) -> Result<Self, ListError> {
        within("bytes", bytes.len(), MOST_BYTES)?;
        let broken = |_| ListError::malformed("not a tar archive");
        let mut bundle = Self::default();
        let mut end = 0;
        // Raw: an entry that changes the next one's name or size is shown as what it is.
        for entry in tar::Archive::new(bytes).entries().map_err(broken)?.raw(true) {
            let entry = entry.map_err(broken)?;
            let path = std::str::from_utf8(&entry.path_bytes()).map(str::to_owned).unwrap_or_default();
            if entry.header().entry_type() != tar::EntryType::Regular || !plain(&path) {
                return Err(ListError::malformed("an entry of the archive is no plain file"));
            }
            let content = content(bytes, &entry)?;
            end = padded(bytes, content.end)?;
            if bundle.files.insert(path, bytes[content].to_vec()).is_some() {
                return Err(ListError::malformed("the archive holds a file twice"));
            }
            within("files", bundle.files.len(), MOST_FILES)?;
        }
        ends_at(bytes, end)?;
        Ok(bundle)
    }

    /// Writes the archive: the same bytes for the same files.
    ///
    /// # Errors
    /// [`ListError::Malformed`] for a path that ustar cannot hold.
    pub fn pack(&self) -> Result<Vec<u8>, ListError> {
        let broken = |_| ListError::malformed("a path does not fit into the archive");
        let mut archive = tar::Builder::new(Vec::new());
        for (path, content) in &self.files {
            let mut header = tar::Header::new_ustar();
            header.set_path(path).map_err(broken)?;
            header.set_size(content.len() as u64);
            header.set_mode(0o644);
            header.set_cksum();
            archive.append(&header, content.as_slice()).map_err(broken)?;
        }
        archive.into_inner().map_err(broken)
    }

    /// Adds a file, or replaces it.
    pub fn insert(&mut self, path: impl Into<String>, content: impl Into<Vec<u8>>) {
        self.files.insert(path.into(), content.into());
    }

    /// Takes a file out.
    pub fn remove(&mut self, path: &str) -> Option<Vec<u8>> {
        self.files.remove(path)
    }

    /// Those files for whose paths `first` says so, and the others.
    pub(super) fn split(self, first: impl Fn(&str) -> bool) -> (Self, Self) {
        let (first, rest) = self.files.into_iter().partition(|(path, _)| first(path));
        (Self { files: first }, Self { files: rest })
    }

    /// A file's content.
    pub fn file(&self, path: &str) -> Option<&[u8]> {
        self.files.get(path).map(Vec::as_slice)
    }

    /// Every file, by path.
    pub fn files(&self) -> impl Iterator<Item = (&str, &[u8])> {
        self.files.iter().map(|(path, content)| (path.as_str(), content.as_slice()))
    }

    /// The roots that it carries, by version.
    pub fn roots(&self) -> BTreeMap<u64, &[u8]> {
        let version = |path: &str| path.strip_prefix("metadata/")?.strip_suffix(".root.json")?.parse().ok();
        let named =
            |(path, content): (&str, _)| version(path).filter(|version| path == root_path(*version)).zip(Some(content));
        self.files().filter_map(named).collect()
    }
}

pub(super) fn within(what: &'static str, have: usize, most: usize) -> Result<(), ListError> {
    if have > most { Err(ListError::TooLarge { what, have, most }) } else { Ok(()) }
}

/// The path of a root in a bundle: this spelling of the number and no other.
pub(super) fn root_path(version: u64) -> String {
    format!("metadata/{version}.root.json")
}

/// Where an entry's content lies in the archive.
fn content(bytes: &[u8], entry: &tar::Entry<'_, &[u8]>) -> Result<Range<usize>, ListError> {
    let start = usize::try_from(entry.raw_file_position()).ok();
    let range =
        start.zip(usize::try_from(entry.size()).ok()).and_then(|(start, size)| Some(start..start.checked_add(size)?));
    range.filter(|range| range.end <= bytes.len()).ok_or_else(cut_short)
}

/// The end of the block that `end` lies in; what fills the block up must be zeros.
fn padded(bytes: &[u8], end: usize) -> Result<usize, ListError> {
    let padded = end.next_multiple_of(BLOCK);
    match bytes.get(end..padded) {
        Some(padding) if padding.iter().all(|byte| *byte == 0) => Ok(padded),
        Some(_) => Err(ListError::malformed("an entry of the archive is padded with data")),
        None => Err(cut_short()),
    }
}

/// The archive must end at `end`, with two blocks of zeros or more.
fn ends_at(bytes: &[u8], end: usize) -> Result<(), ListError> {
    let rest = bytes.get(end..).unwrap_or_default();
    if rest.iter().any(|byte| *byte != 0) {
        return Err(ListError::malformed("data follows the end of the archive"));
    }
    if rest.len() < 2 * BLOCK || !rest.len().is_multiple_of(BLOCK) {
        return Err(cut_short());
    }
    Ok(())
}

fn cut_short() -> ListError {
    ListError::malformed("the archive is cut short")
}

/// A relative path without steps up, as every file of a repository has.
fn plain(path: &str) -> bool {
    !path.is_empty() && path.split('/').all(|part| !matches!(part, "" | "." | ".."))
}
