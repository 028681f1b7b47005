//! Questions on the terminal, one line each.
//!
//! In: standard input. Out: answers; where there is none, an error that names the flag.

use anyhow::{Context, bail};
use std::io::{BufRead, Write};

/// Asks, or does not.
pub(in crate::list) struct Prompt {
    asks: bool,
}

impl Prompt {
    pub(in crate::list) fn new(asks: bool) -> Self {
        Self { asks }
    }

    /// One answer, after something to know for it.
    pub(in crate::list) fn ask_after(&mut self, said: &str, flag: &str, question: &str) -> anyhow::Result<String> {
        if self.asks {
            writeln!(anstream::stderr(), "\n{said}")?;
        }
        self.ask(flag, question)
    }

    /// One answer, not empty.
    ///
    /// # Errors
    /// Where nothing may be asked, or the input ends: with the flag that gives the answer.
    pub(in crate::list) fn ask(&mut self, flag: &str, question: &str) -> anyhow::Result<String> {
        if !self.asks {
            bail!("{flag} is not given");
        }
        loop {
            write!(anstream::stderr(), "{question}: ")?;
            anstream::stderr().flush()?;
            let mut line = String::new();
            let read = std::io::stdin().lock().read_line(&mut line).context("cannot read the answer")?;
            if read == 0 {
                bail!("no answer; give {flag}");
            }
            let answer = line.trim();
            if !answer.is_empty() {
                return Ok(answer.to_owned());
            }
        }
    }

    /// Answers up to an empty line; none is fine.
    pub(in crate::list) fn ask_several(&mut self, question: &str) -> anyhow::Result<Vec<String>> {
        let mut answers = Vec::new();
        if !self.asks {
            return Ok(answers);
        }
        loop {
            write!(anstream::stderr(), "{question} (empty: no more): ")?;
            anstream::stderr().flush()?;
            let mut line = String::new();
            let read = std::io::stdin().lock().read_line(&mut line).context("cannot read the answer")?;
            if read == 0 || line.trim().is_empty() {
                return Ok(answers);
            }
            answers.push(line.trim().to_owned());
        }
    }
}
