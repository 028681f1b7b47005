//! Stubs of Android's system libraries: names without code.
//!
//! In: `system-symbols.txt`, every function of the system that the library may use.
//! Out: `libc.so`, `libm.so`, `libdl.so`, `liblog.so` to link against. A function
//! that is not in the list fails to link: whoever adds one looks up first from which
//! version of Android on it is there.

use super::{Abi, folder};
use crate::run::{host, run, sysroot};
use anyhow::{Context, bail};
use object::write::{Object, Symbol, SymbolSection};
use object::{Architecture, BinaryFormat, Endianness, SectionKind, SymbolFlags, SymbolKind, SymbolScope};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Lines `library: function function …`; a library's name ends in `-64` where a line holds on 64 bits only.
const SYMBOLS: &str = include_str!("system-symbols.txt");

/// A folder with the stubs for one ABI.
pub(super) fn make(abi: Abi) -> anyhow::Result<PathBuf> {
    let folder = folder().join("stubs").join(abi.name);
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    fs::create_dir_all(&folder)?;
    for (name, functions) in libraries(abi)? {
        let object = folder.join(format!("{name}.o"));
        fs::write(&object, stub(abi, functions.into_iter())?)?;
        shared(abi, &object, name, &folder)?;
    }
    Ok(folder)
}

/// Every function of the system that the library may use.
pub(super) fn functions(abi: Abi) -> anyhow::Result<BTreeSet<&'static str>> {
    Ok(libraries(abi)?.into_values().flatten().collect())
}

/// The system's libraries and what each holds.
fn libraries(abi: Abi) -> anyhow::Result<BTreeMap<&'static str, Vec<&'static str>>> {
    let mut libraries = BTreeMap::<_, Vec<_>>::new();
    for line in SYMBOLS.lines().filter(|line| !line.starts_with('#') && !line.is_empty()) {
        let (name, functions) = line.split_once(": ").context("system-symbols.txt: not `library: function …`")?;
        let name = match name.strip_suffix("-64") {
            Some(_) if !abi.is_64_bit => continue,
            Some(name) => name,
            None => name,
        };
        libraries.entry(name).or_default().extend(functions.split(' '));
    }
    Ok(libraries)
}

fn stub<'a>(abi: Abi, functions: impl Iterator<Item = &'a str>) -> anyhow::Result<Vec<u8>> {
    let architecture = match abi.name {
        "arm64-v8a" => Architecture::Aarch64,
        "armeabi-v7a" => Architecture::Arm,
        "x86_64" => Architecture::X86_64,
        other => bail!("no stubs for {other}"),
    };
    let mut object = Object::new(BinaryFormat::Elf, architecture, Endianness::Little);
    let text = object.add_section(Vec::new(), b".text".to_vec(), SectionKind::Text);
    for function in functions {
        let value = object.append_section_data(text, &[0; 8], 8);
        object.add_symbol(Symbol {
            name: function.as_bytes().to_vec(),
            value,
            size: 8,
            kind: SymbolKind::Text,
            scope: SymbolScope::Dynamic,
            weak: false,
            section: SymbolSection::Section(text),
            flags: SymbolFlags::None,
        });
    }
    Ok(object.write()?)
}

fn shared(abi: Abi, object: &Path, name: &str, folder: &Path) -> anyhow::Result<()> {
    let emulation = match abi.name {
        "arm64-v8a" => "aarch64linux",
        "armeabi-v7a" => "armelf_linux_eabi",
        _ => "elf_x86_64",
    };
    let out = folder.join(format!("{name}.so"));
    let mut lld = Command::new(rust_lld()?);
    lld.args(["-flavor", "gnu", "-shared", "-m", emulation, "-soname"]).arg(format!("{name}.so"));
    run(lld.arg("-o").arg(out).arg(object))
}

/// The linker that comes with Rust.
fn rust_lld() -> anyhow::Result<PathBuf> {
    let lld = sysroot()?.join("lib/rustlib").join(host()?).join("bin/rust-lld");
    if !lld.exists() {
        bail!("{} is not there", lld.display());
    }
    Ok(lld)
}
