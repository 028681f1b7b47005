//! `asli list sample`: random messages of what a list can call genuine, so that anyone can read what it promises.
//!
//! In: a list, a kind, how many. Out: a message per line, or with `--json` as the lines that `asli scan` reads.

use crate::chosen::Chosen;
use anyhow::bail;
use asli::Samples;
use jiff::Timestamp;
use serde_json::json;
use std::io::{BufWriter, Write};

#[derive(clap::Args)]
pub(super) struct Args {
    #[command(flatten)]
    chosen: Chosen,
    /// Only messages of this kind (`bill_reminder`); default: all kinds in turn.
    #[arg(long)]
    kind: Option<String>,
    /// How many.
    #[arg(short = 'n', long, default_value_t = 10)]
    number: u64,
    /// The same seed draws the same messages from the same list.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// The day that dates are written for (RFC 3339); default: now.
    #[arg(long)]
    at: Option<Timestamp>,
    /// Print JSON lines, as `asli scan` reads them.
    #[arg(long)]
    json: bool,
}

pub(super) fn run(args: &Args) -> anyhow::Result<()> {
    let filter = args.chosen.filter()?;
    let now = args.at.unwrap_or_else(Timestamp::now);
    let samples = Samples::new(&filter, now);
    let all: Vec<&str> = samples.kinds().collect();
    let kinds = match &args.kind {
        Some(kind) if !all.contains(&kind.as_str()) => bail!("the list has no kind {kind:?}: {}", all.join(", ")),
        Some(kind) => vec![kind.as_str()],
        None => all,
    };
    let mut random = fastrand::Rng::with_seed(args.seed);
    let mut choose = |count: usize| random.usize(..count.max(1));
    let mut to = BufWriter::new(anstream::stdout().lock());
    for (at, kind) in (0..args.number).zip(kinds.iter().cycle()) {
        let Some(sample) = samples.draw(kind, &mut choose) else {
            bail!("no message of the kind {kind} came out genuine: `asli list lint` may say why");
        };
        if args.json {
            let id = format!("sample-{}", at + 1);
            let line =
                json!({ "id": id, "sender": sample.sender, "body": sample.body, "received_at": now.to_string() });
            writeln!(to, "{line}")?;
        } else {
            writeln!(to, "{kind}: {}", sample.body.replace('\n', " / "))?;
        }
    }
    to.flush()?;
    Ok(())
}
