//! `asli --version`, `asli completions`, `asli man`: what is told of the command itself.
//!
//! In: the command as `clap` knows it. Out: versions, completions for a shell, manual pages.

use anyhow::Context;
use asli::allowlist;
use clap_complete::Shell;
use std::fs;
use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

#[derive(clap::Args)]
pub(crate) struct Completions {
    /// The shell.
    shell: Shell,
}

#[derive(clap::Args)]
pub(crate) struct Pages {
    /// Write a page for each command into this folder.
    #[arg(long, value_name = "FOLDER")]
    out: Option<PathBuf>,
}

/// The versions of the command and of the built-in list.
pub(crate) fn version() -> anyhow::Result<ExitCode> {
    let list = allowlist::embedded().context("the built-in list")?;
    let keys = if list.development { ", signed by development keys" } else { "" };
    let (command, list) = (env!("CARGO_PKG_VERSION"), list.dates.version);
    writeln!(anstream::stdout(), "asli {command} (built-in list version {list}{keys})")?;
    Ok(ExitCode::SUCCESS)
}

pub(crate) fn completions(args: &Completions, mut command: clap::Command) -> anyhow::Result<ExitCode> {
    // Not straight to standard output: clap_complete panics where that cannot be written.
    let mut text = Vec::new();
    clap_complete::generate(args.shell, &mut command, "asli", &mut text);
    std::io::stdout().write_all(&text)?;
    Ok(ExitCode::SUCCESS)
}

pub(crate) fn pages(args: &Pages, command: clap::Command) -> anyhow::Result<ExitCode> {
    let Some(folder) = &args.out else {
        let mut page = Vec::new();
        clap_mangen::Man::new(command).render(&mut page)?;
        std::io::stdout().write_all(&page)?;
        return Ok(ExitCode::SUCCESS);
    };
    fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
    clap_mangen::generate_to(command, folder).with_context(|| format!("cannot write to {}", folder.display()))?;
    Ok(ExitCode::SUCCESS)
}
