//! The commands in docs/ work as written: each `sh` block is run, in order, in an empty folder;
//! each line of the `text` block after it must be part of what it prints.
#![allow(clippy::unwrap_used, missing_docs)]

mod common;

use common::{Folder, repository};
use std::path::Path;
use std::process::Command;

/// A command block with the lines that it must print.
struct Block {
    script: String,
    prints: Vec<String>,
}

fn blocks(page: &str) -> Vec<Block> {
    let text = std::fs::read_to_string(repository().join("docs").join(page)).unwrap();
    let mut blocks: Vec<Block> = Vec::new();
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        let kind = line.trim();
        if kind != "```sh" && kind != "```text" {
            continue;
        }
        let inner: Vec<&str> = lines.by_ref().take_while(|line| line.trim() != "```").collect();
        if kind == "```sh" {
            blocks.push(Block { script: inner.join("\n"), prints: Vec::new() });
        } else if let Some(block) = blocks.last_mut() {
            block.prints.extend(inner.into_iter().map(str::to_owned));
        }
    }
    blocks
}

#[track_caller]
fn run(page: &str, folder: &Folder) {
    let own = Path::new(env!("CARGO_BIN_EXE_asli")).parent().unwrap().to_owned();
    let path = std::env::join_paths([own].into_iter().chain(std::env::split_paths(&std::env::var_os("PATH").unwrap())));
    let blocks = blocks(page);
    assert!(!blocks.is_empty());
    for Block { script, prints } in blocks {
        let output = Command::new("sh")
            .args(["-euc", &script])
            .current_dir(folder.path())
            .env("PATH", path.as_ref().unwrap())
            .env("ASLI", repository())
            .output()
            .unwrap();
        let (said, failed) = (common::stdout(&output), common::stderr(&output));
        assert!(output.status.success(), "{page}:\n{script}\n{said}{failed}");
        for line in prints {
            assert!(said.contains(&line), "{page}:\n{script}\nprints no {line:?} but\n{said}{failed}");
        }
    }
}

#[test]
fn make_your_own_list() {
    run("make-your-own-list.md", &Folder::new("docs-own"));
}

#[test]
fn key_ceremony() {
    run("key-ceremony.md", &Folder::new("docs-ceremony"));
}
