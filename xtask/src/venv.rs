//! Python packages in a folder of their own.
//!
//! In: a file of requirements. Out: a Python that has them; nothing goes into the user's own.

use crate::run::run;
use anyhow::Context;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The Python in `folder`, made where there is none yet, with what `requirements` names; `more` goes to pip.
pub(crate) fn with(folder: &Path, requirements: &Path, more: &[&str]) -> anyhow::Result<PathBuf> {
    of(Path::new("python3"), folder, requirements, more)
}

/// The same, made by another Python than `python3`.
pub(crate) fn of(program: &Path, folder: &Path, requirements: &Path, more: &[&str]) -> anyhow::Result<PathBuf> {
    let python = folder.join("bin/python");
    if !python.exists() {
        run(Command::new(program).args(["-m", "venv"]).arg(folder))
            .context("this needs Python with venv: apt-get install python3-venv")?;
    }
    let mut pip = Command::new(&python);
    pip.args(["-m", "pip", "install", "--quiet"]).args(more).arg("--requirement").arg(requirements);
    run(pip.env("PIP_DISABLE_PIP_VERSION_CHECK", "1")).context("it could not be installed from its package")?;
    Ok(python)
}
