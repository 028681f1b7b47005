//! Words and pictures for app stores.
//!
//! In: `fastlane/metadata`, `fastlane/screens.txt`, `docs/screens`. Out: `store/`, in the layout that fastlane and F-Droid
//! read. A text that a store would cut is refused.

use super::Folder;
use crate::run::{files_below, root};
use anyhow::{Context, ensure};
use std::fs;

/// The most characters of each text.
const LIMITS: &[(&str, usize)] =
    &[("title.txt", 30), ("short_description.txt", 80), ("full_description.txt", 4000), ("changelogs/", 500)];

/// The languages, as stores name them and as the pictures do.
const LANGUAGES: &[(&str, &str)] = &[("en-IN", "en"), ("hi-IN", "hi")];

pub(super) fn make(out: &Folder) -> anyhow::Result<()> {
    let words = root().join("fastlane/metadata");
    let names = files_below(&words)?;
    for name in &names {
        let text = fs::read_to_string(words.join(name)).with_context(|| format!("cannot read {name}"))?;
        let most = LIMITS.iter().find(|(part, _)| name.contains(part)).map(|(_, most)| *most);
        let most = most.with_context(|| format!("fastlane/metadata/{name} is no text that a store knows"))?;
        let length = text.trim_end().chars().count();
        ensure!(length <= most, "fastlane/metadata/{name} has {length} characters, a store takes {most}");
        out.write(&format!("store/{name}"), text.as_bytes())?;
    }
    let screens = fs::read_to_string(root().join("fastlane/screens.txt"))?;
    for (language, short) in LANGUAGES {
        for (part, _) in LIMITS {
            let of_language = |name: &&String| name.starts_with(&format!("android/{language}/{part}"));
            ensure!(names.iter().any(|name| of_language(&name)), "{language} has no {part}");
        }
        for (at, screen) in screens.lines().enumerate() {
            let picture = root().join(format!("docs/screens/{screen}-{short}.png"));
            out.copy(&picture, &format!("store/android/{language}/images/phoneScreenshots/{}.png", at + 1))?;
        }
    }
    Ok(())
}
