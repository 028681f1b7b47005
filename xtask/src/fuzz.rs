//! `cargo xtask fuzz`: the fuzz targets, each for a while.
//!
//! In: `fuzz/`, the cases of the tests, the lists. Out: seeds and a dictionary made of them, the targets built with
//! libFuzzer by the stable compiler, and what each run did: executions, edges and features, findings. As many targets
//! run at a time as there are cores. What a run says is kept in `fuzz/artifacts`, and so is an input that fails.

mod clauses;
mod crossing;
mod seeds;

use crate::run::{host, root, run};
use anyhow::{Context, bail, ensure};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{Mutex, PoisonError};

/// A target, with the longest input that is tried.
type Target = (&'static str, usize);

/// The targets; those that take longest to read their seeds are first.
const TARGETS: &[Target] = &[
    ("body", 4096),
    ("sender", 256),
    ("clauses", 4096),
    ("templates", 4096),
    ("ffi", 4096),
    ("documents", 4096),
    ("bundle", 1 << 16),
    ("state", 4096),
    ("record", 4096),
    ("input", 1 << 16),
];

/// The compiler's part of libFuzzer: counters on every edge and comparison. Safe Rust needs no address sanitizer.
const FLAGS: &str = "--cfg fuzzing -Cpasses=sancov-module -Cllvm-args=-sanitizer-coverage-level=4 \
                     -Cllvm-args=-sanitizer-coverage-inline-8bit-counters -Cllvm-args=-sanitizer-coverage-pc-table \
                     -Cllvm-args=-sanitizer-coverage-trace-compares";

/// So much of what a failing run said is shown.
const LAST_LINES: usize = 40;

#[derive(clap::Args)]
pub(crate) struct Args {
    /// The targets; all where none is named.
    targets: Vec<String>,
    /// How long each runs.
    #[arg(long, default_value_t = 60)]
    seconds: u64,
    /// How many run at a time; as many as there are cores where nothing is said.
    #[arg(long)]
    jobs: Option<usize>,
    /// Only build them.
    #[arg(long)]
    build: bool,
}

pub(crate) fn all(args: &Args) -> anyhow::Result<()> {
    let known: Vec<&str> = TARGETS.iter().map(|(name, _)| *name).collect();
    if let Some(unknown) = args.targets.iter().find(|name| !known.contains(&name.as_str())) {
        bail!("no target is called {unknown}: there are {}", known.join(", "));
    }
    let folder = root().join("fuzz");
    seeds::write(&folder)?;
    let programs = build(&folder, &host()?)?;
    if args.build {
        return Ok(());
    }
    let is_asked = |name: &str| args.targets.is_empty() || args.targets.iter().any(|asked| asked == name);
    let targets: Vec<Target> = TARGETS.iter().copied().filter(|(name, _)| is_asked(name)).collect();
    let cores = || std::thread::available_parallelism().map_or(1, usize::from);
    let jobs = args.jobs.unwrap_or_else(cores).clamp(1, targets.len());
    eprintln!("{} targets, {} seconds each, {jobs} at a time", targets.len(), args.seconds);
    let waiting = Mutex::new(targets.iter());
    let next = || waiting.lock().unwrap_or_else(PoisonError::into_inner).next();
    let work = || {
        let mut failed = Vec::new();
        while let Some((name, most)) = next() {
            if let Err(error) = fuzz(&folder, &programs, (name, *most), args.seconds) {
                eprintln!("{name}: {error:#}");
                failed.push(*name);
            }
        }
        failed
    };
    let failed: Vec<&str> = std::thread::scope(|scope| {
        let workers: Vec<_> = (0..jobs).map(|_| scope.spawn(work)).collect();
        let of = |worker: std::thread::ScopedJoinHandle<'_, Vec<&'static str>>| {
            worker.join().unwrap_or_else(|_| vec!["one whose result is lost"])
        };
        workers.into_iter().flat_map(of).collect()
    });
    ensure!(failed.is_empty(), "these targets failed: {}", failed.join(", "));
    Ok(())
}

/// Builds the targets; gives the folder that they are in.
fn build(folder: &Path, host: &str) -> anyhow::Result<PathBuf> {
    let target = folder.join("target");
    // With a named host, build scripts and macros are built without the flags.
    let mut cargo = Command::new(env!("CARGO"));
    cargo.args(["build", "--release", "--locked", "--bins", "--target", host]).current_dir(folder);
    run(cargo.env("RUSTFLAGS", FLAGS).env("CARGO_TARGET_DIR", &target))?;
    Ok(target.join(host).join("release"))
}

/// Runs one target, and says what it did.
fn fuzz(folder: &Path, programs: &Path, (name, most): Target, seconds: u64) -> anyhow::Result<()> {
    let artifacts = folder.join("artifacts").join(name);
    fs::create_dir_all(&artifacts)?;
    let mut fuzzer = Command::new(programs.join(name));
    fuzzer.arg(folder.join("corpus").join(name)).arg(format!("-max_total_time={seconds}"));
    fuzzer.arg(format!("-max_len={most}")).arg(format!("-dict={}", folder.join("corpus/dictionary").display()));
    fuzzer.arg(format!("-artifact_prefix={}/", artifacts.display()));
    fuzzer.args(["-timeout=10", "-rss_limit_mb=2048", "-print_final_stats=1", "-verbosity=1"]);
    let output = fuzzer.output().with_context(|| format!("cannot start {name}"))?;
    let said = String::from_utf8_lossy(&output.stderr);
    fs::write(folder.join("artifacts").join(format!("{name}.log")), said.as_bytes())?;
    if !output.status.success() {
        let last: Vec<&str> = said.lines().rev().take(LAST_LINES).collect();
        last.iter().rev().for_each(|line| eprintln!("  {line}"));
        bail!("{}; the input is in {}", output.status, artifacts.display());
    }
    let done = said.lines().rev().find(|line| line.contains("DONE")).context("it does not say what it did")?;
    eprintln!("{name}: {}", done.split_whitespace().collect::<Vec<_>>().join(" "));
    Ok(())
}
