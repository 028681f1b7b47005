//! The `asli` command: check one SMS, scan a pile of them, look at the signed list.
//!
//! Exit codes: 0 nothing flagged, 1 flagged, 2 error; `replay`: 1 where it differs.

mod check;
mod chosen;
mod explain;
mod list;
mod manual;
mod message;
mod replay;
mod scan;

use clap::{CommandFactory, Parser, Subcommand};
use std::io::Write;
use std::process::ExitCode;

/// Tells genuine electricity SMS from fake ones, offline, by a signed list.
#[derive(Parser)]
#[command(name = "asli", about, arg_required_else_help = true)]
struct Args {
    /// Print the versions of the command and of the built-in list.
    #[arg(short = 'V', long)]
    version: bool,
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Subcommand)]
enum Command {
    /// Check one message.
    Check(check::Args),
    /// Show how the clauses of a list read a message, and where they stop.
    Explain(message::OneMessage),
    /// Check many messages: JSON, CSV or an SMS backup in, JSON lines out.
    Scan(scan::Args),
    /// Judge a recorded message again, and say what differs from the record.
    Replay(replay::Args),
    /// Show the signed list, or make, check, sign and pack one.
    List(list::Args),
    /// Print the completions of a shell.
    Completions(manual::Completions),
    /// Print the manual page, or write one for each command.
    Man(manual::Pages),
}

fn main() -> ExitCode {
    match run(Args::parse()) {
        Ok(code) => code,
        // A reader that closes the pipe early (`| head`) is no error.
        Err(error) if is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            // Where standard error is full or closed, the exit code still says it.
            let _ = writeln!(anstream::stderr(), "asli: {error:#}");
            ExitCode::from(2)
        }
    }
}

fn run(args: Args) -> anyhow::Result<ExitCode> {
    match args.command {
        _ if args.version => manual::version(),
        Some(Command::Check(args)) => check::run(&args),
        Some(Command::Explain(args)) => explain::run(&args),
        Some(Command::Scan(args)) => scan::run(&args),
        Some(Command::Replay(args)) => replay::run(&args),
        Some(Command::List(args)) => list::run(args),
        Some(Command::Completions(args)) => manual::completions(&args, Args::command()),
        Some(Command::Man(args)) => manual::pages(&args, Args::command()),
        None => Ok(Args::command().print_help().map(|()| ExitCode::from(2))?),
    }
}

fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error.downcast_ref::<std::io::Error>().is_some_and(|error| error.kind() == std::io::ErrorKind::BrokenPipe)
}
