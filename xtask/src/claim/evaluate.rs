//! `cargo xtask evaluate`: every set, in one table.
//!
//! In: the weights in `lists`, all sets. Out: for each set, how many are flagged.

use super::data::{self, Message};
use super::{WEIGHTS, document, filter};
use asli::{Filter, Verdict};
use std::collections::BTreeMap;

#[derive(clap::Args)]
pub(crate) struct Args {
    /// Only sets whose name begins so.
    #[arg(long, default_value = "")]
    only: String,
    /// By kind.
    #[arg(long)]
    kinds: bool,
    /// Name the messages of sets that are not kept back.
    #[arg(long)]
    wrong: bool,
}

pub(crate) fn run(args: &Args) -> anyhow::Result<()> {
    let filter = filter(document(WEIGHTS)?)?;
    let mut messages = data::training()?;
    messages.extend(data::kept_back()?);
    let mut rows: BTreeMap<(String, bool, bool, String), [usize; 4]> = BTreeMap::new();
    for message in messages.iter().filter(|message| message.set.starts_with(&args.only)) {
        let kind = if args.kinds { message.kind.clone() } else { String::new() };
        let verdict = verdict(&filter, message);
        rows.entry((message.set.clone(), message.test, message.claims, kind)).or_default()[verdict as usize] += 1;
        let flagged = matches!(verdict, Verdict::Suspicious | Verdict::Unconfirmed);
        if args.wrong && !message.test && flagged != message.claims && verdict != Verdict::Genuine {
            eprintln!("{} {} {:?} {}: {}", message.set, message.id, verdict, message.sender, message.body);
        }
    }
    for ((set, test, claims, kind), [genuine, unconfirmed, suspicious, unrelated]) in rows {
        let all = genuine + unconfirmed + suspicious + unrelated;
        let name = format!("{set}{} {kind}", if test { " (kept back)" } else { "" });
        eprintln!(
            "{name:40} {:9} {all:5}: genuine {genuine:4}, unconfirmed {unconfirmed:4}, suspicious {suspicious:4}, left alone {unrelated:5}",
            if claims { "claim" } else { "ordinary" }
        );
    }
    Ok(())
}

fn verdict(filter: &Filter, message: &Message) -> Verdict {
    let now = "2026-11-24T10:00:00Z".parse().unwrap_or_default();
    filter.check(&message.sms(), now).verdict
}
