//! The first inputs of each target, and the words that inputs are made of.
//!
//! In: the cases of the tests, their patterns, the lists, a portal's download. Out: `fuzz/corpus`, a folder for each
//! target, and the dictionary.

use super::{clauses, crossing};
use crate::run::{case_files, root};
use anyhow::Context;
use serde_json::Value;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// A pattern is repeated to about so many bytes.
const REPEATED: usize = 300;
/// Of so many cases one is a seed by its text: reading all of them would take most of a minute.
const ONE_OF: usize = 5;
/// Of so many cases one is a seed in every form of a file, or of what crosses the bridge.
const ONE_IN_FORMS_OF: usize = 20;

/// Writes them all.
pub(super) fn write(folder: &Path) -> anyhow::Result<()> {
    let mut seeds = Seeds { folder: folder.join("corpus"), written: 0 };
    let cases = cases()?;
    let senders: BTreeSet<&str> = cases.iter().map(|case| of_case(case)[0]).collect();
    senders.iter().try_for_each(|sender| seeds.add("sender", sender.as_bytes()))?;
    let bodies = cases.iter().step_by(ONE_OF).map(|case| of_case(case)[1]);
    bodies.into_iter().try_for_each(|body| seeds.add("body", body.as_bytes()))?;
    for case in cases.iter().step_by(ONE_IN_FORMS_OF) {
        let [sender, body] = of_case(case);
        in_every_form(case, sender, body).iter().try_for_each(|file| seeds.add("input", file.as_bytes()))?;
        crossing::of_message(sender, body).iter().try_for_each(|seed| seeds.add("ffi", seed))?;
    }
    repeated()?.iter().try_for_each(|body| seeds.add("body", body.as_bytes()))?;
    PATCHES.iter().try_for_each(|patch| seeds.add("documents", patch.as_bytes()))?;
    for (at, file) in ["1.root", "bihar", "snapshot", "targets", "timestamp"].iter().enumerate() {
        let content = read(&format!("lists/metadata/{file}.json"))?;
        seeds.add("bundle", &[&[u8::try_from(at)?][..], content.as_bytes()].concat())?;
    }
    crossing::of_files(&fs::read(root().join("lists/embedded.tar"))?, &read("lists/metadata/1.root.json")?)
        .iter()
        .try_for_each(|seed| seeds.add("ffi", seed))?;
    clauses::seeds(&read("lists/bihar/clauses.txt")?)?
        .iter()
        .try_for_each(|seed| seeds.add("clauses", seed.as_bytes()))?;
    downloads()?.iter().try_for_each(|seed| seeds.add("templates", seed.as_bytes()))?;
    seeds.add("state", &[0; 8])?;
    seeds.add("record", RECORD.as_bytes())?;
    let words = dictionary(folder)?;
    eprintln!("{} seeds, {words} words", seeds.written);
    Ok(())
}

/// Sender and body.
fn of_case(case: &Value) -> [&str; 2] {
    ["sender", "body"].map(|field| case[field].as_str().unwrap_or_default())
}

fn read(path: &str) -> anyhow::Result<String> {
    fs::read_to_string(root().join(path)).with_context(|| format!("cannot read {path}"))
}

/// A message in each form of a file; the first byte is the form's.
fn in_every_form(case: &Value, sender: &str, body: &str) -> [String; 4] {
    let quoted = body.replace('"', "\"\"");
    let xml = body.replace('&', "&amp;").replace('"', "&quot;").replace('<', "&lt;");
    [
        format!("\u{1}{case}\n{case}\n"),
        format!("\u{2}[{case},\n{case}]"),
        format!("\u{3}id;sender;body;received_at\n7;{sender};\"{quoted}\";1795494600\n"),
        format!("\u{4}<smses><sms address=\"X\" date=\"1795494600000\" type=\"1\" body=\"{xml}\"/></smses>"),
    ]
}

/// The patterns by which the tests hold the work to be linear, each repeated.
fn repeated() -> anyhow::Result<Vec<String>> {
    let kinds: Vec<Value> = serde_json::from_str(&read("tests/patterns.json")?)?;
    let mut bodies = Vec::new();
    for kind in &kinds {
        let opening = kind["opening"].as_str().unwrap_or_default();
        for pattern in kind["patterns"].as_array().into_iter().flatten().filter_map(Value::as_str) {
            let times = REPEATED.checked_div(pattern.len()).unwrap_or_default();
            bodies.push(opening.to_owned() + &pattern.repeat(times));
        }
    }
    Ok(bodies)
}

/// Rows of the tests' download, by one and by three, each with values for its blanks.
fn downloads() -> anyhow::Result<Vec<String>> {
    let download = read("cli/tests/data/templates.csv")?;
    let (header, rows) = download.split_once('\n').context("the download has no header")?;
    let rows: Vec<&str> = rows.lines().collect();
    let of = |rows: &[&str]| format!("{header}\n{}\n\0{}", rows.join("\n"), VALUES.join("\n"));
    Ok(rows.chunks(1).chain(rows.chunks(3)).map(of).collect())
}

/// Writes the dictionary; gives how many words it has.
fn dictionary(folder: &Path) -> anyhow::Result<usize> {
    let mut words: BTreeSet<String> = FORMS.iter().map(|word| escaped(word.as_bytes())).collect();
    words.extend(NOT_TEXT.iter().map(|bytes| escaped(bytes)));
    let mut found = BTreeSet::new();
    for document in ["lists/common/lexicon.json", "lists/bihar/allow.json"] {
        texts(&serde_json::from_str(&read(document)?)?, &mut found);
    }
    words.extend(found.iter().map(|word| escaped(word.as_bytes())));
    let lines = words.iter().fold(String::new(), |lines, word| lines + "\"" + word + "\"\n");
    fs::write(folder.join("corpus/dictionary"), lines)?;
    Ok(words.len())
}

/// Values for the blanks of templates.
const VALUES: &[&str] = &["1248.50", "10/12/2026", "123456789", "1.5", "SBPDCL", "sbpdcl.co.in", "RC2048", "1912"];

/// What no text holds: halves of surrogates, counts and times at their ends.
const NOT_TEXT: &[&[u8]] = &[
    b"\xED\xA0\xBD",
    b"\xED\xB2\xA9",
    b"\x3D\xD8",
    b"\xA9\xDC",
    b"\0\0\0\x01",
    b"\xFF\xFF\xFF\xFF",
    b"\x7F\xFF\xFF\xFF",
    b"\x80\0\0\0\0\0\0\0",
    b"\x7F\xFF\xFF\xFF\xFF\xFF\xFF\xFF",
];

/// Changes to documents, for the target `documents`.
const PATCHES: &[&str] = &[
    "\0{}",
    "\0{\"schema\":2}",
    "\0{\"issuers\":[]}",
    "\0{\"apps\":[],\"sites\":[],\"helplines\":[]}",
    "\0{\"holidays\":[{\"date\":\"2026-01-26\",\"name\":\"x\"}]}",
    "\0{\"slots\":{\"reference\":{\"pattern\":\"(a*)*b\"}}}",
    "\u{1}{}",
    "\u{1}{\"concepts\":[]}",
    "\u{1}{\"numbers\":[],\"tlds\":[\"com\"],\"shorteners\":[],\"upi_handles\":[\"upi\"],\"brand_words\":[\"bijli\"]}",
];

/// A record, for the target `record`.
const RECORD: &str = r#"{"schema":1,"engine":"0.1.0","list":{"version":4,"roles":{"root":1},"sha256":"00","state":"fresh"},"checked_at":"2026-11-24T10:00:00Z","received_at":null,"message":{"sha256":"00","sender":"phone"},"verdict":"suspicious","issuer":null,"kind":null,"findings":[{"code":"phone_number","severity":"danger","start":38,"end":49}],"proof":[],"advice":["do_not_act"]}"#;

/// Pieces of the forms, for the dictionary.
const FORMS: &[&str] = &[
    "{\"body\":\"",
    "\"received_at\":",
    "\"sender\":",
    "\"id\":",
    "\\ud83d",
    "\\u0000",
    "\"\"",
    "\r\n",
    "&#55357;&#56911;",
    "&amp;",
    "<sms ",
    "<mms>",
    "/>",
    "<!--",
    "-->",
    "type=\"1\"",
    "body=\"",
    "\u{feff}",
    "\u{200b}",
    "\u{202e}",
    "\u{200d}",
    "http://",
    "www.",
    ".com/",
    "@upi",
    "98765 43210",
    "+91",
    "Rs.",
    "₹",
    "10/12/2026",
    "1.5%",
    "9.30 pm",
    "xqzsecretzqx",
    "class ",
    "slot ",
    "chunk ",
    "frame ",
    "apart ",
    " = ",
    " | ",
    "(*): ",
    "<company>",
    "<app>",
    "<site>",
    "<rebate: ",
    "(?<amount>",
    "(?<d>[0-9]{1,2})",
    "{#numeric#}",
    "{#alphanumeric#}",
    "{#url#}",
    "{#cbn#}",
    "{#email#}",
    "{#var#}",
    "#number#",
    "{{var}}",
    "Template Id,",
    "Header,",
    "Template Content",
    "Variable Tags",
    "Approved",
];

struct Seeds {
    folder: PathBuf,
    written: usize,
}

impl Seeds {
    fn add(&mut self, target: &str, content: &[u8]) -> anyhow::Result<()> {
        let folder = self.folder.join(target);
        fs::create_dir_all(&folder)?;
        fs::write(folder.join(format!("seed-{:05}", self.written)), content)?;
        self.written += 1;
        Ok(())
    }
}

/// The cases of the tests.
fn cases() -> anyhow::Result<Vec<Value>> {
    let mut cases = Vec::new();
    for file in case_files()? {
        for line in fs::read_to_string(file)?.lines() {
            cases.push(serde_json::from_str(line)?);
        }
    }
    Ok(cases)
}

/// The short texts in a document.
fn texts(document: &Value, words: &mut BTreeSet<String>) {
    match document {
        Value::String(text) if (2..=32).contains(&text.len()) => {
            words.insert(text.clone());
        }
        Value::Array(items) => items.iter().for_each(|item| texts(item, words)),
        Value::Object(fields) => fields.values().for_each(|field| texts(field, words)),
        _ => {}
    }
}

/// A word as libFuzzer's dictionaries have it.
fn escaped(word: &[u8]) -> String {
    let plain = |byte: u8| byte.is_ascii_graphic() && !matches!(byte, b'"' | b'\\') || byte == b' ';
    let escaped = |byte: &u8| if plain(*byte) { char::from(*byte).to_string() } else { format!("\\x{byte:02X}") };
    word.iter().map(escaped).collect()
}
