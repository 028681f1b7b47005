//! The project's chores: `cargo xtask <chore>`.
//!
//! In: the checkout. Out: its generated files and the results of its tests. One
//! file a chore; each runs from any folder of the checkout.

mod schema;
mod test;
mod tuf;

use clap::{Parser, Subcommand};
use std::path::PathBuf;
use std::process::Command;

/// The project's chores.
#[derive(Parser)]
struct Args {
    #[command(subcommand)]
    chore: Chore,
}

#[derive(Subcommand)]
enum Chore {
    /// Run every test there is.
    Test(test::Args),
    /// Write docs/schema from the types, or check that it is up to date.
    Schema(schema::Args),
    /// Make the attacks on the list anew by python-tuf, and play them.
    Tuf(tuf::Args),
}

fn main() -> anyhow::Result<()> {
    match Args::parse().chore {
        Chore::Test(args) => test::run(&args),
        Chore::Schema(args) => schema::run(&args),
        Chore::Tuf(args) => tuf::run(&args),
    }
}

/// The top folder of the checkout.
fn root() -> PathBuf {
    let own = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    own.parent().map_or(own.clone(), PathBuf::from)
}

/// Runs a command in the top folder; an error where it cannot start or fails.
fn run(command: &mut Command) -> anyhow::Result<()> {
    use anyhow::Context;
    let program = command.get_program().to_string_lossy().into_owned();
    let status = command.current_dir(root()).status().with_context(|| format!("cannot start {program}"))?;
    anyhow::ensure!(status.success(), "{program} failed: {status}");
    Ok(())
}
