//! `cargo xtask schema`: the reference of the list's documents, of verdict records, and of what the command prints.
//!
//! In: the Rust types. Out: one JSON Schema a document, in docs/schema.

use anyhow::{Context, bail};
use asli::ReportJson;
use asli::list::schema::{Allow, Lexicon, Scopes, Templates};
use asli::record::VerdictRecord;
use asli_cli::output::ScanLine;
use schemars::{Schema, schema_for};
use std::fs;

#[derive(clap::Args)]
pub(crate) struct Args {
    /// Change nothing; fail where a file is not what the types say.
    #[arg(long)]
    check: bool,
}

pub(crate) fn run(args: &Args) -> anyhow::Result<()> {
    let folder = crate::root().join("docs/schema");
    fs::create_dir_all(&folder)?;
    for (name, schema) in schemas() {
        let file = folder.join(format!("{name}.schema.json"));
        let text = serde_json::to_string_pretty(&schema)? + "\n";
        if !args.check {
            fs::write(&file, text).with_context(|| format!("cannot write {}", file.display()))?;
        } else if fs::read_to_string(&file).ok().as_deref() != Some(&text) {
            bail!("{} is not what the types say: run `cargo xtask schema`", file.display());
        }
    }
    Ok(())
}

fn schemas() -> [(&'static str, Schema); 7] {
    [
        ("allow", schema_for!(Allow)),
        ("lexicon", schema_for!(Lexicon)),
        ("scopes", schema_for!(Scopes)),
        ("templates", schema_for!(Templates)),
        ("verdict-record", schema_for!(VerdictRecord)),
        ("check", schema_for!(ReportJson<'static>)),
        ("scan", schema_for!(ScanLine<'static>)),
    ]
}
