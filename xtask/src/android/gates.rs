//! `cargo xtask gates`: what must hold of the Android libraries.
//!
//! In: `target/android/jni`. Out: nothing, or every gate that does not hold.

use super::{ABIS, Abi, library};
use super::{sizes, stubs};
use crate::run::{root, sysroot};
use anyhow::{Context, bail};
use object::elf::{DT_NEEDED, DT_SONAME, FileHeader32, FileHeader64, PT_LOAD};
use object::read::elf::{Dyn, ElfFile, FileHeader, ProgramHeader};
use object::{Endianness, Object, ObjectSymbol};
use std::path::Path;

/// What a library may need of the system.
const SYSTEM: &[&str] = &["libc.so", "libm.so", "libdl.so", "liblog.so"];

/// How the names begin that the generated code calls.
const EXPORTED: &[&str] = &["uniffi_asli", "ffi_asli", "UNIFFI_META_"];

#[derive(clap::Args)]
pub(crate) struct Args {
    /// Take the sizes into the ledger as this release's, with the reason for a growth.
    #[arg(long, value_name = "REASON")]
    record: Option<String>,
}

/// A text of LLVM's unwinder, which every build of it holds.
const UNWINDER: &[u8] = b"libunwind: ";

/// What the gates look at.
struct Facts {
    /// Alignment of the segments that are loaded.
    alignments: Vec<u64>,
    soname: Option<String>,
    needed: Vec<String>,
    exported: Vec<String>,
    /// What it asks of the system and cannot do without.
    imported: Vec<String>,
}

pub(crate) fn check(args: &Args) -> anyhow::Result<()> {
    let mut broken = Vec::new();
    for abi in ABIS {
        let file = library(abi);
        let bytes = std::fs::read(&file)
            .with_context(|| format!("cannot read {}: run `cargo xtask android-libs`", file.display()))?;
        let facts = Facts::read(&bytes).with_context(|| format!("{} is no library", file.display()))?;
        eprintln!("{:<12} {:>9} bytes, {} functions exported", abi.name, bytes.len(), facts.exported.len());
        broken.extend(facts.broken(abi)?);
        if !holds(&bytes, UNWINDER) {
            broken.push(format!("{}: there is no unwinder in it, and the first panic would end the app", abi.name));
        }
        broken.extend(strings(abi, &bytes)?);
    }
    match &args.record {
        Some(reason) => sizes::record(reason)?,
        None => broken.extend(sizes::broken()?),
    }
    if !broken.is_empty() {
        bail!("{} gates do not hold:\n{}", broken.len(), broken.join("\n"));
    }
    Ok(())
}

impl Facts {
    fn read(bytes: &[u8]) -> anyhow::Result<Self> {
        if bytes.get(4) == Some(&2) {
            Self::of(&ElfFile::<FileHeader64<Endianness>>::parse(bytes)?)
        } else {
            Self::of(&ElfFile::<FileHeader32<Endianness>>::parse(bytes)?)
        }
    }

    fn of<Elf: FileHeader<Endian = Endianness>>(file: &ElfFile<'_, Elf>) -> anyhow::Result<Self> {
        let endian = file.endian();
        let loaded = file.elf_program_headers().iter().filter(|header| header.p_type(endian) == PT_LOAD);
        let alignments = loaded.map(|header| header.p_align(endian).into()).collect();
        let (mut soname, mut needed) = (None, Vec::new());
        let sections = file.elf_section_table();
        if let Some((entries, link)) = sections.dynamic(endian, file.data())? {
            let strings = sections.strings(endian, file.data(), link)?;
            for entry in entries {
                let name = || anyhow::Ok(String::from_utf8_lossy(entry.string(endian, strings)?).into_owned());
                match entry.tag(endian) {
                    DT_NEEDED => needed.push(name()?),
                    DT_SONAME => soname = Some(name()?),
                    _ => {}
                }
            }
        }
        let exported = file.dynamic_symbols().filter(|symbol| symbol.is_definition() && symbol.is_global());
        let exported = exported.filter_map(|symbol| symbol.name().ok().map(str::to_owned)).collect();
        let imported = file.dynamic_symbols().filter(|symbol| symbol.is_undefined() && !symbol.is_weak());
        let imported = imported.filter_map(|symbol| symbol.name().ok().map(str::to_owned));
        let imported = imported.filter(|name| !name.is_empty()).collect();
        Ok(Self { alignments, soname, needed, exported, imported })
    }

    fn broken(&self, abi: Abi) -> anyhow::Result<Vec<String>> {
        let mut broken = Vec::new();
        if abi.is_64_bit && self.alignments.iter().any(|alignment| *alignment < 0x4000) {
            broken.push(format!("{}: segments aligned at {:x?}, pages may be 0x4000", abi.name, self.alignments));
        }
        if self.soname.as_deref() != Some("libasli_ffi.so") {
            broken.push(format!("{}: its SONAME is {:?}", abi.name, self.soname));
        }
        for needed in self.needed.iter().filter(|needed| !SYSTEM.contains(&needed.as_str())) {
            broken.push(format!("{}: it needs {needed}", abi.name));
        }
        for name in self.exported.iter().filter(|name| !EXPORTED.iter().any(|start| name.starts_with(start))) {
            broken.push(format!("{}: it exports {name}", abi.name));
        }
        let system = stubs::functions(abi)?;
        for name in self.imported.iter().filter(|name| !system.contains(name.as_str())) {
            broken.push(format!("{}: it asks the system for {name}, which system-symbols.txt does not know", abi.name));
        }
        Ok(broken)
    }
}

/// No text of a log call below `info!`, no path of the machine that built it.
fn strings(abi: Abi, bytes: &[u8]) -> anyhow::Result<Vec<String>> {
    let mut unwanted = debug_texts(&root().join("src"))?;
    unwanted.extend(debug_texts(&root().join("bindings/ffi/src"))?);
    unwanted.extend(std::env::var("HOME").ok().filter(|home| home.len() > 1).map(|home| format!("{home}/")));
    unwanted.push(format!("{}/", root().display()));
    unwanted.push(format!("{}/", sysroot()?.display()));
    let held = unwanted.iter().filter(|text| holds(bytes, text.as_bytes()));
    Ok(held.map(|text| format!("{}: it holds {text:?}", abi.name)).collect())
}

fn holds(bytes: &[u8], text: &[u8]) -> bool {
    bytes.windows(text.len()).any(|window| window == text)
}

/// The first words of every `debug!` and `trace!` text in a folder.
fn debug_texts(folder: &Path) -> anyhow::Result<Vec<String>> {
    let mut texts = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            texts.extend(debug_texts(&path)?);
        } else {
            let source = std::fs::read_to_string(&path)?;
            let calls = source.split("debug!(\"").skip(1).chain(source.split("trace!(\"").skip(1));
            let words = calls.filter_map(|call| call.split(['{', '"']).next()).filter(|words| words.len() >= 4);
            texts.extend(words.map(str::to_owned));
        }
    }
    Ok(texts)
}
