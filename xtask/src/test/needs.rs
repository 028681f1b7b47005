//! What the tests need on the machine beside Rust.
//!
//! In: the programs on the path. Out: nothing, or one error that names all that is missing and the one command that
//! installs it.

use crate::run::exists;
use anyhow::bail;
use std::process::Command;

struct Need {
    name: &'static str,
    /// Debian's package that brings it.
    package: &'static str,
    is_there: fn() -> bool,
}

const NEEDS: &[Need] = &[
    Need { name: "JDK 17 or newer", package: "openjdk-17-jdk-headless", is_there: || java_version() >= Some(17) },
    Need { name: "Maven", package: "maven", is_there: || exists("mvn") },
    Need { name: "aapt2", package: "aapt", is_there: || exists("aapt2") },
    Need { name: "apksigner", package: "apksigner", is_there: || exists("apksigner") },
    Need { name: "zipalign", package: "zipalign", is_there: || exists("zipalign") },
    Need { name: "Python 3 with venv", package: "python3-venv", is_there: has_venv },
];

pub(super) fn check() -> anyhow::Result<()> {
    let missing: Vec<&Need> = NEEDS.iter().filter(|need| !(need.is_there)()).collect();
    if missing.is_empty() {
        return Ok(());
    }
    let names = missing.iter().map(|need| need.name).collect::<Vec<_>>().join(", ");
    let packages = missing.iter().map(|need| need.package).collect::<Vec<_>>().join(" ");
    bail!(
        "the tests need what is not on this machine: {names}\n\
         on Debian and Ubuntu, as root: apt-get update && apt-get install --yes {packages}\n\
         without it: `cargo xtask test --core` tests the Rust crates alone"
    );
}

/// The major version of `javac`: 17 of `javac 17.0.15`.
fn java_version() -> Option<u32> {
    let output = Command::new("javac").arg("-version").output().ok()?;
    // Until JDK 8 the version went to standard error, and began with `1.`: such a JDK is too old anyway.
    let text = String::from_utf8(output.stdout).ok()?;
    text.split_whitespace().nth(1)?.split('.').next()?.parse().ok()
}

fn has_venv() -> bool {
    let output = Command::new("python3").args(["-c", "import venv, ensurepip"]).output();
    output.is_ok_and(|output| output.status.success())
}
