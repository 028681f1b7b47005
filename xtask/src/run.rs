//! Running commands in the checkout, and what every chore shares.

use anyhow::{Context, bail};
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The clock of the tests: a day within the built-in list's dates.
pub(crate) const NOW: &str = "2026-11-24T10:00:00Z";

/// The top folder of the checkout.
pub(crate) fn root() -> PathBuf {
    let own = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    own.parent().map_or(own.clone(), PathBuf::from)
}

/// The files of a folder with that ending, by name.
pub(crate) fn files(folder: &Path, ending: &str) -> anyhow::Result<Vec<PathBuf>> {
    let entries = std::fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))?;
    let mut files = entries.map(|entry| Ok(entry?.path())).collect::<std::io::Result<Vec<_>>>()?;
    files.retain(|file| file.extension().is_some_and(|extension| extension == ending));
    files.sort();
    Ok(files)
}

/// The files below a folder, by their path in it, sorted.
pub(crate) fn files_below(folder: &Path) -> anyhow::Result<Vec<String>> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in std::fs::read_dir(&next).with_context(|| format!("cannot read {}", next.display()))? {
            let path = entry?.path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(folder)?.to_str().context("a file name is no text")?;
                found.push(name.replace('\\', "/"));
            }
        }
    }
    found.sort();
    Ok(found)
}

/// The files of `tests/cases`, by their path in it, sorted.
pub(crate) fn case_files() -> anyhow::Result<Vec<PathBuf>> {
    let folder = root().join("tests/cases");
    let names = files_below(&folder)?;
    let paths = names.iter().map(|name| folder.join(name));
    Ok(paths.filter(|path| path.extension().is_some_and(|extension| extension == "jsonl")).collect())
}

/// A cargo command in the top folder.
pub(crate) fn cargo<'a>(arguments: impl IntoIterator<Item = &'a str>) -> Command {
    let mut command = Command::new(env!("CARGO"));
    command.args(arguments).current_dir(root());
    command
}

/// Runs a command, in the top folder unless it says where; an error where it cannot start or fails.
pub(crate) fn run(command: &mut Command) -> anyhow::Result<()> {
    let shown = shown(command);
    if command.get_current_dir().is_none() {
        command.current_dir(root());
    }
    let status = command.status().with_context(|| format!("cannot start `{shown}`"))?;
    if !status.success() {
        bail!("`{shown}` failed: {status}");
    }
    Ok(())
}

/// What a command prints; an error where it cannot start or fails, with what it says of that.
pub(crate) fn output(command: &mut Command) -> anyhow::Result<String> {
    let shown = shown(command);
    let output = command.output().with_context(|| format!("cannot start `{shown}`"))?;
    if !output.status.success() {
        bail!("`{shown}` failed: {}", String::from_utf8_lossy(&output.stderr));
    }
    String::from_utf8(output.stdout).with_context(|| format!("`{shown}` prints no text"))
}

/// Whether a program is on the path.
pub(crate) fn exists(program: &str) -> bool {
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path)
        .any(|folder| folder.join(program).is_file() || folder.join(format!("{program}.cmd")).is_file())
}

/// An error that says how to install Maven, where it is not there.
pub(crate) fn require_maven() -> anyhow::Result<()> {
    if !exists("mvn") {
        bail!("Maven is not installed; on Debian: apt-get install maven openjdk-17-jdk-headless");
    }
    Ok(())
}

/// Rust's name of this machine, `x86_64-unknown-linux-gnu`.
pub(crate) fn host() -> anyhow::Result<String> {
    Ok(output(Command::new("rustc").args(["--print", "host-tuple"]))?.trim().to_owned())
}

/// The folder of the toolchain in use.
pub(crate) fn sysroot() -> anyhow::Result<PathBuf> {
    Ok(PathBuf::from(output(Command::new("rustc").args(["--print", "sysroot"]))?.trim()))
}

/// What the compiler is told so that no path of this machine is in what is handed out. Where the sources of the standard
/// library are installed, its panics name them by the toolchain's folder.
pub(crate) fn remapped() -> Vec<String> {
    let toolchain = sysroot().ok().map(|sysroot| (sysroot, "rust"));
    let folders = [Some((root(), "asli")), cargo_home().map(|home| (home, "cargo")), toolchain];
    folders.into_iter().flatten().map(|(from, to)| format!("--remap-path-prefix={}={to}", from.display())).collect()
}

/// Where cargo keeps the crates of others.
fn cargo_home() -> Option<PathBuf> {
    let home = || std::env::var_os("HOME").map(|home| PathBuf::from(home).join(".cargo"));
    std::env::var_os("CARGO_HOME").map(PathBuf::from).or_else(home)
}

fn shown(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    words.map(OsStr::to_string_lossy).collect::<Vec<_>>().join(" ")
}
