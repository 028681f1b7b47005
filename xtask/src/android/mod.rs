//! `cargo xtask android-libs`: the libraries for phones.
//!
//! In: the crate `asli-ffi`. Out: `target/android/jni/<abi>/libasli_ffi.so` and
//! `target/android/linked`, which says how they were linked: `ndk`, or `stubs`.
//! Linked against stubs a library is complete but for the unwinder, and good for
//! the gates only: only the NDK's may be shipped.

pub(crate) mod aar;
pub(crate) mod gates;
mod sizes;
mod stubs;

use crate::bindings::{copy, target_folder};
use crate::run::{cargo, exists, root, run};
use anyhow::{Context, bail};
use std::path::PathBuf;
use std::process::Command;

/// The oldest Android that the libraries run on: 8.0.
const PLATFORM: &str = "26";

/// The generator of the Kotlin code reads symbols; phones need none.
const STRIP: (&str, &str) = ("CARGO_PROFILE_MOBILE_STRIP", "symbols");

/// A processor of phones, by its name in Android and in Rust.
#[derive(Clone, Copy)]
pub(crate) struct Abi {
    pub(crate) name: &'static str,
    pub(crate) target: &'static str,
    pub(crate) is_64_bit: bool,
}

pub(crate) const ABIS: [Abi; 3] = [
    Abi { name: "arm64-v8a", target: "aarch64-linux-android", is_64_bit: true },
    Abi { name: "armeabi-v7a", target: "armv7-linux-androideabi", is_64_bit: false },
    Abi { name: "x86_64", target: "x86_64-linux-android", is_64_bit: true },
];

/// How a library was linked.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Linked {
    /// By the NDK: to be shipped.
    Ndk,
    /// Against stubs of the system's libraries: for the gates only.
    Stubs,
}

#[derive(clap::Args)]
pub(crate) struct Args {
    /// Fail where there is no NDK, instead of linking against stubs.
    #[arg(long)]
    ship: bool,
    /// Build only these ABIs.
    #[arg(long)]
    abi: Vec<String>,
}

pub(crate) fn make(args: &Args) -> anyhow::Result<()> {
    let abis = ABIS.iter().filter(|abi| args.abi.is_empty() || args.abi.iter().any(|name| name == abi.name));
    let ndk = ndk();
    let linked = if ndk.is_some() { Linked::Ndk } else { Linked::Stubs };
    match &ndk {
        Some(ndk) => eprintln!("NDK: {}", ndk.display()),
        None if args.ship => bail!("no NDK: set ANDROID_NDK_HOME to one (r27 or newer)"),
        None => eprintln!(
            "no NDK (ANDROID_NDK_HOME is not set): linking against stubs of the system's libraries.\n\
             The result is for the gates only. DO NOT SHIP IT."
        ),
    }
    if ndk.is_some() && !exists("cargo-ndk") {
        bail!("cargo-ndk is not installed: cargo install --locked cargo-ndk");
    }
    for abi in abis {
        run(Command::new("rustup").args(["target", "add", abi.target]))?;
        match linked {
            Linked::Ndk => with_ndk(*abi)?,
            Linked::Stubs => with_stubs(*abi)?,
        }
        let built = target_folder().join(abi.target).join("mobile/libasli_ffi.so");
        copy(&built, &library(*abi))?;
    }
    std::fs::write(folder().join("linked"), linked.name()).context("cannot write target/android/linked")
}

/// Where the libraries of all ABIs lie.
pub(crate) fn folder() -> PathBuf {
    target_folder().join("android")
}

pub(crate) fn library(abi: Abi) -> PathBuf {
    folder().join("jni").join(abi.name).join("libasli_ffi.so")
}

impl Linked {
    fn name(self) -> &'static str {
        match self {
            Self::Ndk => "ndk",
            Self::Stubs => "stubs",
        }
    }

    /// How the libraries that lie there were linked.
    pub(crate) fn read() -> anyhow::Result<Self> {
        let text = std::fs::read_to_string(folder().join("linked"));
        match text.context("no Android libraries: run `cargo xtask android-libs`")?.as_str() {
            "ndk" => Ok(Self::Ndk),
            _ => Ok(Self::Stubs),
        }
    }
}

fn ndk() -> Option<PathBuf> {
    let named = ["ANDROID_NDK_HOME", "ANDROID_NDK_ROOT", "NDK_HOME"];
    named.iter().filter_map(std::env::var_os).map(PathBuf::from).find(|ndk| ndk.join("toolchains/llvm").exists())
}

fn with_ndk(abi: Abi) -> anyhow::Result<()> {
    let flags = flags(abi, "-Wl,").join(" ");
    let build = ["ndk", "--target", abi.name, "--platform", PLATFORM, "build", "--locked"];
    run(cargo(build)
        .args(["--package", "asli-ffi", "--profile", "mobile"])
        .env("RUSTFLAGS", flags)
        .env(STRIP.0, STRIP.1))
}

fn with_stubs(abi: Abi) -> anyhow::Result<()> {
    let stubs = stubs::make(abi)?;
    let mut flags = flags(abi, "");
    flags.extend([
        "-Clinker=rust-lld".to_owned(),
        "-Clinker-flavor=ld.lld".to_owned(),
        format!("-Lnative={}", stubs.display()),
        "-Clink-arg=-znow".to_owned(),
        "-Clink-arg=-zdefs".to_owned(),
    ]);
    let build = ["build", "--locked", "--package", "asli-ffi", "--profile", "mobile", "--target", abi.target];
    run(cargo(build).env("RUSTFLAGS", flags.join(" ")).env(STRIP.0, STRIP.1))
}

/// What every linker is told, and no path of this machine in the result.
fn flags(abi: Abi, prefix: &str) -> Vec<String> {
    let cargo_home =
        std::env::var("CARGO_HOME").or_else(|_| std::env::var("HOME").map(|home| format!("{home}/.cargo")));
    let mut flags = vec![
        format!("-Clink-arg={prefix}-soname=libasli_ffi.so"),
        // Functions of the same code become one, relocations are packed: Android reads that form since 6.0.
        format!("-Clink-arg={prefix}--icf=all"),
        format!("-Clink-arg={prefix}--pack-dyn-relocs=android"),
        format!("--remap-path-prefix={}=asli", root().display()),
    ];
    if let Ok(cargo_home) = cargo_home {
        flags.push(format!("--remap-path-prefix={cargo_home}=cargo"));
    }
    if abi.is_64_bit {
        // Phones with pages of 16 KB load nothing less.
        flags.push(format!("-Clink-arg={prefix}-zmax-page-size=16384"));
    }
    flags
}
