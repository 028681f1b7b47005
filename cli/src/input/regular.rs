//! Files that must be regular ones.
//!
//! In: a path that was named on the command line. Out: the open file or its content, or a [`FileError`] at once where
//! its place holds a folder, a pipe, a socket or a device: opening a pipe would wait for a process at its other end, and
//! reading a device need not end.

use std::fs::{File, Metadata, OpenOptions};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

/// Why a file was not read.
#[derive(Debug, thiserror::Error)]
pub enum FileError {
    /// It cannot be opened or read.
    #[error("cannot read {}", file.display())]
    Io {
        /// The file.
        file: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// It is a folder.
    #[error("cannot read {}: it is a folder, name a file in it", .0.display())]
    Folder(PathBuf),
    /// It is a pipe, a socket or a device.
    #[error("cannot read {}: it is no regular file", .0.display())]
    Special(PathBuf),
}

impl FileError {
    fn io(file: &Path) -> impl Fn(io::Error) -> Self {
        move |source| Self::Io { file: file.to_owned(), source }
    }
}

/// Opens a regular file, or a link to one; never waits.
///
/// # Errors
/// [`FileError`].
pub fn open(path: &Path) -> Result<(File, Metadata), FileError> {
    let mut options = OpenOptions::new();
    options.read(true);
    // Opened first and looked at then, as another file may come into its place between.
    #[cfg(unix)]
    {
        use rustix::fs::OFlags;
        use std::os::unix::fs::OpenOptionsExt;
        options.custom_flags((OFlags::NONBLOCK | OFlags::NOCTTY).bits().cast_signed());
    }
    // Windows opens no folder as a file, and says that access is denied.
    if cfg!(windows) && path.is_dir() {
        return Err(FileError::Folder(path.to_owned()));
    }
    let file = options.open(path).map_err(|error| match error.raw_os_error() {
        // What a socket says.
        #[cfg(unix)]
        Some(code) if code == rustix::io::Errno::NXIO.raw_os_error() => FileError::Special(path.to_owned()),
        _ => FileError::io(path)(error),
    })?;
    let metadata = file.metadata().map_err(FileError::io(path))?;
    if metadata.is_dir() {
        Err(FileError::Folder(path.to_owned()))
    } else if metadata.is_file() {
        Ok((file, metadata))
    } else {
        Err(FileError::Special(path.to_owned()))
    }
}

/// The content of a regular file; of one that is longer than `most`, as many bytes and one more.
///
/// # Errors
/// [`FileError`].
pub fn read(path: &Path, most: u64) -> Result<Vec<u8>, FileError> {
    let (file, metadata) = open(path)?;
    let room = metadata.len().min(most.saturating_add(1));
    let mut content = Vec::with_capacity(usize::try_from(room).unwrap_or_default());
    file.take(most.saturating_add(1)).read_to_end(&mut content).map_err(FileError::io(path))?;
    Ok(content)
}

#[cfg(all(test, unix))]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use std::process::Command;

    #[test]
    fn only_a_regular_file_is_read_and_nothing_is_waited_for() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        std::fs::write(at("file"), "text").unwrap();
        std::os::unix::fs::symlink(at("file"), at("link")).unwrap();
        std::os::unix::fs::symlink(at("pipe"), at("link to a pipe")).unwrap();
        let _socket = std::os::unix::net::UnixListener::bind(at("socket")).unwrap();
        assert!(Command::new("mkfifo").arg(at("pipe")).status().unwrap().success());
        assert_eq!(read(&at("file"), 10).unwrap(), b"text");
        assert_eq!(read(&at("link"), 2).unwrap(), b"tex", "one byte more than the most");
        for name in ["pipe", "link to a pipe", "socket", "/dev/zero", "/dev/null"] {
            assert!(matches!(read(&at(name), 10), Err(FileError::Special(_))), "{name}");
        }
        assert!(matches!(read(folder.path(), 10), Err(FileError::Folder(_))));
        assert!(matches!(read(&at("nothing"), 10), Err(FileError::Io { .. })));
    }
}
