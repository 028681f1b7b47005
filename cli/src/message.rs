//! The message given on the command line.
//!
//! In: the argument. Out: the text: the argument itself, or standard input for `-`.

use anyhow::Context;
use asli_cli::input;

/// The longest text that is checked, in bytes of UTF-8: four times the longest SMS, in any script.
const MOST_BYTES: usize = input::MOST_LINE;

/// The text of a message; an end of line that the shell added is not part of it.
pub(crate) fn body(argument: &str) -> anyhow::Result<String> {
    if argument != "-" {
        return Ok(argument.to_owned());
    }
    let text = input::text(std::io::stdin(), MOST_BYTES).context("standard input")?;
    Ok(text.trim_end_matches(['\n', '\r']).to_owned())
}
