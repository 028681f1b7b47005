//! The `asli` command.
fn main() {}
