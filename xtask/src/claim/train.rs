//! `cargo xtask train`: the weights of a claim, from messages.
//!
//! In: `tests/cases`, `training`, `../shared/corpora`; the words in `lists`. Out: `lists/common/claim.json`,
//! the same bytes at every run. Sign the list afterwards.

use super::data::{self, Message};
use super::model::{Lesson, Model, Names, Voices};
use super::{WEIGHTS, filter};
use crate::run::root;
use anyhow::Context;
use asli::list::schema::ClaimWeights;
use std::collections::BTreeMap;
use std::fs;

/// How often the weights are learnt anew, each time with the messages in other orders: their mean leans to no order.
const RUNS: usize = 5;
/// How often every message is looked at in one run.
const ROUNDS: usize = 60;
/// The weights are the mean of those after each round from this one on.
const SETTLED: usize = 20;

#[derive(clap::Args)]
pub(crate) struct Args {
    /// Change nothing; fail where the weights are not those that training gives.
    #[arg(long)]
    check: bool,
    /// Change nothing; train five times, and each time try the authors that were left out.
    #[arg(long)]
    cross: bool,
    /// With `--cross`: show each message that was judged wrongly, with its pieces.
    #[arg(long)]
    show: bool,
    /// Train on the messages that are kept back for tests, too. Never for a list that is measured.
    #[arg(long)]
    all: bool,
}

pub(crate) fn run(args: &Args) -> anyhow::Result<()> {
    let messages = data::training()?;
    data::missing().iter().for_each(|set| eprintln!("left out: {set} is not here, so the weights will be others"));
    if args.cross {
        return cross(args.show, &messages.into_iter().filter(|message| !message.test).collect::<Vec<_>>());
    }
    let (kept, taught): (Vec<_>, Vec<_>) = messages.into_iter().partition(|message| message.test && !args.all);
    let weights = train(&taught, &kept)?;
    let text = lines(&weights)?;
    let file = root().join(WEIGHTS);
    if args.check {
        anyhow::ensure!(fs::read_to_string(&file)? == text, "{WEIGHTS} is not what `cargo xtask train` makes");
        return Ok(());
    }
    fs::write(&file, text).with_context(|| format!("cannot write {}", file.display()))
}

/// The weights as JSON, a combination a line: what changes can be read.
fn lines(weights: &ClaimWeights) -> anyhow::Result<String> {
    let mut text = serde_json::to_string(weights)?;
    for part in ["\"threshold\"", "\"senders\"", "\"combinations\"", "{\"of\"", "\"talk\"", "\"step\"", "\"grams\""] {
        text = text.replace(part, &format!("\n{part}"));
    }
    Ok(text + "\n")
}

/// Trains on four of five authors and tries the fifth, five times: what to tune by.
fn cross(show: bool, messages: &[Message]) -> anyhow::Result<()> {
    let mut names = Names::default();
    let lessons = lessons(messages, &mut names)?;
    let fold =
        |message: &Message| message.author.bytes().fold(7_usize, |sum, b| (sum * 31 + usize::from(b)) % 10_007) % 5;
    let mut rows: BTreeMap<String, [usize; 2]> = BTreeMap::new();
    for held in 0..5 {
        let of = |inside: bool| -> Vec<&Lesson> {
            messages
                .iter()
                .zip(&lessons)
                .filter(|(message, _)| (fold(message) == held) == inside)
                .map(|(_, lesson)| lesson)
                .collect()
        };
        let model = fit(&of(false), &names);
        for (message, lesson) in messages.iter().zip(&lessons).filter(|(message, _)| fold(message) == held) {
            let wrong = (model.sum(lesson) >= 0.0) != message.claims;
            if wrong && show {
                let pieces = lesson.example.windows.iter().flatten().map(ToString::to_string).collect::<Vec<_>>();
                eprintln!(
                    "{:5} {:6.2} {} {}: {}\n      {}",
                    message.claims,
                    model.sum(lesson),
                    message.id,
                    message.sender,
                    message.body,
                    pieces.join(" ")
                );
            }
            for key in [
                format!("{:9} {:20}", message.claims, message.set),
                format!("{:9} {:20} {}", message.claims, message.set, message.kind),
            ] {
                let row = rows.entry(key).or_default();
                row[0] += usize::from(wrong);
                row[1] += 1;
            }
        }
    }
    for (name, [wrong, all]) in rows {
        eprintln!("{name}: {wrong} of {all} wrong");
    }
    Ok(())
}

fn lessons(messages: &[Message], names: &mut Names) -> anyhow::Result<Vec<Lesson>> {
    let filter = filter(ClaimWeights::default())?;
    let lesson = |message: &Message| {
        let example = filter.example(&message.sms());
        let cost = if example.only_tells { 0.0 } else { message.cost };
        names.lesson(example, message.claims, cost)
    };
    Ok(messages.iter().map(lesson).collect())
}

fn train(taught: &[Message], kept: &[Message]) -> anyhow::Result<ClaimWeights> {
    let mut names = Names::default();
    let (lessons, held) = (lessons(taught, &mut names)?, lessons(kept, &mut names)?);
    let model = fit(&lessons.iter().collect::<Vec<_>>(), &names);
    eprintln!("taught: {}; kept back: {}", mistakes(&model, &lessons), mistakes(&model, &held));
    Ok(model.weights(&names))
}

fn fit(lessons: &[&Lesson], names: &Names) -> Model {
    let mut model = Model::new(names);
    for run in 0..RUNS {
        model.begin();
        for round in 0..ROUNDS {
            let rate = 1.0 / (1.0 + round as f64 / 10.0);
            for (turn, at) in order(lessons.len(), run * ROUNDS + round).into_iter().enumerate() {
                let voices = match (turn + round) % 6 {
                    0 => Voices::Combinations,
                    1 => Voices::Wording,
                    _ => Voices::All,
                };
                model.learn(lessons[at], voices, rate);
            }
            model.shrink(0.01);
            if round >= SETTLED {
                model.remember();
            }
        }
    }
    model.settle(RUNS * (ROUNDS - SETTLED));
    model
}

/// How many claims are missed, and how many others are taken for one.
fn mistakes(model: &Model, lessons: &[Lesson]) -> String {
    let wrong = |claims: bool| {
        let of = lessons.iter().filter(|lesson| lesson.claims == claims);
        let wrong = of.clone().filter(|lesson| (model.sum(lesson) >= 0.0) != claims).count();
        format!("{wrong} of {}", of.count())
    };
    format!("{} missed, {} wrongly", wrong(true), wrong(false))
}

/// A fixed order for each round: numbers from a linear congruential generator (Knuth's MMIX constants).
pub(super) fn order(count: usize, round: usize) -> Vec<usize> {
    let mut order: Vec<usize> = (0..count).collect();
    let mut state = 0x9e37_79b9_7f4a_7c15_u64.wrapping_add(round as u64);
    for at in (1..count).rev() {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        order.swap(at, (state >> 33) as usize % (at + 1));
    }
    order
}
