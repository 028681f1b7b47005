//! `cargo xtask emulate`: the libraries for phones on emulated phones.
//!
//! In: `target/android/jni`, from `cargo xtask android-libs`; `bindings/emulate`, a Maven project with an ARM processor
//! and Android's own libc. Out: one line a check and an error where one fails. The processors are the two of phones;
//! `x86_64` is that of Android's own emulator, which is not to be had here.

use crate::android::{ABIS, library};
use crate::golden;
use crate::run::{require_maven, root, run};
use anyhow::bail;
use std::path::Path;
use std::process::Command;

/// The ABIs whose processor there is.
const EMULATED: &[&str] = &["arm64-v8a", "armeabi-v7a"];

#[derive(clap::Args)]
pub(crate) struct Args {
    /// Check only these ABIs.
    #[arg(long)]
    abi: Vec<String>,
    /// Check every so many of the cases: an emulated processor takes some 30 ms for a message.
    #[arg(long, default_value_t = 30)]
    every: usize,
}

pub(crate) fn run_all(args: &Args) -> anyhow::Result<()> {
    require_maven()?;
    let lists = crate::bindings::target_folder().join("emulate");
    std::fs::create_dir_all(&lists)?;
    golden::lists(&lists)?;
    let mut arguments = vec![
        args.every.to_string(),
        shown(&root().join("tests/cases")),
        shown(&lists.join("root.json")),
        shown(&lists.join("one.tar")),
    ];
    let asked = |name: &str| args.abi.is_empty() || args.abi.iter().any(|abi| abi == name);
    for abi in ABIS.into_iter().filter(|abi| EMULATED.contains(&abi.name) && asked(abi.name)) {
        let library = library(abi);
        if !library.exists() {
            bail!("{} is not there: run `cargo xtask android-libs`", library.display());
        }
        arguments.push(shown(&library));
    }
    let mut mvn = Command::new("mvn");
    mvn.args(["--batch-mode", "--no-transfer-progress", "--quiet"]);
    mvn.args(["--file", "bindings/emulate", "compile", "exec:java"]);
    run(mvn.arg(format!("-Dexec.args={}", arguments.join(" "))))
}

fn shown(path: &Path) -> String {
    format!("'{}'", path.display())
}
