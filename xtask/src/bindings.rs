//! `cargo xtask bindings`: the library for this machine, and the Kotlin code that calls it.
//!
//! In: the crates `asli-ffi` and `uniffi-bindgen`. Out: `asli.kt` in one folder; in
//! another the library where JNA looks for it (`linux-x86-64/libasli_ffi.so`).

use crate::run::{cargo, root, run};
use anyhow::{Context, bail};
use std::env::consts::{ARCH, DLL_PREFIX, DLL_SUFFIX, OS};
use std::path::{Path, PathBuf};

#[derive(clap::Args)]
pub(crate) struct Args {
    /// The library's cargo profile.
    #[arg(long, default_value = "mobile")]
    profile: String,
    /// Folder for the Kotlin code.
    #[arg(long)]
    kotlin: PathBuf,
    /// Folder for the library.
    #[arg(long)]
    library: PathBuf,
}

pub(crate) fn make(args: &Args) -> anyhow::Result<()> {
    run(&mut cargo(["build", "--locked", "--package", "asli-ffi", "--profile", &args.profile]))?;
    let name = format!("{DLL_PREFIX}asli_ffi{DLL_SUFFIX}");
    let built = target_folder().join(profile_folder(&args.profile)).join(&name);
    let (from, to) = (built.to_string_lossy(), args.kotlin.to_string_lossy());
    let generate = ["generate", "--language", "kotlin", "--no-format", "--out-dir", &to, &from];
    run(cargo(["run", "--locked", "--quiet", "--package", "uniffi-bindgen", "--"]).args(generate))?;
    let folder = args.library.join(jna_platform()?);
    copy(&built, &folder.join(&name))
}

/// Where cargo builds.
pub(crate) fn target_folder() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from)
}

fn profile_folder(profile: &str) -> &str {
    if profile == "dev" { "debug" } else { profile }
}

/// JNA's name of this machine.
fn jna_platform() -> anyhow::Result<String> {
    let os = match OS {
        "macos" => "darwin",
        "windows" => "win32",
        os => os,
    };
    let arch = match ARCH {
        "x86_64" => "x86-64",
        "aarch64" => "aarch64",
        arch => bail!("no name is known for this processor ({arch}) in JNA"),
    };
    Ok(format!("{os}-{arch}"))
}

/// Copies a file, unless the same is there already.
pub(crate) fn copy(from: &Path, to: &Path) -> anyhow::Result<()> {
    let bytes = std::fs::read(from).with_context(|| format!("cannot read {}", from.display()))?;
    if std::fs::read(to).is_ok_and(|old| old == bytes) {
        return Ok(());
    }
    if let Some(folder) = to.parent() {
        std::fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
    }
    std::fs::write(to, bytes).with_context(|| format!("cannot write {}", to.display()))
}
