//! `asli list`: the signed list.
//!
//! In: the built-in list, or the sources in `lists/`. Out: what it says and who
//! signed it.

mod lint;
mod show;
mod source;
mod verify;

use clap::Subcommand;
use std::process::ExitCode;

#[derive(clap::Args)]
pub(crate) struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Look through the documents for what must be mended before signing.
    Lint(lint::Args),
    /// What the built-in list holds, and who signed it.
    Show(show::Args),
    /// Verify a bundle, and that it carries the documents of a folder.
    Verify(verify::Args),
}

pub(crate) fn run(args: &Args) -> anyhow::Result<ExitCode> {
    match &args.command {
        Command::Lint(args) => return lint::run(args),
        Command::Show(args) => show::run(args)?,
        Command::Verify(args) => verify::run(args)?,
    }
    Ok(ExitCode::SUCCESS)
}
