//! `cargo xtask tuf`: the attacks on the list, made anew by python-tuf and played.
//!
//! In: python-tuf from its package (the versions stand in `tests/tuf/requirements.txt`).
//! Out: fixtures in `target/`, and the tests' result over those.

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
    let folder = crate::root().join("target/tuf-python");
    let python = folder.join("bin/python");
    if !python.exists() {
        crate::run(Command::new("python3").args(["-m", "venv"]).arg(&folder))
            .context("python-tuf needs Python with venv: apt-get install python3-venv")?;
    }
    let install = ["-m", "pip", "install", "--quiet", "--requirement", "tests/tuf/requirements.txt"];
    crate::run(Command::new(&python).args(install).env("PIP_DISABLE_PIP_VERSION_CHECK", "1"))
        .context("python-tuf could not be installed from its package")?;
    Ok(python)
}
