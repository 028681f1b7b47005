//! What can be wrong with a line of a clause file.

/// A line of a clause file that cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {problem}")]
pub struct ClausesError {
    /// The line, counted from 1 over all files.
    pub line: usize,
    /// What is wrong with it.
    pub problem: Problem,
}

/// What is wrong with a line.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Problem {
    /// It begins with none of the four words.
    #[error(
        "a line begins with `class`, `slot`, `chunk`, `frame`, `apart`, `before`, `behind` or `parted`, not with {0:?}"
    )]
    Keyword(String),
    /// It has no `=`, or a frame has no `:`.
    #[error("`{0}` is missing")]
    Missing(char),
    /// A name with other characters than small letters, digits and underscores.
    #[error("{0:?} is not a name: small letters, digits and underscores")]
    Name(String),
    /// A pattern, or an alternative in it, is empty.
    #[error("an alternative is empty")]
    Empty,
    /// A bracket is never closed.
    #[error("`{0}` is missing")]
    Unclosed(char),
    /// A character that cannot be at its place.
    #[error("`{0}` closes nothing")]
    Unexpected(char),
    /// A word with endings stands for too many words.
    #[error("a word with endings stands for more than {0} words")]
    TooMany(usize),
    /// Brackets are nested too deep; so deep they may be.
    #[error("brackets are nested more than {0} deep")]
    TooDeep(usize),
    /// A slot's reading.
    #[error("{0:?} is no way to read a value")]
    Reading(String),
    /// A name that nothing defines.
    #[error("nothing defines {kind} {name:?}")]
    Undefined {
        /// `class`, `slot` or `chunk`.
        kind: &'static str,
        /// The name.
        name: String,
    },
    /// A class refers to itself, or to slots.
    #[error("class {0:?} holds more than words and other classes")]
    ClassHolds(String),
}
