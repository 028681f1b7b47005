//! `cargo xtask bench-kotlin`: what a call costs, all in one run.
//!
//! In: `tests/cases`. Out: microseconds a message for the core alone, for one
//! call, for many over one call, for libphonenumber; the cold start, split.

use crate::run::{cargo, root, run};
use std::process::Command;

/// Fresh processes for the cold start: their median counts.
const COLD_STARTS: usize = 7;

#[derive(clap::Args)]
pub(crate) struct Args {}

pub(crate) fn kotlin(_args: &Args) -> anyhow::Result<()> {
    let bindings = root().join("bindings/kotlin");
    let mvn =
        |arguments: &[&str]| run(Command::new("mvn").args(["-q", "-B", "-ntp"]).args(arguments).current_dir(&bindings));
    mvn(&["install", "-DskipTests"])?;
    let cases = root().join("tests/cases");
    let core = ["run", "--locked", "--package", "asli-bench", "--profile", "mobile", "--bin", "core-alone", "--"];
    run(cargo(core).arg(&cases))?;
    let property = format!("-Dasli.cases={}", cases.display());
    let java = |main: &str| format!("-Dexec.args={property} -classpath %classpath {main}");
    let exec = |main: &str| mvn(&["-pl", "bench", "exec:exec", "-Dexec.executable=java", &java(main)]);
    exec(&format!("org.openjdk.jmh.Main -jvmArgsAppend {property} CallBench"))?;
    for _ in 0..COLD_STARTS {
        exec("org.asli.bench.ColdStart")?;
    }
    run(cargo(core).arg(&cases))
}
