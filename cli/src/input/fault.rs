//! Why a part of the input is no message.
//!
//! In: what was found. Out: a [`Fault`] that names the field and says what would be right, and quotes nothing.

use serde::Serialize;

/// What kind of fault it is. The names in snake case are the ones in the output; they never change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum FaultCode {
    /// A line, record, field or file is longer than is read.
    TooLong,
    /// Bytes that are no text in the file's encoding.
    Encoding,
    /// Not the form that the rest of the file has.
    Malformed,
    /// A field that must be there is not.
    MissingField,
    /// A field has a value of the wrong type.
    WrongType,
    /// A CSV row has more or fewer fields than the header.
    RaggedRow,
    /// A time that cannot be read.
    Time,
    /// The system could not read on.
    Read,
}

/// Why a part of the input is no message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// What kind of fault it is.
    pub code: FaultCode,
    /// The column or field, if it is about one.
    pub field: Option<String>,
    /// What is wrong and what would be right, for people.
    pub text: String,
}

impl Fault {
    pub(super) fn new(code: FaultCode, text: impl Into<String>) -> Self {
        Self { code, field: None, text: text.into() }
    }

    pub(super) fn of_field(code: FaultCode, field: &str, text: impl AsRef<str>) -> Self {
        Self { code, field: Some(field.to_owned()), text: format!("{field} {}", text.as_ref()) }
    }

    pub(super) fn read(error: &std::io::Error) -> Self {
        if error.kind() == std::io::ErrorKind::FileTooLarge {
            return Self::new(
                FaultCode::TooLong,
                "the file is longer than --most-bytes allows; its rest is not judged",
            );
        }
        Self::new(FaultCode::Read, format!("cannot read on: {error}; the rest of the file is not judged"))
    }

    pub(super) fn too_long(what: &str) -> Self {
        let most = super::MOST_LINE >> 20;
        Self::new(FaultCode::TooLong, format!("{what} is longer than {most} MiB, which no SMS is: it is not judged"))
    }

    pub(super) fn not_utf8() -> Self {
        let name = "name its encoding, as with --encoding windows-1252, or convert it";
        Self::new(FaultCode::Encoding, format!("not text in the file's encoding (UTF-8 where none is given): {name}"))
    }

    pub(super) fn long_field(field: &str) -> Self {
        let most = super::MOST_FIELD >> 10;
        Self::of_field(FaultCode::TooLong, field, format!("is longer than {most} KiB, which no SMS is"))
    }
}
