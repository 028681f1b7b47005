//! The file that outlives the process: the accepted bundle and the version floors.
//!
//! In: a folder. Out: a [`State`], or why there is none. Written, under the folder's lock, whole to a new
//! file, synced, renamed over the old one, folder synced: whenever the power
//! fails, the old file or the new one is there.
//!
//! Four parts: a line that names the form; a line of JSON (floors, hash of the
//! pinned root, hash of the bundle); a line with that line's SHA-256; the bundle.
//! The hashes tell damage, not forgery: the signatures in the bundle do that. With
//! a hash of its own the second line still counts where the bundle is damaged.
//! No clock time is stored.

use super::floors::Floors;
use super::lock::Lock;
use super::regular;
use crate::trust::{ListError, MOST_BYTES};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

const FORM: &[u8] = b"asli allowlist state 1";
const NAME: &str = "allowlist.state";
/// Its name until it is whole; process id and number follow, so that no two writers ever share one.
const NEW: &str = "allowlist.new.";
/// The most that is read before the bundle.
const MOST_HEAD: usize = 1 << 16;

/// What was accepted.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct State {
    pub(super) head: Head,
    /// The bundle, unless it is damaged.
    pub(super) bundle: Option<Vec<u8>>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Head {
    /// SHA-256 of the pinned root that the floors belong to, in hex.
    pub(super) pinned: String,
    pub(super) floors: Floors,
    /// SHA-256 of the bundle, in hex.
    bundle: String,
}

/// Why a state was not read.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Unread {
    Io(io::ErrorKind),
    Damaged,
}

impl State {
    pub(super) fn new(pinned: String, floors: Floors, bundle: &[u8]) -> Self {
        let head = Head { pinned, floors, bundle: digest(bundle) };
        Self { head, bundle: Some(bundle.to_vec()) }
    }

    /// Reads the state in a folder; `None` where none was ever written.
    pub(super) fn read(folder: &Path) -> Result<Option<Self>, Unread> {
        let file = match regular::open(&folder.join(NAME), OpenOptions::new().read(true)) {
            Ok(file) => file,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(Unread::Io(error.kind())),
        };
        let mut bytes = Vec::new();
        let most = (MOST_BYTES + MOST_HEAD) as u64;
        file.take(most).read_to_end(&mut bytes).map_err(|error| Unread::Io(error.kind()))?;
        Self::decode(&bytes).map(Some).ok_or(Unread::Damaged)
    }

    /// Writes the state into a folder, in place of the one before. Only whoever holds the folder's lock may.
    pub(super) fn write(&self, folder: &Path, _lock: &Lock) -> Result<(), ListError> {
        // Nobody else is writing: what is unfinished was left by a process that was killed.
        remove_unfinished(folder);
        let new = new_name(folder);
        let written = regular::open(&new, OpenOptions::new().write(true).create_new(true))
            .and_then(|mut file| file.write_all(&self.encode()).and_then(|()| file.sync_all()));
        let renamed = written.and_then(|()| fs::rename(&new, folder.join(NAME)));
        if renamed.is_err() {
            let _ = fs::remove_file(&new);
        }
        renamed.map_err(ListError::io("write the list"))?;
        // The new list is there already; without this it might not outlive a power cut.
        if let Err(error) = File::open(folder).and_then(|folder| folder.sync_all()) {
            log::warn!("the folder of the list was not synced: {}", error.kind());
        }
        Ok(())
    }

    fn encode(&self) -> Vec<u8> {
        let head = serde_json::to_string(&self.head).unwrap_or_default();
        let bundle = self.bundle.as_deref().unwrap_or_default();
        [FORM, head.as_bytes(), digest(head.as_bytes()).as_bytes(), bundle].join(&b'\n')
    }

    pub(super) fn decode(bytes: &[u8]) -> Option<Self> {
        let mut parts = bytes.splitn(4, |byte| *byte == b'\n');
        let (form, head, hash, bundle) = (parts.next()?, parts.next()?, parts.next()?, parts.next()?);
        if form != FORM || head.len() > MOST_HEAD || hash != digest(head).as_bytes() {
            return None;
        }
        let head: Head = serde_json::from_slice(head).ok()?;
        let whole = digest(bundle) == head.bundle;
        Some(Self { head, bundle: whole.then(|| bundle.to_vec()) })
    }
}

/// SHA-256 in hex.
pub(super) fn digest(bytes: &[u8]) -> String {
    hex::encode(Sha256::digest(bytes))
}

/// A name that no other writer has, in this process or another.
fn new_name(folder: &Path) -> PathBuf {
    static WRITTEN: AtomicU64 = AtomicU64::new(0);
    let number = WRITTEN.fetch_add(1, Ordering::Relaxed);
    folder.join(format!("{NEW}{}.{number}", std::process::id()))
}

/// Removes what a process left that was killed while writing.
fn remove_unfinished(folder: &Path) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    let unfinished =
        |path: &PathBuf| path.file_name().and_then(|name| name.to_str()).is_some_and(|name| name.starts_with(NEW));
    for path in entries.filter_map(|entry| Some(entry.ok()?.path())).filter(unfinished) {
        let _ = fs::remove_file(path);
    }
}
