//! `cargo xtask fuzz`: the fuzz targets, each for a while.
//!
//! In: `fuzz/`, the cases of the tests, the lexicon. Out: seeds and a dictionary made of them, the targets built with
//! libFuzzer by the stable compiler, and what each run did. An input that fails a target is kept in `fuzz/artifacts`.

use crate::run::{files, host, root, run};
use anyhow::{Context, bail};
use serde_json::Value;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Each target with the longest input that is tried.
const TARGETS: &[(&str, usize)] = &[
    ("body", 4096),
    ("sender", 256),
    ("documents", 4096),
    ("bundle", 1 << 16),
    ("state", 4096),
    ("record", 4096),
    ("input", 1 << 16),
];

/// The compiler's part of libFuzzer: counters on every edge and comparison. Safe Rust needs no address sanitizer.
const FLAGS: &str = "--cfg fuzzing -Cpasses=sancov-module -Cllvm-args=-sanitizer-coverage-level=4 \
                     -Cllvm-args=-sanitizer-coverage-inline-8bit-counters -Cllvm-args=-sanitizer-coverage-pc-table \
                     -Cllvm-args=-sanitizer-coverage-trace-compares";

#[derive(clap::Args)]
pub(crate) struct Args {
    /// The targets; all where none is named.
    targets: Vec<String>,
    /// How long each runs.
    #[arg(long, default_value_t = 60)]
    seconds: u64,
    /// Only build them.
    #[arg(long)]
    build: bool,
}

pub(crate) fn all(args: &Args) -> anyhow::Result<()> {
    let known: Vec<&str> = TARGETS.iter().map(|(name, _)| *name).collect();
    if let Some(unknown) = args.targets.iter().find(|name| !known.contains(&name.as_str())) {
        bail!("no target is called {unknown}: there are {}", known.join(", "));
    }
    let folder = root().join("fuzz");
    seeds(&folder)?;
    let host = host()?;
    let programs = build(&folder, &host)?;
    if args.build {
        return Ok(());
    }
    for (name, most) in
        TARGETS.iter().filter(|(name, _)| args.targets.is_empty() || args.targets.iter().any(|own| own == name))
    {
        let corpus = folder.join("corpus").join(name);
        let artifacts = folder.join("artifacts").join(name);
        fs::create_dir_all(&artifacts)?;
        eprintln!("== {name}, {} seconds", args.seconds);
        let mut fuzzer = Command::new(programs.join(name));
        fuzzer.arg(&corpus).arg(format!("-max_total_time={}", args.seconds)).arg(format!("-max_len={most}"));
        fuzzer.arg(format!("-dict={}", folder.join("corpus/dictionary").display()));
        fuzzer.arg(format!("-artifact_prefix={}/", artifacts.display()));
        fuzzer.args(["-timeout=10", "-rss_limit_mb=2048", "-print_final_stats=1", "-verbosity=1"]);
        run(&mut fuzzer).with_context(|| format!("{name}: the input is in {}", artifacts.display()))?;
    }
    Ok(())
}

/// Builds the targets; gives the folder that they are in.
fn build(folder: &Path, host: &str) -> anyhow::Result<PathBuf> {
    let target = folder.join("target");
    // With a named host, build scripts and macros are built without the flags.
    let mut cargo = Command::new(env!("CARGO"));
    cargo.args(["build", "--release", "--locked", "--bins", "--target", host]).current_dir(folder);
    run(cargo.env("RUSTFLAGS", FLAGS).env("CARGO_TARGET_DIR", &target))?;
    Ok(target.join(host).join("release"))
}

/// Writes the first inputs of each target, and the words that inputs are made of.
fn seeds(folder: &Path) -> anyhow::Result<()> {
    let mut seeds = Seeds { folder: folder.join("corpus"), written: 0 };
    let cases = cases()?;
    for case in &cases {
        let [sender, body] = ["sender", "body"].map(|field| case[field].as_str().unwrap_or_default());
        seeds.add("sender", sender.as_bytes())?;
        seeds.add("body", body.as_bytes())?;
    }
    for case in cases.iter().step_by(20) {
        let [sender, body] = ["sender", "body"].map(|field| case[field].as_str().unwrap_or_default());
        let (json, quoted) = (case.to_string(), body.replace('"', "\"\""));
        let xml = body.replace('&', "&amp;").replace('"', "&quot;").replace('<', "&lt;");
        seeds.add("input", format!("\u{1}{json}\n{json}\n").as_bytes())?;
        seeds.add("input", format!("\u{2}[{json},\n{json}]").as_bytes())?;
        seeds.add(
            "input",
            format!("\u{3}id;sender;body;received_at\n7;{sender};\"{quoted}\";1795494600\n").as_bytes(),
        )?;
        seeds.add(
            "input",
            format!("\u{4}<smses><sms address=\"X\" date=\"1795494600000\" type=\"1\" body=\"{xml}\"/></smses>")
                .as_bytes(),
        )?;
    }
    for patch in PATCHES {
        seeds.add("documents", patch.as_bytes())?;
    }
    for (at, file) in ["1.root", "bihar", "snapshot", "targets", "timestamp"].iter().enumerate() {
        let content = fs::read(root().join(format!("lists/metadata/{file}.json")))?;
        seeds.add("bundle", &[&[u8::try_from(at)?][..], &content].concat())?;
    }
    seeds.add("state", &[0; 8])?;
    seeds.add("record", RECORD.as_bytes())?;
    let lexicon: Value = serde_json::from_slice(&fs::read(root().join("lists/common/lexicon.json"))?)?;
    let allow: Value = serde_json::from_slice(&fs::read(root().join("lists/bihar/allow.json"))?)?;
    let mut words: BTreeSet<String> = FORMS.iter().map(|word| (*word).to_owned()).collect();
    for document in [lexicon, allow] {
        texts(&document, &mut words);
    }
    let lines = words.iter().fold(String::new(), |lines, word| lines + "\"" + &escaped(word) + "\"\n");
    fs::write(folder.join("corpus/dictionary"), lines)?;
    eprintln!("{} seeds, {} words", seeds.written, words.len());
    Ok(())
}

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
    for file in files(&root().join("tests/cases"), "jsonl")? {
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
fn escaped(word: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_graphic() && !matches!(byte, b'"' | b'\\') || byte == b' ';
    word.bytes().map(|byte| if plain(byte) { char::from(byte).to_string() } else { format!("\\x{byte:02X}") }).collect()
}
