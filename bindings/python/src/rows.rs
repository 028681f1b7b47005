//! What was found, as columns.
//!
//! In: the rows of a piece. Out: a batch: the columns that were kept, then `verdict`, `issuer`, `codes`, `findings` where
//! they were asked for, and `error`.

use crate::columns::{Columns, Fault};
use crate::table::Row;
use arrow_array::builder::{ListBuilder, StringBuilder, StructBuilder, UInt32Builder};
use arrow_array::{ArrayRef, RecordBatch};
use arrow_schema::{ArrowError, DataType, Field, Fields, Schema, SchemaRef};
use std::sync::Arc;

/// The parts of a place: in characters, in bytes.
const PLACES: [&str; 4] = ["start", "end", "byte_start", "byte_end"];

/// The columns of the result.
pub(crate) fn schema(input: &Schema, columns: &Columns, spans: bool) -> SchemaRef {
    let mut fields: Vec<Arc<Field>> = columns.keep.iter().map(|at| input.fields()[*at].clone()).collect();
    let mut add = |name: &str, holds: DataType| fields.push(Arc::new(Field::new(name, holds, true)));
    add("verdict", DataType::Utf8);
    add("issuer", DataType::Utf8);
    add("codes", list_of(DataType::Utf8));
    if spans {
        add("findings", list_of(DataType::Struct(finding())));
    }
    add("error", DataType::Utf8);
    Arc::new(Schema::new(fields))
}

fn list_of(holds: DataType) -> DataType {
    DataType::List(Arc::new(Field::new("item", holds, true)))
}

fn finding() -> Fields {
    let text = |name| Field::new(name, DataType::Utf8, true);
    let place = |name| Field::new(name, DataType::UInt32, true);
    std::iter::once(text("code")).chain(PLACES.map(place)).chain([text("value")]).collect()
}

/// The batch of these rows.
pub(crate) fn batch(
    rows: &[Result<Row, Fault>],
    piece: &RecordBatch,
    columns: &Columns,
    spans: bool,
    schema: &SchemaRef,
) -> Result<RecordBatch, ArrowError> {
    let mut arrays: Vec<ArrayRef> = columns.keep.iter().map(|at| piece.column(*at).clone()).collect();
    let reports = || rows.iter().map(|row| row.as_ref().ok().map(|row| &row.report));
    arrays.push(texts(reports().map(|report| report.map(|report| report.verdict.code()))));
    arrays.push(texts(reports().map(|report| report.and_then(|report| report.issuer.as_deref()))));
    arrays.push(codes(rows));
    if spans {
        arrays.push(findings(rows));
    }
    arrays.push(texts(rows.iter().map(|row| row.as_ref().err().map(|fault| fault.code()))));
    RecordBatch::try_new(schema.clone(), arrays)
}

fn texts<'a>(texts: impl Iterator<Item = Option<&'a str>>) -> ArrayRef {
    Arc::new(texts.collect::<arrow_array::StringArray>())
}

/// The codes of each row's findings, each once, in the order of the text.
fn codes(rows: &[Result<Row, Fault>]) -> ArrayRef {
    let mut lists = ListBuilder::new(StringBuilder::new());
    let mut said = Vec::new();
    for row in rows {
        said.clear();
        for finding in row.iter().flat_map(|row| &row.report.findings) {
            if !said.contains(&finding.code) {
                said.push(finding.code);
                lists.values().append_value(finding.code.code());
            }
        }
        lists.append(row.is_ok());
    }
    Arc::new(lists.finish())
}

/// Each row's findings with their places.
fn findings(rows: &[Result<Row, Fault>]) -> ArrayRef {
    let mut lists = ListBuilder::new(StructBuilder::from_fields(finding(), 0));
    for row in rows {
        let found = row.iter().flat_map(|row| row.report.findings.iter().zip(&row.spans));
        for (finding, span) in found {
            let built = lists.values();
            let counts = span.map(crate::report::Span::counts);
            append_text(built, 0, Some(finding.code.code()));
            for at in 0..PLACES.len() {
                if let Some(places) = built.field_builder::<UInt32Builder>(at + 1) {
                    places.append_option(counts.map(|counts| counts[at]));
                }
            }
            append_text(built, PLACES.len() + 1, finding.value.as_deref());
            built.append(true);
        }
        lists.append(row.is_ok());
    }
    Arc::new(lists.finish())
}

fn append_text(built: &mut StructBuilder, field: usize, text: Option<&str>) {
    if let Some(texts) = built.field_builder::<StringBuilder>(field) {
        texts.append_option(text);
    }
}
