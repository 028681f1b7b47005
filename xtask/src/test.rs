//! `cargo xtask test`: every test of the checkout.

use std::process::Command;

#[derive(clap::Args)]
pub(crate) struct Args {}

pub(crate) fn run(_args: &Args) -> anyhow::Result<()> {
    crate::run(Command::new(env!("CARGO")).args(["test", "--workspace", "--locked"]))
}
