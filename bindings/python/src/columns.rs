//! The columns of a batch that hold senders, texts and times.
//!
//! In: a schema and the names. Out: the [`Columns`], or what is wrong with one before any row is read; for each batch its
//! [`Messages`], of which a row is a message or a [`Fault`]. Text is taken as bytes and checked row by row: what says that
//! it is UTF-8 may not be.

use crate::error::Error;
use crate::table::Options;
use arrow_array::cast::AsArray;
use arrow_array::types::TimestampNanosecondType;
use arrow_array::{Array, BinaryViewArray, PrimitiveArray, RecordBatch};
use arrow_cast::{CastOptions, cast, cast_with_options};
use arrow_schema::{ArrowError, DataType, Schema, TimeUnit};
use asli::Sms;
use jiff::Timestamp;

/// Where the parts of a message stand in a batch.
pub(crate) struct Columns {
    sender: Option<usize>,
    body: usize,
    received: Option<usize>,
    /// Columns that the result has, too.
    pub(crate) keep: Vec<usize>,
}

/// Why a row is no message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    /// The text is null.
    BodyMissing,
    /// The text is not UTF-8.
    BodyNotUtf8,
    /// The sender is not UTF-8.
    SenderNotUtf8,
    /// The time of receipt is none, or beyond what can be held.
    ReceivedInvalid,
}

impl Fault {
    /// The name in the column `error`; it never changes.
    pub(crate) fn code(self) -> &'static str {
        match self {
            Self::BodyMissing => "body_missing",
            Self::BodyNotUtf8 => "body_not_utf8",
            Self::SenderNotUtf8 => "sender_not_utf8",
            Self::ReceivedInvalid => "received_invalid",
        }
    }
}

impl Columns {
    /// Finds the columns.
    pub(crate) fn new(schema: &Schema, options: &Options<'_>) -> Result<Self, Error> {
        let text = |name: &str| of_type(schema, name, is_text, "text");
        let time = |name: &str| {
            of_type(
                schema,
                name,
                is_time,
                "timestamps with a time zone, or text by RFC 3339 (`2026-11-23T09:12:41+05:30`)",
            )
        };
        let taken = ["verdict", "issuer", "codes", "findings", "error"];
        let keep = options.keep.iter().map(|name| {
            if taken.contains(&name.as_str()) {
                return Err(Error::NameTaken { column: name.clone() });
            }
            index(schema, name)
        });
        Ok(Self {
            body: text(options.body)?,
            sender: options.sender.map(text).transpose()?,
            received: options.received.map(time).transpose()?,
            keep: keep.collect::<Result<_, _>>()?,
        })
    }

    /// The messages of a batch.
    pub(crate) fn messages(&self, batch: &RecordBatch) -> Result<Messages, ArrowError> {
        let text = |at: usize| bytes(batch.column(at));
        let times = self.received.map(|at| Times::new(batch.column(at)));
        Ok(Messages {
            senders: self.sender.map(text).transpose()?,
            bodies: text(self.body)?,
            times: times.transpose()?,
        })
    }
}

/// The index of the one column of that name.
fn index(schema: &Schema, name: &str) -> Result<usize, Error> {
    let mut found = schema.fields().iter().enumerate().filter(|(_, field)| field.name() == name);
    match (found.next(), found.next()) {
        (Some((at, _)), None) => Ok(at),
        (Some(_), Some(_)) => Err(Error::TwoColumns { column: name.to_owned() }),
        (None, _) => {
            let have: Vec<String> = schema.fields().iter().map(|field| format!("{:?}", field.name())).collect();
            let have = if have.is_empty() { "none".to_owned() } else { have.join(", ") };
            Err(Error::NoColumn { column: name.to_owned(), have })
        }
    }
}

/// The index of a column, if it is of the right type.
fn of_type(schema: &Schema, name: &str, is: fn(&DataType) -> bool, right: &'static str) -> Result<usize, Error> {
    let at = index(schema, name)?;
    let holds = schema.field(at).data_type();
    if is(holds) {
        return Ok(at);
    }
    Err(Error::WrongType { column: name.to_owned(), holds: holds.to_string(), right })
}

fn is_text(holds: &DataType) -> bool {
    use DataType::{Binary, BinaryView, Dictionary, LargeBinary, LargeUtf8, Null, Utf8, Utf8View};
    match holds {
        Utf8 | LargeUtf8 | Utf8View | Binary | LargeBinary | BinaryView | Null => true,
        Dictionary(_, values) => is_text(values),
        _ => false,
    }
}

fn is_time(holds: &DataType) -> bool {
    matches!(holds, DataType::Timestamp(_, Some(_))) || is_text(holds)
}

/// A column's texts as bytes, nothing of them copied but what is shorter than a view.
fn bytes(column: &dyn Array) -> Result<BinaryViewArray, ArrowError> {
    let binary = match column.data_type() {
        DataType::Utf8 => cast(column, &DataType::Binary)?,
        DataType::LargeUtf8 => cast(column, &DataType::LargeBinary)?,
        DataType::Dictionary(_, values) => return bytes(&cast(column, values)?),
        _ => return Ok(cast(column, &DataType::BinaryView)?.as_binary_view().clone()),
    };
    Ok(cast(&binary, &DataType::BinaryView)?.as_binary_view().clone())
}

/// The messages of a batch.
pub(crate) struct Messages {
    senders: Option<BinaryViewArray>,
    bodies: BinaryViewArray,
    times: Option<Times>,
}

impl Messages {
    /// The message of a row. A null sender is none; a null time is now.
    pub(crate) fn at(&self, row: usize) -> Result<Sms<'_>, Fault> {
        if self.bodies.is_null(row) {
            return Err(Fault::BodyMissing);
        }
        let body = std::str::from_utf8(self.bodies.value(row)).map_err(|_| Fault::BodyNotUtf8)?;
        let sender = match &self.senders {
            Some(senders) if !senders.is_null(row) => {
                std::str::from_utf8(senders.value(row)).map_err(|_| Fault::SenderNotUtf8)?
            }
            _ => "",
        };
        let received_at = match &self.times {
            Some(times) => times.at(row)?,
            None => None,
        };
        Ok(Sms { sender, body, received_at })
    }
}

/// A column of times.
enum Times {
    /// Nanoseconds since 1970; null also where a time is beyond them.
    Numbers { times: PrimitiveArray<TimestampNanosecondType>, given: arrow_array::ArrayRef },
    /// RFC 3339.
    Texts(BinaryViewArray),
}

impl Times {
    fn new(column: &arrow_array::ArrayRef) -> Result<Self, ArrowError> {
        let DataType::Timestamp(_, zone) = column.data_type() else { return Ok(Self::Texts(bytes(column)?)) };
        let nanoseconds = DataType::Timestamp(TimeUnit::Nanosecond, zone.clone());
        let beyond_is_null = CastOptions { safe: true, ..CastOptions::default() };
        let times = cast_with_options(column, &nanoseconds, &beyond_is_null)?;
        Ok(Self::Numbers { times: times.as_primitive().clone(), given: column.clone() })
    }

    fn at(&self, row: usize) -> Result<Option<Timestamp>, Fault> {
        match self {
            Self::Numbers { given, .. } if given.is_null(row) => Ok(None),
            Self::Numbers { times, .. } if times.is_null(row) => Err(Fault::ReceivedInvalid),
            Self::Numbers { times, .. } => {
                let time = Timestamp::from_nanosecond(i128::from(times.value(row)));
                time.map(Some).map_err(|_| Fault::ReceivedInvalid)
            }
            Self::Texts(texts) if texts.is_null(row) => Ok(None),
            Self::Texts(texts) => {
                let text = std::str::from_utf8(texts.value(row)).map_err(|_| Fault::ReceivedInvalid)?;
                text.parse().map(Some).map_err(|_| Fault::ReceivedInvalid)
            }
        }
    }
}
