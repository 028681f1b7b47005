//! A `.tar.gz` whose bytes depend on its contents alone.
//!
//! In: files by path, each with its permissions. Out: the archive, its entries sorted and dated alike.

use flate2::{Compression, GzBuilder};
use std::collections::BTreeMap;
use tar::{Builder, Header};

/// What an archive holds, by path.
#[derive(Default)]
pub(super) struct Contents(BTreeMap<String, Entry>);

struct Entry {
    bytes: Vec<u8>,
    mode: u32,
}

impl Contents {
    pub(super) fn add(&mut self, path: String, bytes: Vec<u8>) {
        self.0.insert(path, Entry { bytes, mode: 0o644 });
    }

    pub(super) fn add_program(&mut self, path: String, bytes: Vec<u8>) {
        self.0.insert(path, Entry { bytes, mode: 0o755 });
    }

    /// Every entry lies in the folder `top` and is dated `epoch`.
    pub(super) fn tar_gz(&self, top: &str, epoch: u64) -> anyhow::Result<Vec<u8>> {
        let gz = GzBuilder::new().mtime(0).write(Vec::new(), Compression::best());
        let mut archive = Builder::new(gz);
        for (path, entry) in &self.0 {
            let mut header = Header::new_ustar();
            header.set_size(u64::try_from(entry.bytes.len())?);
            header.set_mode(entry.mode);
            header.set_mtime(epoch);
            archive.append_data(&mut header, format!("{top}/{path}"), entry.bytes.as_slice())?;
        }
        Ok(archive.into_inner()?.finish()?)
    }
}
