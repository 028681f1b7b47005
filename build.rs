//! Packs the built-in list by LZ4: a third as large in every library and app, for less than a millisecond at the start.
//! Each file by itself, so that a start unpacks it to where it is read from. A file of numbers is first laid out part by
//! part in the form that packs it smallest.
//!
//! The encoder is this file's own, because it is to find the smallest block, which `lz4_flex` does not look for; what it
//! packs is unpacked here by `lz4_flex`, which the phones use, and compared.

#[path = "src/trust/planes.rs"]
mod planes;

use planes::{Form, PART};
use std::collections::HashMap;
use std::fmt::Write;
use std::io::Read;
use std::path::PathBuf;
use std::{env, fs};

const BUNDLE: &str = "lists/embedded.tar";

/// The least length of a match.
const LEAST: usize = 4;

/// How far back a match may begin.
const WINDOW: usize = 65_535;

/// Earlier places with the same four bytes that are looked at.
const LOOKS: usize = 64;

/// The last match begins at least so many bytes before the end, and ends at least five bytes before it.
const LAST_START: usize = 12;
const LAST_END: usize = 5;

/// Bytes that are compared at a time.
const BLOCK: usize = 16;

/// Lengths up to here are all tried; of a longer match only the whole.
const ALL_LENGTHS: usize = 24;

/// Bytes that occurred before: how many, and how far back.
#[derive(Clone, Copy, Default)]
struct Match {
    length: usize,
    offset: usize,
}

/// The cheapest way from a byte to the end.
#[derive(Clone, Copy, Default)]
struct Way {
    /// Bytes that it takes.
    cost: usize,
    /// Literals in front of its first match.
    literals: usize,
    /// Length of the match that it begins with; 0 where it begins with a literal.
    taken: usize,
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    println!("cargo::rerun-if-changed={BUNDLE}");
    let folder = PathBuf::from(env::var_os("OUT_DIR").ok_or("cargo gives no OUT_DIR")?);
    let mut files = String::new();
    for (at, entry) in tar::Archive::new(fs::File::open(BUNDLE)?).entries()?.enumerate() {
        let mut entry = entry?;
        let path = entry.path()?.to_str().ok_or("a path of the bundle is no text")?.to_owned();
        let mut content = Vec::new();
        entry.read_to_end(&mut content)?;
        let (forms, laid_out) = lay_out(&content);
        let packed = pack(&laid_out);
        let mut unpacked = lz4_flex::decompress_size_prepended(&packed)?;
        planes::restore(&mut unpacked, &forms);
        if unpacked != content {
            return Err(format!("{path} is not what it was after packing").into());
        }
        fs::write(folder.join(format!("{at}.lz4")), packed)?;
        let forms = forms.iter().map(|form| format!("Form::{form:?}")).collect::<Vec<_>>().join(", ");
        write!(files, "({path:?}, &[{forms}], include_bytes!(\"{at}.lz4\")), ")?;
    }
    fs::write(folder.join("embedded.rs"), format!("&[{files}]"))?;
    Ok(())
}

const FORMS: [Form; 5] = [Form::Whole, Form::Pairs, Form::Quads, Form::PairSteps, Form::QuadSteps];

/// The form of each part that packs it smallest, and the parts in these forms. Text stays as it is.
fn lay_out(content: &[u8]) -> (Vec<Form>, Vec<u8>) {
    if std::str::from_utf8(content).is_ok() {
        return (Vec::new(), content.to_vec());
    }
    let mut forms = Vec::new();
    let mut all = Vec::with_capacity(content.len());
    for part in content.chunks(PART) {
        let candidates = FORMS.map(|form| {
            let laid_out = in_form(part, form);
            // The quick encoder tells the forms apart as well as the thorough one.
            (lz4_flex::compress(&laid_out).len(), form, laid_out)
        });
        if let Some((_, form, laid_out)) = candidates.into_iter().min_by_key(|candidate| candidate.0) {
            forms.push(form);
            all.extend(laid_out);
        }
    }
    (forms, all)
}

/// What [`planes::restore`] undoes.
fn in_form(part: &[u8], form: Form) -> Vec<u8> {
    let width = form.width();
    let mut bytes = part.to_vec();
    if form.holds_steps() {
        for at in (width..part.len()).rev() {
            bytes[at] = part[at].wrapping_sub(part[at - width]);
        }
    }
    let (numbers, rest) = bytes.split_at(part.len() / width * width);
    let planes = (0..width).flat_map(|nth| numbers.iter().skip(nth).step_by(width));
    planes.chain(rest).copied().collect()
}

/// Packs into an LZ4 block behind its length. The cheapest way from each byte to the end is known before the byte in
/// front of it is looked at, so the block is as small as the matches allow.
fn pack(content: &[u8]) -> Vec<u8> {
    let matches = longest_matches(content);
    let mut ways = vec![Way::default(); content.len() + 1];
    for at in (0..content.len()).rev() {
        let then = ways[at + 1];
        let literals = then.literals + 1;
        let mut best = Way { cost: then.cost + 1 + extra(literals) - extra(then.literals), literals, taken: 0 };
        let longest = matches[at].length;
        for taken in (LEAST..=longest.min(ALL_LENGTHS)).chain([longest]).filter(|taken| *taken >= LEAST) {
            // A token, an offset of two bytes, the rest of the length.
            let cost = 3 + extra(taken - LEAST) + ways[at + taken].cost;
            if cost <= best.cost {
                best = Way { cost, literals: 0, taken };
            }
        }
        ways[at] = best;
    }
    write_block(content, &ways, &matches)
}

/// For each byte the longest run of bytes that occurred within the window before it.
fn longest_matches(content: &[u8]) -> Vec<Match> {
    let mut matches = vec![Match::default(); content.len()];
    let mut newest: HashMap<&[u8], usize> = HashMap::new();
    let mut earlier = vec![None; content.len()];
    let end = content.len().saturating_sub(LAST_END);
    for at in 0..content.len().saturating_sub(LAST_START) {
        let mut place = newest.insert(&content[at..at + LEAST], at);
        earlier[at] = place;
        for _ in 0..LOOKS {
            let Some(from) = place.filter(|from| at - from <= WINDOW) else { break };
            let best = matches[at].length;
            // Only a place that also has the byte behind the best match can be better.
            if at + best < end && content[from + best] == content[at + best] {
                let length = common(&content[from..], &content[at..end]);
                if length > best {
                    matches[at] = Match { length, offset: at - from };
                }
            }
            place = earlier[from];
        }
    }
    matches
}

/// How many bytes two texts begin with alike: by blocks first, which is quick in a build without optimisation too.
fn common(earlier: &[u8], here: &[u8]) -> usize {
    let alike = earlier.chunks_exact(BLOCK).zip(here.chunks_exact(BLOCK)).take_while(|(a, b)| a == b).count() * BLOCK;
    alike + earlier[alike..].iter().zip(&here[alike..]).take_while(|(a, b)| a == b).count()
}

fn write_block(content: &[u8], ways: &[Way], matches: &[Match]) -> Vec<u8> {
    let mut packed = u32::try_from(content.len()).unwrap_or(u32::MAX).to_le_bytes().to_vec();
    let mut at = 0;
    while at < content.len() {
        let literals = &content[at..at + ways[at].literals];
        at += literals.len();
        let taken = ways[at].taken;
        let rest = taken.saturating_sub(LEAST);
        packed.push((nibble(literals.len()) << 4) | nibble(rest));
        write_rest(&mut packed, literals.len());
        packed.extend(literals);
        if taken > 0 {
            packed.extend(u16::try_from(matches[at].offset).unwrap_or_default().to_le_bytes());
            write_rest(&mut packed, rest);
        }
        at += taken;
    }
    packed
}

/// What a token says of a number: all of it below 15.
fn nibble(number: usize) -> u8 {
    u8::try_from(number.min(15)).unwrap_or(15)
}

/// Bytes that a number takes besides.
fn extra(number: usize) -> usize {
    if number < 15 { 0 } else { 1 + (number - 15) / 255 }
}

fn write_rest(packed: &mut Vec<u8>, number: usize) {
    if let Some(mut rest) = number.checked_sub(15) {
        while rest >= 255 {
            packed.push(255);
            rest -= 255;
        }
        packed.push(u8::try_from(rest).unwrap_or_default());
    }
}
