//! The `asli` command: check one SMS, scan a pile of them, look at the signed list.
//!
//! Exit codes: 0 nothing flagged, 1 flagged, 2 error; `replay`: 1 where it differs.

mod check;
mod chosen;
mod json;
mod list;
mod message;
mod replay;
mod scan;

use clap::{Parser, Subcommand};
use std::process::ExitCode;

/// Tells genuine electricity SMS from fake ones, offline, by a signed list.
#[derive(Parser)]
#[command(version, about)]
struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Check one message.
    Check(check::Args),
    /// Check many messages: JSON lines or CSV in, JSON lines out.
    Scan(scan::Args),
    /// Decide a recorded message again and say what differs.
    Replay(replay::Args),
    /// Look at the signed list, or sign one.
    List(list::Args),
}

fn main() -> ExitCode {
    let result = match Args::parse().command {
        Command::Check(args) => check::run(&args),
        Command::Scan(args) => scan::run(&args),
        Command::Replay(args) => replay::run(&args),
        Command::List(args) => list::run(args),
    };
    match result {
        Ok(code) => code,
        // A reader that closes the pipe early (`| head`) is no error.
        Err(error) if is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            anstream::eprintln!("asli: {error:#}");
            ExitCode::from(2)
        }
    }
}

fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error.downcast_ref::<std::io::Error>().is_some_and(|error| error.kind() == std::io::ErrorKind::BrokenPipe)
}
