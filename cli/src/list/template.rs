//! `asli list template`: a group's registered templates.
//!
//! In: what a company downloads from its operator's portal, and what a person says of each blank. Out:
//! `<group>/templates.json`, ready to be signed; and which messages match which template. `docs/templates.md` goes
//! through it. One file a subcommand.

mod add;
mod confirm;
mod file;
mod import;
mod test;

use clap::Subcommand;
use std::process::ExitCode;

#[derive(clap::Args)]
pub(super) struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Take in the templates that a portal's download (CSV) holds, and guess what each blank is.
    Import(import::Args),
    /// Add one template by hand.
    Add(add::Args),
    /// Show what was guessed, correct it, and confirm it.
    Confirm(confirm::Args),
    /// Say which template each message of a pile is, or where the nearest one stops.
    Test(test::Args),
}

pub(super) fn run(args: &Args) -> anyhow::Result<ExitCode> {
    match &args.command {
        Command::Import(args) => import::run(args),
        Command::Add(args) => add::run(args),
        Command::Confirm(args) => confirm::run(args),
        Command::Test(args) => test::run(args),
    }
}
