//! `cargo xtask snippets`: the guides' examples as source files, for Maven to compile.
//!
//! In: `docs/guides/*.md`. Out: one file for each block marked `kotlin` or
//! `java`; each block is a whole file, imports and all.

use crate::run::root;
use anyhow::{Context, bail};
use std::fs;
use std::path::PathBuf;

#[derive(clap::Args)]
pub(crate) struct Args {
    /// Folder to write.
    #[arg(long)]
    out: PathBuf,
}

pub(crate) fn write(args: &Args) -> anyhow::Result<()> {
    if args.out.exists() {
        fs::remove_dir_all(&args.out)?;
    }
    let mut count = 0;
    for entry in fs::read_dir(root().join("docs/guides")).context("no docs/guides")? {
        let guide = entry?.path();
        let text = fs::read_to_string(&guide)?;
        let name = guide.file_stem().unwrap_or_default().to_string_lossy().replace('-', "_");
        for (number, (language, source)) in blocks(&text).into_iter().enumerate() {
            let package = format!("guides.{name}{number}");
            let folder = args.out.join(package.replace('.', "/"));
            fs::create_dir_all(&folder)?;
            let (file, end) = match language {
                "kotlin" => ("Example.kt".to_owned(), ""),
                _ => (format!("{}.java", class_name(source).context("a Java block without a class")?), ";"),
            };
            fs::write(folder.join(file), format!("package {package}{end}\n\n{source}"))?;
            count += 1;
        }
    }
    if count == 0 {
        bail!("the guides hold no example");
    }
    eprintln!("{count} examples from docs/guides");
    Ok(())
}

fn blocks(text: &str) -> Vec<(&str, &str)> {
    let fenced = text.split("\n```").skip(1).step_by(2);
    fenced
        .filter_map(|block| block.split_once('\n'))
        .filter(|(language, _)| ["kotlin", "java"].contains(language))
        .collect()
}

fn class_name(source: &str) -> Option<&str> {
    let (_, rest) = source.split_once("class ")?;
    rest.split_whitespace().next()
}
