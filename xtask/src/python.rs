//! `cargo xtask python`: the wheel, and its tests in a fresh Python.
//!
//! In: `bindings/python`, a workspace of its own, so its format and lints are checked here. Out:
//! `target/python/wheels/asli-….whl`; then, in a Python made for it that holds nothing else, the wheel with the libraries
//! that its tests read tables of, and what pytest says.

use crate::bindings::target_folder;
use crate::run::{cargo, files, output, remapped, root, run};
use crate::{golden, venv};
use anyhow::{Context, bail};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Where the package is.
const PACKAGE: &str = "bindings/python";

#[derive(clap::Args)]
pub(crate) struct Args {
    /// Build the wheel and stop.
    #[arg(long, conflicts_with = "spark")]
    wheel_only: bool,
    /// Run the example for Spark in place of the other tests; needs Java 17 or newer.
    #[arg(long)]
    spark: bool,
    /// The Python to build and test with: a name on the path, or a file.
    #[arg(long, default_value = "python3", value_name = "PROGRAM")]
    python: PathBuf,
    /// Cargo's profile of the wheel; only `release` goes into `target/python/wheels`, which `cargo xtask dist` takes.
    #[arg(long, default_value = "release")]
    profile: String,
}

pub(crate) fn run_all(args: &Args) -> anyhow::Result<()> {
    if !args.wheel_only && !args.spark {
        lint()?;
    }
    let version = version(&args.python)?;
    let wheel = wheel(args, &version)?;
    eprintln!("{}: {} bytes", wheel.display(), fs::metadata(&wheel)?.len());
    if args.wheel_only {
        return Ok(());
    }
    let (name, requirements) =
        if args.spark { ("spark", "requirements-spark.txt") } else { ("tests", "requirements.txt") };
    let folder = folder().join(format!("{name}-{version}"));
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    let requirements = package().join("tests").join(requirements);
    let python = venv::of(&args.python, &folder, &requirements, &["--prefer-binary"])?;
    let install = ["-m", "pip", "install", "--quiet", "--no-deps", "--no-index"];
    run(Command::new(&python).args(install).arg(&wheel))?;
    test(&python, args.spark)
}

/// Format and lints, which the checks of the repository's own workspace do not reach.
fn lint() -> anyhow::Result<()> {
    run(cargo(["fmt", "--check"]).current_dir(package()))?;
    run(cargo(["clippy", "--locked", "--", "-D", "warnings"]).current_dir(package()))
}

/// `cp311` of the Python that is meant.
fn version(python: &Path) -> anyhow::Result<String> {
    let says = "import sys; print('cp%d%d' % sys.version_info[:2])";
    let said = output(Command::new(python).args(["-c", says])).context("this needs Python 3.9 or newer")?;
    Ok(said.trim().to_owned())
}

/// Builds the wheel: one for every Python from 3.9 on.
fn wheel(args: &Args, version: &str) -> anyhow::Result<PathBuf> {
    let requirements = package().join("requirements-build.txt");
    let python =
        venv::of(&args.python, &folder().join(format!("build-{version}")), &requirements, &["--prefer-binary"])?;
    let wheels = folder().join(if args.profile == "release" { "wheels" } else { "wheels-other" });
    if wheels.exists() {
        fs::remove_dir_all(&wheels)?;
    }
    let mut maturin = Command::new(&python);
    maturin.args(["-m", "maturin", "build", "--locked", "--profile", &args.profile, "--out"]).arg(&wheels);
    maturin.env("CARGO_ENCODED_RUSTFLAGS", remapped().join("\u{1f}"));
    run(maturin.arg("--interpreter").arg(&python).current_dir(package()))?;
    match files(&wheels, "whl")?.as_slice() {
        [wheel] => Ok(wheel.clone()),
        found => bail!("{} wheels in {}", found.len(), wheels.display()),
    }
}

/// Runs pytest outside the package's folder, so that the installed wheel is what is tested.
fn test(python: &Path, spark: bool) -> anyhow::Result<()> {
    let golden = folder().join("golden");
    golden::write(&golden)?;
    let tests = package().join(if spark { "tests/spark" } else { "tests" });
    let mut pytest = Command::new(python);
    pytest.args(["-m", "pytest", "--quiet", "-p", "no:cacheprovider", "--config-file"]);
    pytest.arg(package().join("pyproject.toml")).arg(&tests);
    if !spark {
        pytest.arg("--ignore").arg(tests.join("spark"));
    }
    run(pytest.env("ASLI_GOLDEN", &golden).env("PYTHONDONTWRITEBYTECODE", "1").current_dir(folder()))
}

fn package() -> PathBuf {
    root().join(PACKAGE)
}

fn folder() -> PathBuf {
    target_folder().join("python")
}
