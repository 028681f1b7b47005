//! What a step of the tests reads, as one digest.
//!
//! In: the files of the checkout that git tracks or would track, the compiler, the day. Out: a digest that is another
//! one whenever any of them is. The day is in it because lists and certificates of the tests expire.

use crate::run::{output, root};
use sha2::{Digest, Sha256};
use std::fs;
use std::process::Command;

/// The digest of what a step reads. The empty one equals no other.
#[derive(Clone, Default)]
pub(super) struct Inputs(String);

impl PartialEq for Inputs {
    fn eq(&self, other: &Self) -> bool {
        !self.0.is_empty() && self.0 == other.0
    }
}

impl Inputs {
    /// `None` where the checkout is no git repository, so that its files cannot be told from what was built.
    pub(super) fn of(without: &[&str], command: &[&str]) -> Option<Self> {
        let mut digest = Sha256::new();
        let mut add = |part: &[u8]| {
            digest.update(part.len().to_le_bytes());
            digest.update(part);
        };
        let list = ["ls-files", "-z", "--cached", "--others", "--exclude-standard"];
        let paths = output(Command::new("git").args(list).current_dir(root())).ok()?;
        for path in paths.split_terminator('\0') {
            let is_left_out =
                without.iter().any(|folder| path.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/')));
            // A file that git still lists may have been deleted.
            if let (false, Ok(content)) = (is_left_out, fs::read(root().join(path))) {
                add(path.as_bytes());
                add(&content);
            }
        }
        add(output(Command::new("rustc").args(["--version", "--verbose"])).ok()?.as_bytes());
        add(jiff::Timestamp::now().strftime("%F").to_string().as_bytes());
        for part in command {
            add(part.as_bytes());
        }
        Some(Self(hex::encode(digest.finalize())))
    }

    pub(super) fn from_text(text: &str) -> Self {
        Self(text.to_owned())
    }

    /// A dash where nothing is known, so that a line always has two words.
    pub(super) fn as_text(&self) -> &str {
        if self.0.is_empty() { "-" } else { &self.0 }
    }
}
