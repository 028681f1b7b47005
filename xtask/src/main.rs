//! The project's chores: `cargo xtask <chore>`.
//!
//! In: the checkout. Out: its generated files and the results of its tests. One
//! file a chore; each runs from any folder of the checkout.
#![allow(clippy::print_stderr)]

mod android;
mod bench;
mod bindings;
mod claim;
mod dist;
mod emulate;
mod fuzz;
mod golden;
mod imports;
mod notices;
mod packages;
mod python;
mod redteam;
mod reports;
mod rng;
mod run;
mod samples;
mod schema;
mod snippets;
mod test;
mod tuf;
mod venv;

use clap::{Parser, Subcommand};
use run::{root, run};

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
    /// Fuzz: make seeds and a dictionary, build the targets, run each.
    Fuzz(fuzz::Args),
    /// Build the library for this machine and the Kotlin code that calls it.
    Bindings(bindings::Args),
    /// Write what Rust says of every case, for the bindings to compare with.
    Golden(golden::Args),
    /// Measure what a call from Kotlin costs.
    BenchKotlin(bench::Args),
    /// Write the guides' examples as source files.
    Snippets(snippets::Args),
    /// Build the libraries for phones.
    AndroidLibs(android::Args),
    /// Check the libraries for phones: pages, names, needs, texts, sizes.
    Gates(android::gates::Args),
    /// Print what a phone library's bytes are, crate by crate.
    Ledger(android::ledger::Args),
    /// Check messages by the libraries for phones, on emulated phones.
    Emulate(emulate::Args),
    /// Build the Python wheel, and test it in a fresh Python.
    Python(python::Args),
    /// Train the weights by which a message is told to speak for a company.
    Train(claim::train::Args),
    /// Count what is flagged in every set of messages, beside other methods.
    Evaluate(claim::evaluate::Args),
    /// Attack the built-in list, and say what is genuine.
    Redteam(redteam::Args),
    /// Draw messages that the built-in list calls genuine, and let other libraries look for what is foreign in them.
    Samples(samples::Args),
    /// Print which module imports which, and check that none imports a later layer.
    Imports(imports::Args),
    /// Print what asli says of every case and of 100,000 mutated ones, to compare before and after a change.
    Reports(reports::Args),
    /// Make everything that others can take, in one folder.
    Dist(dist::Args),
    /// Write the licences of everything that is built in.
    Notices(notices::Args),
    /// Pack the libraries and classes for Android apps.
    Aar(android::aar::Args),
}

fn main() -> anyhow::Result<()> {
    match Args::parse().chore {
        Chore::Test(args) => test::run_all(&args),
        Chore::Schema(args) => schema::run(&args),
        Chore::Tuf(args) => tuf::run(&args),
        Chore::Fuzz(args) => fuzz::all(&args),
        Chore::Bindings(args) => bindings::make(&args),
        Chore::Golden(args) => golden::make(&args),
        Chore::BenchKotlin(args) => bench::kotlin(&args),
        Chore::Snippets(args) => snippets::write(&args),
        Chore::AndroidLibs(args) => android::make(&args),
        Chore::Gates(args) => android::gates::check(&args),
        Chore::Ledger(args) => android::ledger::print(&args),
        Chore::Emulate(args) => emulate::run_all(&args),
        Chore::Python(args) => python::run_all(&args),
        Chore::Train(args) => claim::train::run(&args),
        Chore::Evaluate(args) => claim::evaluate::run(&args),
        Chore::Redteam(args) => redteam::run(&args),
        Chore::Samples(args) => samples::run(&args),
        Chore::Imports(args) => imports::run(&args),
        Chore::Reports(args) => reports::run(&args),
        Chore::Dist(args) => dist::run(&args),
        Chore::Notices(args) => notices::run(&args),
        Chore::Aar(args) => android::aar::make(&args),
    }
}
