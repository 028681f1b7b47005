//! The command `asli` for this machine.
//!
//! In: the crate `asli-cli`. Out: `command/asli-<version>-<machine>.tar.gz` with the program, its manual pages, its
//! completions and the licences.

use super::archive::Contents;
use super::{Build, Folder};
use crate::run::{files, host, output, root, run};
use anyhow::Context;
use std::fs;
use std::path::Path;
use std::process::Command;

const SHELLS: &[(&str, &str)] = &[
    ("bash", "asli.bash"),
    ("zsh", "_asli"),
    ("fish", "asli.fish"),
    ("powershell", "asli.ps1"),
    ("elvish", "asli.elv"),
];
/// What lies beside the program.
const PAGES: &[&str] = &["CHANGELOG.md", "LICENSE-APACHE", "LICENSE-MIT", "README.md", "THIRD-PARTY.md"];

pub(super) fn make(folder: &Folder, build: &Build) -> anyhow::Result<()> {
    run(build.command(env!("CARGO")).args(["build", "--locked", "--release", "--package", "asli-cli"]))?;
    let program = build.target.join("release").join(format!("asli{}", std::env::consts::EXE_SUFFIX));
    let name = program.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let mut contents = Contents::default();
    contents.add_program(name, fs::read(&program).context("cargo built no program")?);
    for page in PAGES {
        contents.add((*page).to_owned(), fs::read(root().join(page)).with_context(|| format!("no {page}"))?);
    }
    for &(shell, file) in SHELLS {
        contents.add(format!("completions/{file}"), printed(&program, &["completions", shell])?);
    }
    let manual = build.target.join("man");
    printed(&program, &["man", "--out", &manual.to_string_lossy()])?;
    for page in files(&manual, "1")? {
        let own = page.file_name().unwrap_or_default().to_string_lossy();
        contents.add(format!("man/{own}"), fs::read(&page)?);
    }
    let top = format!("asli-{}-{}", env!("CARGO_PKG_VERSION"), host()?);
    folder.write(&format!("command/{top}.tar.gz"), &contents.tar_gz(&top, build.epoch)?)
}

fn printed(program: &Path, arguments: &[&str]) -> anyhow::Result<Vec<u8>> {
    Ok(output(Command::new(program).args(arguments))?.into_bytes())
}
