//! `cargo xtask imports`: which module of the crate `asli` imports which, held against the order of its layers.
//!
//! In: `src/`, the table "Layers" of ARCHITECTURE.md. Out: the graph, or with `--check` only what breaks a rule:
//! a module imports modules of earlier rows only, and the files of one module import each other in no circle.

#![allow(clippy::print_stdout, reason = "the graph is what the command is for")]

mod check;
mod layers;
mod parse;
mod tree;

use crate::run::root;
use anyhow::{Context, bail};
use check::Graph;
use layers::Layers;
use std::fs;
use tree::Tree;

#[derive(clap::Args)]
pub(crate) struct Args {
    /// Print what breaks a rule, and fail where something does.
    #[arg(long)]
    check: bool,
}

pub(crate) fn run(args: &Args) -> anyhow::Result<()> {
    let page = root().join("ARCHITECTURE.md");
    let page = fs::read_to_string(&page).with_context(|| format!("cannot read {}", page.display()))?;
    let layers = Layers::read(&page)?;
    let graph = Graph::new(&Tree::read(&root(), "src/lib.rs")?);
    let faults = graph.faults(&layers);
    if !args.check {
        print!("{}", graph.table(&layers));
    }
    for fault in &faults {
        println!("{fault}");
    }
    println!("{}", graph.summary(&layers));
    if args.check && !faults.is_empty() {
        bail!("imports break {} rules: see the table \"Layers\" of ARCHITECTURE.md", faults.len());
    }
    Ok(())
}
