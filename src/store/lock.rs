//! One import at a time, whichever process it runs in.
//!
//! In: the list's folder. Out: a [`Lock`] that ends when it is dropped, or when its process ends in whatever way.
//! The lock is the system's (`flock`, `LockFileEx`), on a file of its own: the list's file is replaced by each import.

use super::regular;
use crate::trust::ListError;
use fs4::{FileExt, TryLockError};
use std::fs::{self, File, OpenOptions};
use std::io;
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

/// The file that is locked; it stays empty.
pub(super) const NAME: &str = "allowlist.lock";

/// How long another import is waited for. One takes milliseconds; a process that was stopped may hold the lock for ever.
pub(super) const PATIENCE: Duration = Duration::from_secs(10);

/// How often a lock that is held is tried again.
const PAUSE: Duration = Duration::from_millis(2);

/// Held as long as it lives.
#[derive(Debug)]
pub(super) struct Lock {
    _file: File,
}

impl Lock {
    /// Takes the lock of a folder, which is made where it is not there.
    ///
    /// # Errors
    /// [`ListError::Io`], with [`io::ErrorKind::TimedOut`] where others hold it for longer than `patience`.
    pub(super) fn take(folder: &Path, patience: Duration) -> Result<Self, ListError> {
        fs::create_dir_all(folder).map_err(ListError::io("make the folder of the list"))?;
        Self::wait(folder, patience).map_err(ListError::io("lock the list"))
    }

    fn wait(folder: &Path, patience: Duration) -> io::Result<Self> {
        let file = regular::open(&folder.join(NAME), OpenOptions::new().write(true).create(true).truncate(false))?;
        let start = Instant::now();
        loop {
            // Not the method of the same name in newer standard libraries: theirs does not know Android.
            match FileExt::try_lock(&file) {
                Ok(()) => return Ok(Self { _file: file }),
                Err(TryLockError::WouldBlock) if start.elapsed() < patience => thread::sleep(PAUSE),
                Err(TryLockError::WouldBlock) => return Err(io::ErrorKind::TimedOut.into()),
                Err(TryLockError::Error(error)) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(TryLockError::Error(error)) => return Err(error),
            }
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn a_lock_that_is_held_is_waited_for_but_not_for_ever() {
        let folder = tempfile::tempdir().unwrap();
        let held = Lock::take(folder.path(), PATIENCE).unwrap();
        let refused = Lock::take(folder.path(), Duration::from_millis(20)).unwrap_err();
        assert_eq!(refused, ListError::Io { what: "lock the list", kind: io::ErrorKind::TimedOut });
        thread::scope(|scope| {
            let waiting = scope.spawn(|| Lock::take(folder.path(), PATIENCE));
            drop(held);
            assert!(waiting.join().unwrap().is_ok());
        });
    }

    #[test]
    fn a_lock_file_that_is_no_file_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join(NAME)).unwrap();
        assert_eq!(Lock::take(folder.path(), PATIENCE).unwrap_err().code(), "io");
    }
}
