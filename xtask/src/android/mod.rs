//! `cargo xtask android-libs`: the libraries for phones.
//!
//! In: the crate `asli-ffi`. Out: `target/android/jni/<abi>/libasli_ffi.so`; `target/android/map/<abi>.map`, what the
//! linker put where; and `target/android/linked`, which says how they were linked: `ndk`, or `sources`.
//! Without an NDK the system's libraries are stood for by their names, and the unwinder is built from Rust's sources.

pub(crate) mod aar;
pub(crate) mod gates;
pub(crate) mod ledger;
mod sizes;
mod stubs;
mod unwind;

use crate::bindings::{copy, target_folder};
use crate::run::{cargo, exists, remapped, run};
use anyhow::{Context, bail};
use std::path::PathBuf;
use std::process::Command;

/// The oldest Android that the libraries run on: 8.0.
const PLATFORM: &str = "26";

/// The generator of the Kotlin code reads symbols; phones need none.
const STRIP: (&str, &str) = ("CARGO_PROFILE_MOBILE_STRIP", "symbols");

/// The standard library is built along, for size and without backtraces, which no app prints. `-Zbuild-std` is not stable
/// yet: [`UNSTABLE`] lets the stable compiler take it.
const STANDARD_LIBRARY: [&str; 2] =
    ["-Zbuild-std=std,panic_unwind", "-Zbuild-std-features=panic-unwind,optimize_for_size"];
const UNSTABLE: (&str, &str) = ("RUSTC_BOOTSTRAP", "1");

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

/// How a library was linked. Either is complete.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Linked {
    /// By the NDK.
    Ndk,
    /// Against the names of the system's functions, with an unwinder from Rust's sources.
    Sources,
}

#[derive(clap::Args)]
pub(crate) struct Args {
    /// Fail where the sources of the unwinder are not the known ones, instead of warning.
    #[arg(long)]
    ship: bool,
    /// Build only these ABIs.
    #[arg(long)]
    abi: Vec<String>,
}

pub(crate) fn make(args: &Args) -> anyhow::Result<()> {
    if let Some(unknown) = args.abi.iter().find(|name| ABIS.iter().all(|abi| abi.name != name.as_str())) {
        bail!("no ABI is named {unknown}: {}", ABIS.map(|abi| abi.name).join(", "));
    }
    let abis = ABIS.iter().filter(|abi| args.abi.is_empty() || args.abi.iter().any(|name| name == abi.name));
    let linked = if let Some(ndk) = ndk() {
        eprintln!("NDK: {}", ndk.display());
        Linked::Ndk
    } else {
        eprintln!("no NDK (ANDROID_NDK_HOME is not set): the unwinder is built from Rust's sources");
        Linked::Sources
    };
    if linked == Linked::Ndk && !exists("cargo-ndk") {
        bail!("cargo-ndk is not installed: cargo install --locked cargo-ndk");
    }
    std::fs::create_dir_all(folder().join("map"))?;
    for abi in abis {
        run(Command::new("rustup").args(["target", "add", abi.target]))?;
        match linked {
            Linked::Ndk => with_ndk(*abi)?,
            Linked::Sources => with_sources(*abi, args.ship)?,
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

/// What the linker put where.
fn map(abi: Abi) -> PathBuf {
    folder().join("map").join(format!("{}.map", abi.name))
}

impl Linked {
    fn name(self) -> &'static str {
        match self {
            Self::Ndk => "ndk",
            Self::Sources => "sources",
        }
    }

    /// How the libraries that lie there were linked.
    pub(crate) fn read() -> anyhow::Result<Self> {
        let text = std::fs::read_to_string(folder().join("linked"));
        match text.context("no Android libraries: run `cargo xtask android-libs`")?.as_str() {
            "ndk" => Ok(Self::Ndk),
            _ => Ok(Self::Sources),
        }
    }
}

fn ndk() -> Option<PathBuf> {
    let named = ["ANDROID_NDK_HOME", "ANDROID_NDK_ROOT", "NDK_HOME"];
    named.iter().filter_map(std::env::var_os).map(PathBuf::from).find(|ndk| ndk.join("toolchains/llvm").exists())
}

fn with_ndk(abi: Abi) -> anyhow::Result<()> {
    let ndk = ["ndk", "--target", abi.name, "--platform", PLATFORM, "build"];
    build(cargo(ndk), abi, &flags(abi, "-Wl,"))
}

fn with_sources(abi: Abi, strict: bool) -> anyhow::Result<()> {
    let stubs = stubs::make(abi)?;
    let unwinder = unwind::make(abi, strict)?;
    let mut flags = flags(abi, "");
    flags.extend([
        "-Clinker=rust-lld".to_owned(),
        "-Clinker-flavor=ld.lld".to_owned(),
        format!("-Lnative={}", stubs.display()),
        format!("-Lnative={}", unwinder.display()),
        "-Clink-arg=-znow".to_owned(),
        "-Clink-arg=-zdefs".to_owned(),
    ]);
    build(cargo(["build", "--target", abi.target]), abi, &flags)
}

fn build(mut cargo: Command, abi: Abi, flags: &[String]) -> anyhow::Result<()> {
    unwind::rust_src()?;
    run(cargo
        .args(["--locked", "--package", "asli-ffi", "--profile", "mobile"])
        .args(STANDARD_LIBRARY)
        .env(UNSTABLE.0, UNSTABLE.1)
        .env("RUSTFLAGS", flags.join(" "))
        .env(STRIP.0, STRIP.1))
    .with_context(|| format!("the library for {} was not built", abi.name))
}

/// What every linker is told, and no path of this machine in the result.
fn flags(abi: Abi, prefix: &str) -> Vec<String> {
    let mut flags = vec![
        format!("-Clink-arg={prefix}-soname=libasli_ffi.so"),
        // Functions of the same code become one, relocations are packed: Android reads that form since 6.0.
        format!("-Clink-arg={prefix}--icf=all"),
        format!("-Clink-arg={prefix}--pack-dyn-relocs=android"),
        format!("-Clink-arg={prefix}-Map={}", map(abi).display()),
        // Only what a panic can pass through has a table.
        "-Cforce-unwind-tables=no".to_owned(),
    ];
    flags.extend(remapped());
    if abi.is_64_bit {
        // Phones with pages of 16 KB load nothing less.
        flags.push(format!("-Clink-arg={prefix}-zmax-page-size=16384"));
    }
    flags
}
