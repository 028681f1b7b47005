//! `cargo xtask tuf`: the attacks on the list, made anew by python-tuf and played.
//!
//! In: python-tuf from its package (the versions stand in `tests/tuf/requirements.txt`).
//! Out: fixtures in `target/`, and the tests' result over those.

use crate::venv;
use anyhow::Context;
use std::path::PathBuf;
use std::process::Command;

#[derive(clap::Args)]
pub(crate) struct Args {}

pub(crate) fn run(_args: &Args) -> anyhow::Result<()> {
    let fixtures = crate::root().join("target/tuf-fixtures.json");
    crate::run(Command::new(python()?).arg("tests/tuf/make_fixtures.py").arg(&fixtures))?;
    let mut tests = Command::new(env!("CARGO"));
    tests.args(["test", "--locked", "-p", "asli", "--test", "tuf"]).env("ASLI_TUF_FIXTURES", &fixtures);
    crate::run(&mut tests)
}

/// A Python that has python-tuf, in a folder of its own under `target/`.
pub(crate) fn python() -> anyhow::Result<PathBuf> {
    let requirements = crate::root().join("tests/tuf/requirements.txt");
    venv::with(&crate::root().join("target/tuf-python"), &requirements, &[]).context("python-tuf")
}
