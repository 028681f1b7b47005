//! The message given on the command line.
//!
//! In: the argument. Out: the text: the argument itself, or standard input for `-`.

use anyhow::Context;
use std::io::Read;

/// The text of a message; an end of line that the shell added is not part of it.
pub(crate) fn body(argument: &str) -> anyhow::Result<String> {
    if argument != "-" {
        return Ok(argument.to_owned());
    }
    let mut bytes = Vec::new();
    std::io::stdin().read_to_end(&mut bytes).context("cannot read standard input")?;
    let text = String::from_utf8(bytes).context("standard input is not UTF-8")?;
    Ok(text.trim_end_matches('\n').to_owned())
}
