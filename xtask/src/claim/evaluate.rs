//! `cargo xtask evaluate`: what is flagged in every set of messages, and what other methods find in the same.
//!
//! In: the documents in `lists`, all sets. Out: tables on standard output or, with `--write`, in `docs/detection.md`,
//! with a picture beside it. With `--check` it fails where a figure is worse than in `tests/detection.json`. Sets outside
//! the repository that are not at hand are named on standard error, and the page is not written without them.

use super::data::{self, Message};
use super::peers::{FastText, Peer, TfIdf, WordList};
use super::{WEIGHTS, document, filter};
use crate::run::{NOW, root};
use anyhow::{Context, ensure};
use asli::{Filter, Verdict};
use serde::Deserialize;
use serde_json::json;
use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

/// The page that the tables go into, between two lines.
const PAGE: &str = "docs/detection.md";
const PICTURE: &str = "docs/detection.svg";
const BEGIN: &str = "<!-- made by `cargo xtask evaluate --write` -->";
const END: &str = "<!-- end -->";
/// Sets whose messages are about proof, not about who speaks.
const OF_PROOF: &[&str] = &["genuine", "false-genuine", "false-alarm", "words", "public-bugs"];

#[derive(clap::Args)]
pub(crate) struct Args {
    /// Only sets whose name begins so.
    #[arg(long, default_value = "")]
    only: String,
    /// A row for each kind.
    #[arg(long)]
    kinds: bool,
    /// Show the messages that are judged wrongly, of sets that are not kept back.
    #[arg(long)]
    wrong: bool,
    /// Write the tables into `docs/detection.md`, and the picture.
    #[arg(long)]
    write: bool,
    /// Fail where a figure is worse than `tests/detection.json` allows.
    #[arg(long)]
    check: bool,
    /// Write the messages that the methods are compared on as JSON lines, for methods outside Rust: see
    /// `docs/bench/peers.md`.
    #[arg(long, value_name = "FILE")]
    export: Option<PathBuf>,
}

/// What became of the messages of one row.
#[derive(Clone, Copy, Default)]
struct Row {
    verdicts: [usize; 4],
}

impl Row {
    fn of(&self, verdict: Verdict) -> usize {
        self.verdicts[verdict as usize]
    }

    fn all(&self) -> usize {
        self.verdicts.iter().sum()
    }

    fn flagged(&self) -> usize {
        self.of(Verdict::Suspicious) + self.of(Verdict::Unconfirmed)
    }
}

/// How bad a set may become; a missing bound allows anything.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Bound {
    /// At least so many of a hundred are flagged.
    #[serde(default)]
    flagged: Option<f64>,
    /// At most so many of a hundred are flagged.
    #[serde(default)]
    flagged_most: Option<f64>,
}

#[allow(clippy::print_stdout)]
pub(crate) fn run(args: &Args) -> anyhow::Result<()> {
    let filter = filter(document(WEIGHTS)?)?;
    let missing = data::missing();
    missing.iter().for_each(|set| eprintln!("left out: {set} is not here, so nothing below is measured on it"));
    ensure!(missing.is_empty() || !args.write, "{PAGE} is written only where every set is at hand");
    let mut messages = data::training()?;
    messages.extend(data::kept_back()?);
    messages.retain(|message| message.set.starts_with(&args.only));
    if let Some(file) = &args.export {
        return export(&messages, file);
    }
    let rows = rows(&filter, &messages, args);
    let mut text = table(&rows);
    if args.check {
        return check(&rows);
    }
    if args.only.is_empty() && !args.kinds && !args.wrong {
        let compared = compare(&filter, &messages)?;
        text += &compared.iter().fold(String::from(COMPARED), |text, peer| text + &peer.line());
        if args.write {
            write_page(&text)?;
            fs::write(root().join(PICTURE), picture(&compared))?;
            return Ok(());
        }
    }
    println!("{text}");
    Ok(())
}

fn rows(filter: &Filter, messages: &[Message], args: &Args) -> BTreeMap<String, Row> {
    let mut rows: BTreeMap<String, Row> = BTreeMap::new();
    for message in messages {
        let verdict = filter.check(&message.sms(), now()).verdict;
        let mut name = message.set.clone();
        name += if message.test { ", kept back" } else { "" };
        name += if message.claims { ", claims" } else { ", ordinary" };
        if args.kinds {
            name = format!("{name}: {}", message.kind);
        }
        let row = rows.entry(name).or_default();
        row.verdicts[verdict as usize] += 1;
        let flagged = matches!(verdict, Verdict::Suspicious | Verdict::Unconfirmed);
        if args.wrong && !message.test && flagged != message.claims && verdict != Verdict::Genuine {
            eprintln!("{} {} {verdict} {}: {}", message.set, message.id, message.sender, message.body);
        }
    }
    rows
}

fn table(rows: &BTreeMap<String, Row>) -> String {
    let mut text = String::from(
        "| set | messages | genuine | unconfirmed | suspicious | left alone | flagged, 95 % interval |\n|---|---|---|---|---|---|---|\n",
    );
    for (name, row) in rows {
        let (low, high) = wilson(row.flagged(), row.all());
        let [genuine, unconfirmed, suspicious, unrelated] =
            [Verdict::Genuine, Verdict::Unconfirmed, Verdict::Suspicious, Verdict::Unrelated]
                .map(|verdict| row.of(verdict));
        let all = row.all();
        let _ = writeln!(
            text,
            "| {name} | {all} | {genuine} | {unconfirmed} | {suspicious} | {unrelated} | {low:.1}–{high:.1} % |"
        );
    }
    text
}

/// Wilson's interval for `hits` of `all`, in per cent.
fn wilson(hits: usize, all: usize) -> (f64, f64) {
    const Z: f64 = 1.96;
    let (hits, all) = (hits as f64, (all as f64).max(1.0));
    let share = hits / all;
    let centre = share + Z * Z / (2.0 * all);
    let spread = Z * (share * (1.0 - share) / all + Z * Z / (4.0 * all * all)).sqrt();
    let part = |value: f64| 100.0 * (value / (1.0 + Z * Z / all)).clamp(0.0, 1.0);
    (part(centre - spread), part(centre + spread))
}

/// One method on what was kept back.
struct Compared {
    name: String,
    /// Claims found, claims missed, others taken for one, others left alone.
    counts: [usize; 4],
    microseconds: f64,
    bytes: usize,
}

const COMPARED: &str =
    "\n| method | precision | recall | ordinary flagged | µs for a message | bytes |\n|---|---|---|---|---|---|\n";

impl Compared {
    fn share(part: usize, rest: usize) -> f64 {
        100.0 * part as f64 / ((part + rest) as f64).max(1.0)
    }

    fn precision(&self) -> f64 {
        Self::share(self.counts[0], self.counts[2])
    }

    fn recall(&self) -> f64 {
        Self::share(self.counts[0], self.counts[1])
    }

    fn line(&self) -> String {
        let Self { name, counts, microseconds, bytes } = self;
        let (precision, recall, wrongly) = (self.precision(), self.recall(), Self::share(counts[2], counts[3]));
        format!("| {name} | {precision:.1} % | {recall:.1} % | {wrongly:.1} % | {microseconds:.1} | {bytes} |\n")
    }
}

/// The messages that a method may learn from, and those that none has seen; of these, the ones about proof are left out.
fn split(messages: &[Message]) -> (Vec<&Message>, Vec<&Message>) {
    let about_proof = |set: &str| set.rsplit('/').next().is_some_and(|name| OF_PROOF.contains(&name));
    let (tried, taught): (Vec<&Message>, Vec<&Message>) = messages.iter().partition(|message| message.test);
    (taught, tried.into_iter().filter(|message| !about_proof(&message.set)).collect())
}

/// Writes both, a message a line.
fn export(messages: &[Message], file: &Path) -> anyhow::Result<()> {
    let (taught, tried) = split(messages);
    let mut lines = String::new();
    for (part, messages) in [("taught", taught), ("tried", tried)] {
        for Message { id, set, sender, body, claims, .. } in messages {
            let line = json!({"id": id, "set": set, "sender": sender, "body": body, "claims": claims, "part": part});
            writeln!(lines, "{line}")?;
        }
    }
    fs::write(file, lines).with_context(|| format!("cannot write {}", file.display()))
}

/// All methods on the messages that none of them has seen, those about proof aside.
fn compare(filter: &Filter, messages: &[Message]) -> anyhow::Result<Vec<Compared>> {
    let (taught, tried) = split(messages);
    let measure = |name: &str, bytes, claims: &dyn Fn(&Message) -> bool| {
        let mut counts = [0; 4];
        let start = Instant::now();
        for message in &tried {
            counts[2 * usize::from(!message.claims) + usize::from(!claims(message))] += 1;
        }
        let microseconds = start.elapsed().as_secs_f64() * 1e6 / (tried.len() as f64).max(1.0);
        Compared { name: name.to_owned(), counts, microseconds, bytes }
    };
    let flagged = |message: &Message| filter.check(&message.sms(), now()).is_flagged();
    let weights = usize::try_from(fs::metadata(root().join(WEIGHTS))?.len())?;
    let mut all = vec![measure("asli, the whole report", weights, &flagged)];
    let peers: [Box<dyn Peer>; 3] = [
        Box::new(TfIdf::new()),
        Box::new(FastText::new()),
        Box::new(WordList::new(&document("lists/common/lexicon.json")?)),
    ];
    for mut peer in peers {
        peer.learn(&taught);
        all.push(measure(peer.name(), peer.size(), &|message| peer.score(&message.body) >= 0.0));
    }
    Ok(all)
}

/// Bars for precision and recall, a pair a method.
fn picture(compared: &[Compared]) -> String {
    let height = 40 + 56 * compared.len();
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 640 {height}\" font-family=\"sans-serif\" font-size=\"13\">\n\
         <title>Precision and recall on messages kept back, in per cent</title>\n\
         <rect width=\"640\" height=\"{height}\" fill=\"#fff\"/>\n\
         <rect x=\"220\" y=\"8\" width=\"12\" height=\"12\" fill=\"#35618e\"/><text x=\"238\" y=\"19\">precision</text>\n\
         <rect x=\"320\" y=\"8\" width=\"12\" height=\"12\" fill=\"#d98a29\"/><text x=\"338\" y=\"19\">recall</text>\n"
    );
    for (at, peer) in compared.iter().enumerate() {
        let top = 34 + 56 * at;
        let _ = writeln!(svg, "<text x=\"8\" y=\"{}\">{}</text>", top + 24, peer.name);
        for (row, share, colour) in [(0, peer.precision(), "#35618e"), (1, peer.recall(), "#d98a29")] {
            let y = top + 20 * row;
            let _ = writeln!(
                svg,
                "<rect x=\"220\" y=\"{y}\" width=\"{:.1}\" height=\"17\" fill=\"{colour}\"/><text x=\"{:.1}\" y=\"{}\">{share:.1}</text>",
                3.6 * share,
                226.0 + 3.6 * share,
                y + 13
            );
        }
    }
    svg + "</svg>\n"
}

fn write_page(tables: &str) -> anyhow::Result<()> {
    let file = root().join(PAGE);
    let page = fs::read_to_string(&file).with_context(|| format!("cannot read {PAGE}"))?;
    let (before, rest) = page.split_once(BEGIN).with_context(|| format!("{PAGE} lacks the line {BEGIN}"))?;
    let (_, after) = rest.split_once(END).with_context(|| format!("{PAGE} lacks the line {END}"))?;
    fs::write(&file, format!("{before}{BEGIN}\n\n{tables}\n{END}{after}"))?;
    Ok(())
}

fn check(rows: &BTreeMap<String, Row>) -> anyhow::Result<()> {
    let bounds: BTreeMap<String, Bound> = document("tests/detection.json")?;
    let mut worse = Vec::new();
    for (name, bound) in &bounds {
        // A set that is not at hand is not measured; `run` has said so.
        let Some(row) = rows.get(name) else { continue };
        let share = 100.0 * row.flagged() as f64 / row.all() as f64;
        if bound.flagged.is_some_and(|least| share < least) || bound.flagged_most.is_some_and(|most| share > most) {
            worse.push(format!("{name}: {} of {} flagged ({share:.1} %)", row.flagged(), row.all()));
        }
    }
    ensure!(worse.is_empty(), "worse than tests/detection.json allows:\n{}", worse.join("\n"));
    Ok(())
}

fn now() -> jiff::Timestamp {
    NOW.parse().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_interval_narrows_with_the_number_of_messages() {
        let (low, high) = wilson(50, 100);
        assert!((low - 40.4).abs() < 0.1 && (high - 59.6).abs() < 0.1);
        assert_eq!(wilson(0, 10).0, 0.0);
        assert!(wilson(0, 1000).1 < wilson(0, 10).1);
    }
}
