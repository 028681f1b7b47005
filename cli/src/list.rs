//! `asli list`: the signed list.
//!
//! In: the documents of a list, keys, bundles. Out: a list's whole life, from
//! first keys to the bundle that a phone takes. One file a subcommand.

mod add_group;
mod diff;
mod init;
mod key;
mod lint;
mod pack;
mod rotate_root;
mod sample;
mod show;
mod sign;
mod source;
mod template;
mod tuf;
mod verify;

pub(crate) use diff::load as draft;

use clap::Subcommand;
use std::process::ExitCode;

#[derive(clap::Args)]
pub(crate) struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Make the first list of a new issuer: documents, keys (2 of 3), signed metadata, bundle.
    Init(init::Args),
    /// Add another group to a list: its documents, keys (2 of 3), scope and delegation.
    AddGroup(add_group::Args),
    /// Make one key pair.
    Key(key::Args),
    /// Check the documents for errors before they are signed.
    Lint(lint::Args),
    /// Show what would change for users between two lists.
    Diff(diff::Args),
    /// Raise the version of what has changed, and sign it.
    Sign(sign::Args),
    /// Change the keys of a role.
    RotateRoot(rotate_root::Args),
    /// Pack a signed repository into one bundle.
    Pack(pack::Args),
    /// Verify a bundle as a phone would, and check that it is up to date with its folder.
    Verify(verify::Args),
    /// Print random messages that a list calls genuine.
    Sample(sample::Args),
    /// Registered templates: take in a portal's download, confirm, try out.
    Template(template::Args),
    /// Show what a list holds and who signed it.
    Show(show::Args),
}

pub(crate) fn run(args: Args) -> anyhow::Result<ExitCode> {
    match args.command {
        Command::Init(args) => init::run(args)?,
        Command::AddGroup(args) => add_group::run(args)?,
        Command::Key(args) => key::run(&args)?,
        Command::Lint(args) => return lint::run(&args),
        Command::Diff(args) => return diff::run(&args),
        Command::Sign(args) => return sign::run(&args),
        Command::RotateRoot(args) => return rotate_root::run(&args),
        Command::Pack(args) => pack::run(&args)?,
        Command::Verify(args) => verify::run(&args)?,
        Command::Sample(args) => sample::run(&args)?,
        Command::Template(args) => return template::run(&args),
        Command::Show(args) => show::run(&args)?,
    }
    Ok(ExitCode::SUCCESS)
}
