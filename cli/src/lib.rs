//! The parts of the `asli` command that others use too: its input and the download of templates, for the fuzzers, and
//! its output, for the schemas.

pub mod input;
pub mod output;
pub mod template;
