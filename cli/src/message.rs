//! The message given on the command line.
//!
//! In: the arguments. Out: the text: the argument itself, or standard input for `-`; with the filter and the clock to
//! judge it by.

use crate::chosen::Chosen;
use anyhow::Context;
use asli::{Filter, Sms};
use asli_cli::input;
use jiff::Timestamp;

/// The longest text that is checked, in bytes of UTF-8: four times the longest SMS, in any script.
const MOST_BYTES: usize = input::MOST_LINE;

/// One message, and the list to judge it by.
#[derive(clap::Args)]
pub(crate) struct OneMessage {
    #[command(flatten)]
    chosen: Chosen,
    /// The sender as the phone shows it: `JM-SBPDCL-S`, `+9198…`.
    #[arg(long)]
    sender: String,
    /// When the message came (RFC 3339); default: now.
    #[arg(long)]
    at: Option<Timestamp>,
    /// The message, or `-` for standard input.
    #[arg(allow_hyphen_values = true)]
    body: String,
}

/// A message that was read, and what judges it.
pub(crate) struct Message<'a> {
    sender: &'a str,
    pub(crate) body: String,
    pub(crate) filter: Filter,
    pub(crate) now: Timestamp,
}

impl OneMessage {
    pub(crate) fn read(&self) -> anyhow::Result<Message<'_>> {
        let body = body(&self.body)?;
        let filter = self.chosen.filter()?;
        Ok(Message { sender: &self.sender, body, filter, now: self.at.unwrap_or_else(Timestamp::now) })
    }
}

impl Message<'_> {
    pub(crate) fn sms(&self) -> Sms<'_> {
        Sms::new(self.sender, &self.body).received_at(self.now)
    }
}

/// The text of a message; an end of line that the shell added is not part of it.
pub(crate) fn body(argument: &str) -> anyhow::Result<String> {
    if argument != "-" {
        return Ok(argument.to_owned());
    }
    let text = input::text(std::io::stdin(), MOST_BYTES).context("standard input")?;
    Ok(text.trim_end_matches(['\n', '\r']).to_owned())
}
