//! Opening a file that must be a regular one.
//!
//! In: a path. Out: the open file, or an error where there is a folder, a pipe, a device or a link in its place:
//! opening a pipe would wait for a process at its other end, and reading a device need not end.

use std::fs::{File, OpenOptions};
use std::io;
use std::path::Path;

/// Opens `path` as `options` say; never waits.
pub(super) fn open(path: &Path, options: &mut OpenOptions) -> io::Result<File> {
    #[cfg(unix)]
    {
        use rustix::fs::OFlags;
        use std::os::unix::fs::OpenOptionsExt;
        options.custom_flags((OFlags::NONBLOCK | OFlags::NOFOLLOW).bits().cast_signed());
    }
    let file = options.open(path)?;
    if file.metadata()?.is_file() { Ok(file) } else { Err(io::ErrorKind::InvalidInput.into()) }
}

#[cfg(all(test, unix))]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use std::process::Command;

    #[test]
    fn only_a_regular_file_is_opened_and_nothing_is_waited_for() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        std::fs::write(at("file"), "text").unwrap();
        std::fs::create_dir(at("folder")).unwrap();
        std::os::unix::fs::symlink(at("file"), at("link")).unwrap();
        std::os::unix::fs::symlink("/dev/zero", at("device")).unwrap();
        assert!(Command::new("mkfifo").arg(at("pipe")).status().unwrap().success());
        assert!(open(&at("file"), OpenOptions::new().read(true)).is_ok());
        for name in ["folder", "link", "device", "pipe", "nothing"] {
            assert!(open(&at(name), OpenOptions::new().read(true)).is_err(), "{name}");
            assert!(open(&at(name), OpenOptions::new().write(true)).is_err(), "{name}");
        }
        assert!(open(Path::new("/dev/zero"), OpenOptions::new().read(true)).is_err());
    }
}
