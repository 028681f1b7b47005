//! `cargo xtask dist`: everything that others can take, in one folder.
//!
//! In: the checkout, and what other chores have built of it. Out: a folder with the crates, the command, the Maven
//! repository, the libraries for phones, the list, the schemas, the words for stores, notices, the bill of materials and
//! `SHA256SUMS`. The same commit gives the same bytes: archives are sorted, and every time in them is the commit's.

mod archive;
mod bill;
mod command;
mod crates;
mod folder;
mod maven;
mod store;

use crate::run::{output, remapped, root};
use anyhow::{Context, ensure};
use clap::ValueEnum;
use folder::Folder;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

#[derive(clap::Args)]
pub(crate) struct Args {
    /// The folder, made anew.
    #[arg(long, default_value = "target/dist")]
    out: PathBuf,
    /// Make only these parts.
    #[arg(long, value_enum, value_delimiter = ',')]
    only: Vec<Part>,
    /// Make everything a second time, from nothing, and fail where a byte differs.
    #[arg(long)]
    twice: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Part {
    /// `asli` and `asli-cli` as crates.io takes them.
    Crates,
    /// The command for this machine, with its manual pages and completions.
    Command,
    /// The jars for Kotlin and Java with their sources, documentation and POMs; the AAR, if `cargo xtask aar` made it.
    Maven,
    /// The libraries for phones, if `cargo xtask android-libs` made them.
    Android,
    /// The Python wheels, if they were built.
    Python,
    /// The built-in list: the bundle and its root.
    List,
    /// The JSON schemas.
    Schema,
    /// Words and pictures for app stores.
    Store,
    /// The licences of everything that is built in.
    Notices,
    /// The bill of materials of the command and of the library.
    Sbom,
}

/// Where one run builds, and the time that it writes into archives.
struct Build {
    /// Cargo's build folder of this run.
    target: PathBuf,
    /// Seconds since 1970: `SOURCE_DATE_EPOCH`, or else the time of the commit.
    epoch: u64,
}

pub(crate) fn run(args: &Args) -> anyhow::Result<()> {
    let epoch = epoch()?;
    let out = root().join(&args.out);
    let sums = make(&args.only, &out, &Build { target: root().join("target/dist-build"), epoch })?;
    eprintln!("\n{sums}");
    if args.twice {
        let again = root().join("target/dist-again");
        remove(&again)?;
        let second = make(&args.only, &again.join("dist"), &Build { target: again.join("build"), epoch })?;
        same(&sums, &second)?;
        eprintln!("the second run gave the same bytes: {} files", sums.lines().count());
    }
    Ok(())
}

/// Makes the folder and gives what `SHA256SUMS` says.
fn make(only: &[Part], out: &Path, build: &Build) -> anyhow::Result<String> {
    remove(out)?;
    let folder = Folder::new(out)?;
    for part in Part::value_variants().iter().filter(|part| only.is_empty() || only.contains(part)) {
        eprintln!("== {}", part.name());
        part.make(&folder, build).with_context(|| format!("making the part `{}` failed", part.name()))?;
    }
    folder.write_sums()
}

impl Part {
    fn name(self) -> String {
        self.to_possible_value().map_or_else(String::new, |value| value.get_name().to_owned())
    }

    fn make(self, folder: &Folder, build: &Build) -> anyhow::Result<()> {
        match self {
            Self::Crates => crates::make(folder, build),
            Self::Command => command::make(folder, build),
            Self::Maven => maven::make(folder, build),
            Self::Android => folder.take("android", &crate::android::folder().join("jni"), "cargo xtask android-libs"),
            Self::Python => folder.take_files(
                "python",
                &crate::bindings::target_folder().join("python/wheels"),
                "whl",
                "the Python wheel",
            ),
            Self::List => list(folder),
            Self::Schema => folder.take("schema", &root().join("docs/schema"), "cargo xtask schema"),
            Self::Store => store::make(folder),
            Self::Notices => notices(folder),
            Self::Sbom => bill::make(folder, build),
        }
    }
}

/// The bundle, and the root that a product pins in its place.
fn list(folder: &Folder) -> anyhow::Result<()> {
    folder.copy(&root().join("lists/embedded.tar"), "list/asli-list.tar")?;
    folder.copy(&root().join("lists/metadata/1.root.json"), "list/1.root.json")
}

fn notices(folder: &Folder) -> anyhow::Result<()> {
    crate::notices::check()?;
    folder.copy(&root().join(crate::notices::FILE), crate::notices::FILE)
}

fn same(first: &str, second: &str) -> anyhow::Result<()> {
    let (a, b): (Vec<&str>, Vec<&str>) = (first.lines().collect(), second.lines().collect());
    let differ: Vec<&str> =
        a.iter().filter(|line| !b.contains(line)).chain(b.iter().filter(|line| !a.contains(line))).copied().collect();
    ensure!(differ.is_empty(), "two runs gave different bytes:\n{}", differ.join("\n"));
    Ok(())
}

impl Build {
    /// A command of this run: it builds in the run's own folder, and no path of this machine gets into what it builds.
    fn command(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        command
            .current_dir(root())
            .env("CARGO_TARGET_DIR", &self.target)
            .env("CARGO_ENCODED_RUSTFLAGS", remapped().join("\u{1f}"))
            .env("SOURCE_DATE_EPOCH", self.epoch.to_string());
        command
    }
}

fn epoch() -> anyhow::Result<u64> {
    if let Ok(epoch) = std::env::var("SOURCE_DATE_EPOCH") {
        return epoch.parse().context("SOURCE_DATE_EPOCH is no number of seconds");
    }
    let time = output(Command::new("git").args(["log", "-1", "--format=%ct"]).current_dir(root()))
        .context("no commit to take the time from: set SOURCE_DATE_EPOCH to seconds since 1970")?;
    Ok(time.trim().parse()?)
}

fn remove(folder: &Path) -> anyhow::Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder).with_context(|| format!("cannot remove {}", folder.display()))?;
    }
    Ok(())
}
