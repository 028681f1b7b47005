//! Opens a list that is kept in a folder, takes in a newer bundle, and says what is in force.
//!
//! In: the root that the product pins, the bundle that it was delivered with, a folder for its state, and a bundle that
//! came from anywhere. Out: what became of it. A bundle that is older, expired or not signed by enough keys is refused,
//! and the list in force stays.
//!
//! ```text
//! cargo run --example import -- 1.root.json first.tar state newer.tar
//! ```
#![allow(clippy::print_stdout)]

use asli::allowlist::AllowlistStore;
use asli::jiff::Timestamp;
use std::fs;
use std::path::Path;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [root, first, folder, newer] = arguments.as_slice() else {
        return Err("usage: import ROOT FIRST-BUNDLE FOLDER NEWER-BUNDLE".into());
    };
    let now = Timestamp::now();
    let store = AllowlistStore::open(&fs::read(root)?, &fs::read(first)?, Path::new(folder), now)?;
    println!("in force: version {}", store.status(now).version);
    match store.import(&fs::read(newer)?, now) {
        Ok(import) => println!("{import:?}"),
        // Codes and public facts of the list: safe to log.
        Err(error) => println!("refused: {error}"),
    }
    println!("in force: version {}", store.status(now).version);
    Ok(())
}
