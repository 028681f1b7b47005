//! `cargo xtask test`: every test of the checkout, step by step.
//!
//! In: the checkout. Out: what each step prints, how long it took, and an error at the first step that fails. A step
//! that passed today with the same files is not run again, except in CI.

mod inputs;
mod needs;

use crate::bindings::target_folder;
use crate::run::{cargo, run};
use anyhow::Context;
use inputs::Inputs;
use std::process::Command;
use std::sync::mpsc;
use std::time::{Duration, Instant};
use std::{fs, thread};

/// How often a step that is still running says so.
const STILL_RUNNING: Duration = Duration::from_secs(60);

/// Folders that no Rust test reads.
const NOT_RUST: &[&str] =
    &[".github", "android-demo", "bindings/kotlin", "bindings/python", "docs/screens", "fastlane"];
/// Folders that no test at all reads.
const NOT_TESTED: &[&str] = &[".github", "bindings/python", "fastlane"];

#[derive(clap::Args)]
pub(crate) struct Args {
    /// Only the tests and lints of the two Rust crates `asli` and `asli-cli`: needs no JDK, no Maven, no Android tools.
    #[arg(long)]
    core: bool,
    /// Run every step, also those that passed today with the same files.
    #[arg(long)]
    again: bool,
}

/// One part of the tests.
struct Step {
    /// Names the file that remembers the last pass.
    id: &'static str,
    name: &'static str,
    program: &'static str,
    arguments: &'static [&'static str],
    /// What the step does not read.
    without: &'static [&'static str],
}

const CORE: &[Step] = &[
    Step {
        id: "core-compile",
        name: "compile the tests of asli and asli-cli",
        program: "cargo",
        arguments: &["test", "--locked", "-p", "asli", "-p", "asli-cli", "--no-run"],
        without: NOT_RUST,
    },
    Step {
        id: "core-run",
        name: "run the tests of asli and asli-cli",
        program: "cargo",
        arguments: &["test", "--locked", "-p", "asli", "-p", "asli-cli"],
        without: NOT_RUST,
    },
    Step {
        id: "core-format",
        name: "format",
        program: "cargo",
        arguments: &["fmt", "--all", "--check"],
        without: NOT_RUST,
    },
    Step {
        id: "core-imports",
        name: "imports go one way",
        program: "cargo",
        arguments: &["xtask", "imports", "--check"],
        without: NOT_RUST,
    },
    Step {
        id: "core-lints",
        name: "lints",
        program: "cargo",
        arguments: &["clippy", "--locked", "-p", "asli", "-p", "asli-cli", "--all-targets", "--", "-D", "warnings"],
        without: NOT_RUST,
    },
];

const EVERYTHING: &[Step] = &[
    Step {
        id: "rust-compile",
        name: "compile every Rust test",
        program: "cargo",
        arguments: &["test", "--workspace", "--locked", "--no-run"],
        without: NOT_RUST,
    },
    Step {
        id: "rust-run",
        name: "run every Rust test",
        program: "cargo",
        arguments: &["test", "--workspace", "--locked"],
        without: NOT_RUST,
    },
    Step {
        id: "maven",
        // One Maven run for both builds (see pom.xml), so that nothing is installed into the user's repository.
        name: "build and test the Kotlin library and the app",
        program: "mvn",
        arguments: &["--batch-mode", "--no-transfer-progress", "verify"],
        without: NOT_TESTED,
    },
];

pub(crate) fn run_all(args: &Args) -> anyhow::Result<()> {
    if !args.core {
        needs::check()?;
    }
    let steps = if args.core { CORE } else { EVERYTHING };
    let runs_all = args.again || std::env::var_os("CI").is_some();
    let start = Instant::now();
    for (at, step) in steps.iter().enumerate() {
        let number = format!("step {} of {}", at + 1, steps.len());
        let inputs = Inputs::of(step.without, &[step.program, &step.arguments.join(" ")]);
        let last = LastPass::read(step.id);
        match (&last, &inputs) {
            (Some(last), Some(inputs)) if !runs_all && last.inputs == *inputs => {
                eprintln!("== {number}: {}: passed before with the same files, not run (--again runs it)", step.name);
                continue;
            }
            _ => {}
        }
        let took = last.map_or_else(String::new, |last| format!("; last time {}", minutes(last.took)));
        eprintln!("== {number}: {} (`{} {}`{took})", step.name, step.program, step.arguments.join(" "));
        let took = timed(&number, &mut step.command()).with_context(|| format!("{number} failed: {}", step.name))?;
        eprintln!("== {number}: passed in {}", minutes(took));
        LastPass { inputs: inputs.unwrap_or_default(), took }.write(step.id)?;
    }
    eprintln!("== all {} steps passed in {}", steps.len(), minutes(start.elapsed()));
    Ok(())
}

impl Step {
    fn command(&self) -> Command {
        if self.program == "cargo" {
            return cargo(self.arguments.iter().copied());
        }
        let mut command = Command::new(self.program);
        command.args(self.arguments);
        command
    }
}

/// Runs a command and says every minute that it is still running.
fn timed(number: &str, command: &mut Command) -> anyhow::Result<Duration> {
    let start = Instant::now();
    let (ended, end) = mpsc::channel::<()>();
    thread::scope(|scope| {
        scope.spawn(move || {
            while end.recv_timeout(STILL_RUNNING) == Err(mpsc::RecvTimeoutError::Timeout) {
                eprintln!("== {number}: running for {}", minutes(start.elapsed()));
            }
        });
        let result = run(command);
        drop(ended);
        result
    })?;
    Ok(start.elapsed())
}

fn minutes(time: Duration) -> String {
    format!("{}:{:02} min", time.as_secs() / 60, time.as_secs() % 60)
}

/// What a step read when it last passed, and how long it took.
struct LastPass {
    inputs: Inputs,
    took: Duration,
}

impl LastPass {
    fn read(id: &str) -> Option<Self> {
        let text = fs::read_to_string(target_folder().join("xtask-test").join(id)).ok()?;
        let (inputs, seconds) = text.trim().split_once(' ')?;
        Some(Self { inputs: Inputs::from_text(inputs), took: Duration::from_secs(seconds.parse().ok()?) })
    }

    fn write(&self, id: &str) -> anyhow::Result<()> {
        let folder = target_folder().join("xtask-test");
        fs::create_dir_all(&folder)?;
        fs::write(folder.join(id), format!("{} {}\n", self.inputs.as_text(), self.took.as_secs()))?;
        Ok(())
    }
}
