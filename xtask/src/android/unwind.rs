//! The unwinder of phone libraries where there is no NDK: LLVM's libunwind, out of Rust's own sources.
//!
//! In: the component `rust-src` of the toolchain in use; the C compiler `zig`, from its Python wheel, both checked
//! against a sum. Out: `target/android/unwind/<abi>/libunwind.a`, which becomes part of the library as the NDK's does.
//! Without an unwinder the first panic on a phone is an illegal instruction.

use super::{Abi, folder};
use crate::run::{files_below, output, root, run, sysroot};
use crate::venv;
use anyhow::{Context, bail};
use sha2::{Digest, Sha256};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The sources that were looked at and run: those of Rust 1.95.0 (LLVM 22.1).
const SOURCES_SHA256: &str = "17c64bfb7caaac582e6d20838ae5862ed476e5c508ea14dc2ed404beecddceef";

/// Each is empty for the processors that it is not for.
const C: &[&str] = &["UnwindLevel1.c", "UnwindLevel1-gcc-ext.c", "UnwindRegistersRestore.S", "UnwindRegistersSave.S"];
const CPP: &[&str] = &["libunwind.cpp", "Unwind-EHABI.cpp"];

/// There is no library of C++ to link against.
const CPP_FLAGS: &[&str] = &["-fno-exceptions", "-fno-rtti"];

/// The folder with the archive for one ABI. `strict` refuses sources whose sum is not the known one.
pub(super) fn make(abi: Abi, strict: bool) -> anyhow::Result<PathBuf> {
    let sources = sources(strict)?;
    let zig = zig()?;
    let out = folder().join("unwind").join(abi.name);
    fs::create_dir_all(&out)?;
    let mut objects = Vec::new();
    for (language, files, more) in [("cc", C, &[][..]), ("c++", CPP, CPP_FLAGS)] {
        for file in files {
            let object = out.join(format!("{file}.o"));
            let mut compile = Command::new(&zig);
            compile.arg(language).args(flags(abi, &sources)).args(more);
            run(compile.arg("-c").arg(sources.join("src").join(file)).arg("-o").arg(&object))?;
            objects.push(object);
        }
    }
    let archive = out.join("libunwind.a");
    if archive.exists() {
        fs::remove_file(&archive)?;
    }
    run(Command::new(&zig).args(["ar", "rcsD"]).arg(&archive).args(&objects))?;
    Ok(out)
}

/// How the files are compiled: no name is visible outside the library, no path of this machine is in it.
fn flags(abi: Abi, sources: &Path) -> Vec<String> {
    // The headers are musl's. Of what differs in Android's libc, one thing is used: the size of a lock, which is
    // equal on 64 bits. On 32 bits it is not, and there no lock is used, which system-symbols.txt holds to.
    let target = match abi.name {
        "arm64-v8a" => "aarch64-linux-musl",
        "armeabi-v7a" => "arm-linux-musleabi",
        _ => "x86_64-linux-musl",
    };
    let flags = "-fPIC -O2 -g0 -DNDEBUG -D_LIBUNWIND_HIDE_SYMBOLS -fvisibility=hidden -funwind-tables";
    let mut flags: Vec<String> = flags.split(' ').map(str::to_owned).collect();
    flags.extend(["-target".to_owned(), target.to_owned()]);
    flags.push(format!("-I{}", sources.join("include").display()));
    flags.push(format!("-ffile-prefix-map={}=libunwind", sources.display()));
    if abi.name == "armeabi-v7a" {
        flags.push("-mcpu=generic+v7a".to_owned());
    }
    flags
}

/// The sources of the toolchain in use.
fn sources(strict: bool) -> anyhow::Result<PathBuf> {
    let folder = rust_src()?.join("src/llvm-project/libunwind");
    let mut hash = Sha256::new();
    for part in ["include", "src"] {
        for file in files_below(&folder.join(part))? {
            let file = format!("{part}/{file}");
            hash.update(file.as_bytes());
            hash.update(Sha256::digest(fs::read(folder.join(file))?));
        }
    }
    let sum = hex::encode(hash.finalize());
    if sum != SOURCES_SHA256 {
        let said = format!(
            "libunwind's sources in {} have the sum {sum}, not the one of Rust 1.95.0: run `cargo xtask emulate`, then \
             write the new sum into xtask/src/android/unwind.rs",
            folder.display()
        );
        if strict {
            bail!(said);
        }
        eprintln!("WARNING: {said}");
    }
    Ok(folder)
}

/// The folder of the component `rust-src`.
pub(super) fn rust_src() -> anyhow::Result<PathBuf> {
    let folder = sysroot()?.join("lib/rustlib/src/rust");
    if !folder.join("src/llvm-project/libunwind").exists() {
        run(Command::new("rustup").args(["component", "add", "rust-src"]))
            .context("the sources of Rust's library are not there: rustup component add rust-src")?;
    }
    Ok(folder)
}

/// The compiler, from its wheel, in a folder of its own under `target/`.
pub(crate) fn zig() -> anyhow::Result<PathBuf> {
    let requirements = root().join("xtask/src/android/zig-requirements.txt");
    let checked = ["--require-hashes", "--only-binary", ":all:"];
    let python = venv::with(&folder().join("zig"), &requirements, &checked).context("the compiler `ziglang`")?;
    let place = "import os, ziglang; print(os.path.dirname(ziglang.__file__))";
    let zig = PathBuf::from(output(Command::new(&python).args(["-c", place]))?.trim()).join("zig");
    if !zig.exists() {
        bail!("{} is not there", zig.display());
    }
    Ok(zig)
}
