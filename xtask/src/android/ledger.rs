//! `cargo xtask ledger`: what a phone library's bytes are, crate by crate.
//!
//! In: `target/android/map/<abi>.map`, which the linker wrote when the library was built. Out: a row a crate, code and
//! data apart; what belongs to none, by what it is. The rows sum up to the file.

use super::{ABIS, Abi, library, map};
use anyhow::{Context, bail};
use std::collections::BTreeMap;
use std::fmt;
use std::fs;

/// Rows below this many bytes are added up in one.
const LEAST_ROW: u64 = 4096;

#[derive(clap::Args)]
pub(crate) struct Args {
    /// The library to look into.
    #[arg(long, default_value = "arm64-v8a")]
    abi: String,
}

/// Bytes of one row.
#[derive(Clone, Copy, Default)]
struct Row {
    code: u64,
    data: u64,
}

/// The rows, by name.
#[derive(Default)]
struct Ledger {
    rows: BTreeMap<String, Row>,
}

#[allow(clippy::print_stdout)] // the ledger is what was asked for
pub(crate) fn print(args: &Args) -> anyhow::Result<()> {
    let Some(abi) = ABIS.into_iter().find(|abi| abi.name == args.abi) else {
        bail!("no ABI is named {}", args.abi);
    };
    println!("{}", of(abi)?);
    Ok(())
}

fn of(abi: Abi) -> anyhow::Result<Ledger> {
    let text = fs::read_to_string(map(abi))
        .with_context(|| format!("no map of {}: run `cargo xtask android-libs`", abi.name))?;
    let mut ledger = Ledger::read(&text)?;
    let file = fs::metadata(library(abi))?.len();
    ledger.add("(headers and padding)", Row { code: 0, data: file.saturating_sub(ledger.total()) });
    Ok(ledger)
}

impl Ledger {
    /// Reads lld's map: an address, an address, a size and an alignment, then a section, or, indented, a part of it.
    fn read(map: &str) -> anyhow::Result<Self> {
        let mut lines = map.lines();
        let head = lines.next().context("an empty map")?;
        let (outer, inner) = head.find("Out").zip(head.find("In")).context("not a map of lld")?;
        let mut ledger = Self::default();
        let mut section = "";
        for line in lines {
            let (Some(numbers), Some(text)) = (line.get(..outer), line.get(outer..)) else { continue };
            let size = numbers.split_whitespace().nth(2).unwrap_or_default();
            let size = u64::from_str_radix(size, 16).with_context(|| format!("not a line of a map: {line}"))?;
            if !text.starts_with(' ') {
                section = text;
                if let Some(row) = whole(section) {
                    ledger.add(row, Row { code: 0, data: size });
                }
            } else if whole(section).is_none() && is_loaded(section) {
                // Deeper indented are the symbols of a part.
                if let Some(part) = line.get(inner..).filter(|part| !part.starts_with(' ')) {
                    let code = section == ".text" || section == ".plt";
                    let row = if code { Row { code: size, data: 0 } } else { Row { code: 0, data: size } };
                    ledger.add(&owner(part), row);
                }
            }
        }
        Ok(ledger)
    }

    fn add(&mut self, name: &str, row: Row) {
        let sum = self.rows.entry(name.to_owned()).or_default();
        sum.code += row.code;
        sum.data += row.data;
    }

    fn total(&self) -> u64 {
        self.rows.values().map(|row| row.total()).sum()
    }
}

impl Row {
    fn total(self) -> u64 {
        self.code + self.data
    }
}

impl fmt::Display for Ledger {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut rows: Vec<_> = self.rows.iter().map(|(name, row)| (name.as_str(), *row)).collect();
        rows.sort_by_key(|(_, row)| std::cmp::Reverse(row.total()));
        let small = rows.partition_point(|(_, row)| row.total() >= LEAST_ROW);
        let rest = rows.split_off(small);
        let sum = |sum: Row, (_, row): &(&str, Row)| Row { code: sum.code + row.code, data: sum.data + row.data };
        let others = format!("({} more)", rest.len());
        rows.push((&others, rest.iter().fold(Row::default(), sum)));
        let all = rows.iter().fold(Row::default(), sum);
        rows.push(("all", all));
        writeln!(f, "{:<34} {:>9} {:>9} {:>9}", "", "code", "data", "bytes")?;
        for (name, row) in rows {
            writeln!(f, "{name:<34} {:>9} {:>9} {:>9}", row.code, row.data, row.total())?;
        }
        Ok(())
    }
}

/// The row of a section that is counted as a whole.
fn whole(section: &str) -> Option<&'static str> {
    Some(match section {
        ".eh_frame" | ".eh_frame_hdr" | ".gcc_except_table" | ".ARM.exidx" | ".ARM.extab" => "(unwinding tables)",
        ".dynsym" | ".gnu.hash" | ".hash" | ".dynstr" | ".gnu.version" | ".gnu.version_r" | ".dynamic" => {
            "(dynamic linking: names)"
        }
        _ if section.starts_with(".rel") && !section.starts_with(".relro") => "(dynamic linking: relocations)",
        _ => return None,
    })
}

/// Whether a section takes bytes of the file.
fn is_loaded(section: &str) -> bool {
    !section.starts_with(".bss") && !section.starts_with(".tbss") && !section.starts_with(".relro_padding")
}

/// The crate that a part is from: `…/file.o:(.text._ZN4asli5check…)`.
fn owner(part: &str) -> String {
    let name = part.rsplit_once(":(").map_or("", |(_, name)| name.trim_end_matches(')'));
    if part.contains("libunwind") {
        return "libunwind".to_owned();
    }
    let symbol = name.find("_ZN").or_else(|| name.find("_R")).map(|at| &name[at..]);
    if let Some(symbol) = symbol {
        return crate_of(&format!("{:#}", rustc_demangle::demangle(symbol)));
    }
    if part.contains("compiler_builtins") {
        return "compiler_builtins".to_owned();
    }
    if name.contains("uniffi") || name.contains("UNIFFI") || name.contains("ffi_asli") {
        return "asli_ffi".to_owned();
    }
    let what = if name.starts_with(".text") { "(code without a name)" } else { "(constants without a name, the list)" };
    what.to_owned()
}

/// The crate of a path such as `<asli::Span as core::fmt::Debug>::fmt`.
fn crate_of(path: &str) -> String {
    let inner = path.strip_prefix("core::ptr::drop_in_place").filter(|rest| rest.starts_with('<'));
    let mut path = inner.unwrap_or(path);
    let marks = ["<", "&", "*", "(", "[", "mut ", "const ", "dyn ", "'_ "];
    while let Some(rest) = marks.iter().find_map(|mark| path.strip_prefix(mark)) {
        path = rest;
    }
    let end = path.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(path.len());
    path[..end].to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_belongs_to_the_crate_whose_code_it_is() {
        let of = |symbol: &str| owner(&format!("asli.o:(.text.{symbol})"));
        assert_eq!(of("_ZN4asli5check17h0123456789abcdefE"), "asli");
        let implemented = "_ZN47_$LT$asli..Span$u20$as$u20$core..fmt..Debug$GT$3fmt17h0123456789abcdefE";
        assert_eq!(of(implemented), "asli");
        let dropped = "_ZN4core3ptr48drop_in_place$LT$regex..regex..string..Regex$GT$17h0123456789abcdefE";
        assert_eq!(of(dropped), "regex");
        assert_eq!(owner("libunwind.a(libunwind.cpp.o):(.text.unw_step)"), "libunwind");
        assert_eq!(owner("asli.o:(.rodata..Lanon.0123.4)"), "(constants without a name, the list)");
    }

    #[test]
    fn rows_sum_up() {
        let map = "             VMA              LMA     Size Align Out     In      Symbol
             238              238       18     8 .dynsym
             238              238       18     8         <internal>:(.dynsym)
            1000             1000      110     4 .text
            1000             1000      100     4         asli.o:(.text._ZN4asli5check17h0123456789abcdefE)
            1000             1000      100     4                 _ZN4asli5check17h0123456789abcdefE
            1100             1100       10     4         asli.o:(.text._ZN4core5check17h0123456789abcdefE)
            2000             2000      400     4 .bss
            2000             2000      400     4         asli.o:(.bss._ZN4asli5check17h0123456789abcdefE)
";
        let ledger = Ledger::read(map).ok();
        let rows = ledger.iter().flat_map(|ledger| &ledger.rows).map(|(name, row)| (name.as_str(), row.total()));
        assert_eq!(rows.collect::<Vec<_>>(), [("(dynamic linking: names)", 0x18), ("asli", 0x100), ("core", 0x10)]);
    }
}
