//! The clauses of an issuer group as they are written: `bihar/clauses/*.txt`.
//!
//! In: text files whose signatures have been verified. Out: [`Clauses`], the classes, slots, chunks and
//! frames that they define, or a [`ClausesError`] that names the line. The notation is described in
//! `docs/clauses.md`; what the clauses accept is decided by the proof, which compiles them.

mod error;
mod parse;
mod pattern;

pub use error::{ClausesError, Problem};
pub use pattern::Pattern;

/// What a group's companies send, as patterns over words.
///
/// ```
/// use asli::list::schema::Clauses;
///
/// let clauses = Clauses::parse(
///     "class pay = pay | clear | settle
///      chunk pay = {pay} [your] bill
///      frame pay (bill_reminder): pay",
/// )?;
/// assert_eq!(clauses.chunks[0].name, "pay");
/// # Ok::<(), asli::list::schema::ClausesError>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Clauses {
    /// Words that may replace each other.
    pub classes: Vec<Named<Pattern>>,
    /// Typed values.
    pub slots: Vec<Named<SlotForm>>,
    /// Phrases.
    pub chunks: Vec<Named<Pattern>>,
    /// Clauses: which chunks may be together.
    pub frames: Vec<Frame>,
    /// Chunks that begin a clause, or that a mark parts from what is before them.
    pub apart: Vec<Apart>,
    /// Chunks that are directly before or behind certain others only.
    pub neighbours: Vec<Neighbours>,
}

/// A chunk that stands apart from what is before it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Apart {
    /// The chunk's name.
    pub name: String,
    /// The line that says so.
    pub line: usize,
}

/// A chunk, and the only ones that may be next to it within its sentence: on one side of it, or across a mark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Neighbours {
    /// The chunk's name.
    pub name: String,
    /// Where the others are.
    pub side: Side,
    /// The names of the others.
    pub others: Vec<String>,
    /// The line that says so.
    pub line: usize,
}

/// Where chunks that are next to another are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// What is directly before it.
    Before,
    /// What is directly behind it.
    Behind,
    /// What a mark or the end of a line parts from it, before or behind.
    Parted,
}

/// A definition with its name. A name that is defined several times has each definition as an alternative.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named<T> {
    /// The name.
    pub name: String,
    /// The line on which it is defined, counted from 1 over all files.
    pub line: usize,
    /// The definition.
    pub definition: T,
}

/// One form of a typed value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SlotForm {
    /// The element that a value proves; `none` where it proves nothing.
    pub element: String,
    /// How the value is read.
    pub reading: ValueReading,
    /// A pattern of the `regex` crate over the folded text, or `@` and the name of a slot whose patterns it shares.
    pub pattern: String,
}

/// How the text of a slot becomes a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ValueReading {
    /// Groups `d`, `m` or `month`, `y`: a civil date.
    Date,
    /// Groups `m` or `month`, `y`: a month.
    Month,
    /// Group `amount`: rupees.
    Amount,
    /// Group `percent`: a share of a hundred.
    Percent,
    /// Group `digits`: digits without what groups them.
    Digits,
    /// Group `number`: a count.
    Number,
    /// Groups `hour`, `minute`: a time of day.
    Time,
    /// The text as it is.
    Text,
}

impl ValueReading {
    /// Its name in the notation.
    pub fn name(self) -> &'static str {
        match self {
            Self::Date => "date",
            Self::Month => "month",
            Self::Amount => "amount",
            Self::Percent => "percent",
            Self::Digits => "digits",
            Self::Number => "number",
            Self::Time => "time",
            Self::Text => "text",
        }
    }

    /// A bit of its own.
    pub(crate) fn bit(self) -> u8 {
        1 << self as u8
    }

    /// The reading of that name in the notation.
    pub fn from_name(name: &str) -> Option<Self> {
        Some(match name {
            "date" => Self::Date,
            "month" => Self::Month,
            "amount" => Self::Amount,
            "percent" => Self::Percent,
            "digits" => Self::Digits,
            "number" => Self::Number,
            "time" => Self::Time,
            "text" => Self::Text,
            _ => return None,
        })
    }
}

/// A clause: chunks that may be together, in any order, each at most once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Frame {
    /// The name.
    pub name: String,
    /// The line on which it is defined.
    pub line: usize,
    /// The kinds of message that it can be part of; `*` stands for all.
    pub kinds: Vec<String>,
    /// One chunk of each group must be there.
    pub needs: Vec<Vec<String>>,
    /// Chunks that may be there besides.
    pub may: Vec<String>,
}
