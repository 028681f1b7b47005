//! What can go wrong, as Python's exceptions.
//!
//! In: an [`Error`]. Out: an exception of `asli._errors`, or one of Python's own for a file. None quotes a message or a
//! sender.

use asli::allowlist::ListError;
use asli::list::RulesError;
use asli::{FilterError, explain};
use pyo3::PyErr;
use pyo3::exceptions::{PyRuntimeError, PyValueError};
use std::io;
use std::path::PathBuf;

mod python {
    pyo3::import_exception!(asli._errors, ListError);
    pyo3::import_exception!(asli._errors, ColumnError);
    pyo3::import_exception!(asli._errors, TextError);
}

/// What can go wrong.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Error {
    /// The list does not hold.
    #[error(transparent)]
    List(#[from] ListError),
    /// The list holds, and this engine cannot use it.
    #[error(transparent)]
    Rules(#[from] RulesError),
    /// A file could not be read.
    #[error("{}: {error}", path.display())]
    File { path: PathBuf, error: io::Error },
    /// A root without the list that it is for.
    #[error("`root` is the root of `list`: give both, or neither for the built-in list")]
    RootAlone,
    /// The table has no such column.
    #[error("no column {column:?}; the table has {have}")]
    NoColumn { column: String, have: String },
    /// Two columns of the table have this name.
    #[error("the table has two columns {column:?}")]
    TwoColumns { column: String },
    /// A column holds something else.
    #[error("the column {column:?} holds {holds}; it should hold {right}")]
    WrongType { column: String, holds: String, right: &'static str },
    /// A column to keep is called like one of the result.
    #[error("`keep` names {column:?}, which the result has itself: rename that column first")]
    NameTaken { column: String },
    /// Text that is no Unicode.
    #[error("the {what} holds half of a surrogate pair, so it is no Unicode text")]
    Surrogate { what: &'static str },
    /// A time without its zone.
    #[error("`{what}` has no time zone: give an aware datetime, such as datetime.now(timezone.utc)")]
    Naive { what: &'static str },
    /// A time before the year 1.
    #[error("`{what}` is a time that asli cannot hold")]
    TimeRange { what: &'static str },
    /// A language that there are no texts in.
    #[error(transparent)]
    Lang(#[from] explain::UnknownLang),
    /// An advice that there is no text for.
    #[error("no such advice; `asli.ADVICE` has them all")]
    NoAdvice,
    /// The system gives no threads.
    #[error("cannot start the threads: {0}")]
    Threads(#[from] rayon::ThreadPoolBuildError),
}

impl From<FilterError> for Error {
    fn from(error: FilterError) -> Self {
        match error {
            FilterError::List(error) => Self::List(error),
            FilterError::Rules(error) => Self::Rules(error),
            other => Self::List(ListError::Malformed { what: other.to_string() }),
        }
    }
}

impl From<Error> for PyErr {
    fn from(error: Error) -> Self {
        let text = error.to_string();
        match error {
            Error::List(error) => python::ListError::new_err((text, error.code())),
            Error::Rules(_) => python::ListError::new_err((text, "rules")),
            Error::File { error, .. } => io::Error::new(error.kind(), text).into(),
            Error::NoColumn { column, .. }
            | Error::TwoColumns { column }
            | Error::WrongType { column, .. }
            | Error::NameTaken { column } => python::ColumnError::new_err((text, column)),
            Error::Surrogate { what } => python::TextError::new_err((text, what)),
            Error::RootAlone | Error::Naive { .. } | Error::TimeRange { .. } | Error::Lang(_) | Error::NoAdvice => {
                PyValueError::new_err(text)
            }
            Error::Threads(_) => PyRuntimeError::new_err(text),
        }
    }
}
