//! A Maven repository as a folder.
//!
//! In: `bindings/kotlin`; the AAR, if `cargo xtask aar` made it. Out: `maven/` with jars, sources, documentation and POMs
//! under `org/asli`.

use super::{Build, Folder};
use crate::bindings::target_folder;
use crate::run::{files_below, require_maven, root, run};
use std::fs;

pub(super) fn make(out: &Folder, build: &Build) -> anyhow::Result<()> {
    require_maven()?;
    let repository = out.path("maven");
    let mut maven = build.command("mvn");
    maven.args(["--batch-mode", "--no-transfer-progress", "--file", "bindings/kotlin", "-Prelease", "-DskipTests"]);
    // Nothing goes into the user's own repository.
    maven.args(["-Dmaven.install.skip=true", &format!("-Dasli.repository={}", repository.display())]);
    run(maven.args(["clean", "deploy"]))?;
    // These say when the folder was made, and only a repository that holds several versions needs them.
    for name in files_below(&repository)?.iter().filter(|name| name.contains("maven-metadata")) {
        fs::remove_file(repository.join(name))?;
    }
    let aar = "org/asli/asli-android";
    out.take(&format!("maven/{aar}"), &target_folder().join("maven").join(aar), "cargo xtask aar")?;
    eprintln!(
        "{} (use it as a repository: file://…)",
        repository.strip_prefix(root()).unwrap_or(&repository).display()
    );
    Ok(())
}
