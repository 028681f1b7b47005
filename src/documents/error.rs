//! What can be wrong with documents whose signatures hold.

/// What stands against using a verified list.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum RulesError {
    /// The document's schema is newer than this engine.
    #[error("{document}: schema {found} is not understood (this engine knows 1)")]
    Schema {
        /// The document.
        document: &'static str,
        /// Its schema.
        found: u32,
    },
    /// There are more of something than this engine can tell apart.
    #[error("more than {most} {what}")]
    TooMany {
        /// Of what.
        what: &'static str,
        /// How many there may be.
        most: usize,
    },
    /// The compiled clauses are none of this engine's, or of other kinds than the list's.
    #[error("clauses.bin: not tables of this engine for the kinds of allow.json; compile it again")]
    Tables,
    /// A clause file cannot be compiled.
    #[error("clauses, line {line}: {what}")]
    Clause {
        /// The line, counted over all files in the order of their names.
        line: usize,
        /// What is wrong.
        what: &'static str,
    },
    /// A registered template cannot be used.
    #[error("template {id}: {problem}")]
    Template {
        /// Its id.
        id: String,
        /// What is wrong.
        problem: super::TemplateProblem,
    },
    /// No telephone number can be told by the numbering plan.
    #[error("nation.numbering.{field}: {problem}")]
    Numbering {
        /// The field.
        field: &'static str,
        /// What is wrong.
        problem: NumberingProblem,
    },
    /// A value does not parse.
    #[error("{field}: {value:?} is not valid")]
    Value {
        /// The field.
        field: &'static str,
        /// Its value (signed data, never message text).
        value: String,
    },
}

/// What is wrong with a field of the numbering plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum NumberingProblem {
    /// It is empty, or holds more than digits.
    #[error("no digits")]
    NotDigits,
    /// The least is zero or above the most, or the most is above what any telephone number has.
    #[error("no range of digits")]
    NotARange,
    /// Mobile numbers and services begin with one digit, so that nothing tells them apart.
    #[error("mobile numbers begin so too")]
    Ambiguous,
}
