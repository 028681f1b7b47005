//! `cargo xtask test`: every test of the checkout.
//!
//! In: the checkout. Out: Rust's tests, then those of each Maven build.

use crate::run::{cargo, exists, root, run};
use anyhow::bail;
use std::process::Command;

/// The Maven builds, in the order in which they need each other.
const MAVEN_BUILDS: &[&str] = &["bindings/kotlin", "android-demo"];

#[derive(clap::Args)]
pub(crate) struct Args {}

pub(crate) fn run_all(_args: &Args) -> anyhow::Result<()> {
    run(&mut cargo(["test", "--workspace", "--locked"]))?;
    for build in MAVEN_BUILDS.iter().filter(|build| root().join(build).join("pom.xml").exists()) {
        maven(build)?;
    }
    Ok(())
}

fn maven(build: &str) -> anyhow::Result<()> {
    if !exists("mvn") {
        bail!("Maven is not installed; on Debian: apt-get install maven openjdk-17-jdk-headless");
    }
    // `install`, not `verify`: the demo's build takes the library from the local repository.
    let mut mvn = Command::new("mvn");
    run(mvn.args(["--batch-mode", "--no-transfer-progress", "install"]).current_dir(root().join(build)))
}
