//! A table, batch by batch.
//!
//! In: anything with Arrow's `PyCapsule` interface, and the names of its columns. Out: [`Checked`], a table of as many rows
//! in the same order. Rows are judged by several threads without Python's lock; between pieces Python hears of the
//! progress and of Ctrl-C. Threads live as long as one call, so that a process can fork between calls.

use crate::columns::{Columns, Fault};
use crate::error::Error;
use crate::places::Places;
use crate::report::Span;
use crate::rows;
use arrow_array::{RecordBatch, StructArray};
use arrow_schema::{ArrowError, Field, SchemaRef};
use asli::{Filter, Sms, Verdict};
use jiff::Timestamp;
use pyo3::prelude::*;
use pyo3::types::{PyCapsule, PyDict};
use pyo3_arrow::PyTable;
use pyo3_arrow::error::PyArrowResult;
use pyo3_arrow::ffi::{ArrayIterator, to_schema_pycapsule, to_stream_pycapsule};
use pyo3_arrow::input::AnyRecordBatch;
use rayon::ThreadPool;
use rayon::prelude::*;
use std::sync::Arc;

/// How many rows are judged between two looks at Python.
const PIECE: usize = 1 << 16;

/// How to read a table, and what to give of it.
pub(crate) struct Options<'a> {
    pub(crate) sender: Option<&'a str>,
    pub(crate) body: &'a str,
    pub(crate) received: Option<&'a str>,
    /// Columns of the table that the result has, too.
    pub(crate) keep: &'a [String],
    /// Whether the result says where each finding stands.
    pub(crate) spans: bool,
    pub(crate) now: Timestamp,
    /// How many threads; 0 for one a core.
    pub(crate) threads: usize,
}

/// What became of a row.
pub(crate) struct Row {
    pub(crate) report: asli::Report,
    /// The place of each finding, if it was asked for.
    pub(crate) spans: Vec<Option<Span>>,
}

/// How many rows have which verdict.
#[derive(Clone, Copy, Default)]
struct Counts {
    verdicts: [usize; 4],
    faults: usize,
}

/// The result of `Filter.check_batch`: a table that every Arrow library reads.
///
/// `pyarrow.table(checked)`, `polars.DataFrame(checked)`, `pandas.DataFrame.from_arrow(checked)` (pandas 3); in DuckDB's SQL by the name
/// of the variable.
#[pyclass(frozen, module = "asli")]
pub(crate) struct Checked {
    schema: SchemaRef,
    batches: Vec<RecordBatch>,
    counts: Counts,
}

/// Checks every row of `table`.
pub(crate) fn check(
    py: Python<'_>,
    filter: &Filter,
    table: &Bound<'_, PyAny>,
    options: &Options<'_>,
    progress: Option<&Bound<'_, PyAny>>,
) -> PyResult<Checked> {
    let mut reader = table.extract::<AnyRecordBatch>()?.into_reader()?;
    let input = reader.schema();
    let columns = Columns::new(&input, options)?;
    let schema = rows::schema(&input, &columns, options.spans);
    let pool = rayon::ThreadPoolBuilder::new().num_threads(options.threads).build().map_err(Error::from)?;
    let (mut batches, mut counts, mut done) = (Vec::new(), Counts::default(), 0);
    while let Some(batch) = py.detach(|| reader.next()) {
        let batch = batch.map_err(arrow)?;
        for start in (0..batch.num_rows()).step_by(PIECE) {
            let piece = batch.slice(start, PIECE.min(batch.num_rows() - start));
            let (batch, counted) =
                py.detach(|| judge(filter, &pool, &columns, options, &piece, &schema)).map_err(arrow)?;
            counts.add(&counted);
            done += batch.num_rows();
            batches.push(batch);
            py.check_signals()?;
            if let Some(progress) = progress {
                progress.call1((done,))?;
            }
        }
    }
    Ok(Checked { schema, batches, counts })
}

fn judge(
    filter: &Filter,
    pool: &ThreadPool,
    columns: &Columns,
    options: &Options<'_>,
    piece: &RecordBatch,
    schema: &SchemaRef,
) -> Result<(RecordBatch, Counts), ArrowError> {
    let messages = columns.messages(piece)?;
    let judge = |at| {
        let sms = messages.at(at)?;
        let report = filter.check(&sms, options.now);
        let spans = if options.spans { spans(&report, &sms) } else { Vec::new() };
        Ok(Row { report, spans })
    };
    let rows: Vec<Result<Row, Fault>> =
        pool.install(|| (0..piece.num_rows()).into_par_iter().with_min_len(64).map(judge).collect());
    let mut counts = Counts::default();
    for row in &rows {
        counts.count(row.as_ref().ok());
    }
    Ok((rows::batch(&rows, piece, columns, options.spans, schema)?, counts))
}

fn spans(report: &asli::Report, sms: &Sms<'_>) -> Vec<Option<Span>> {
    if report.findings.is_empty() {
        return Vec::new();
    }
    let places = Places::new(sms.body);
    report.findings.iter().map(|finding| finding.span.map(|span| Span::new(span, &places))).collect()
}

/// An error of Arrow, or the exception of Python within it.
fn arrow(error: ArrowError) -> PyErr {
    pyo3_arrow::error::PyArrowError::from(error).into()
}

impl Counts {
    fn count(&mut self, row: Option<&Row>) {
        match row {
            Some(row) => self.verdicts[row.report.verdict as usize] += 1,
            None => self.faults += 1,
        }
    }

    fn add(&mut self, other: &Self) {
        self.faults += other.faults;
        for (own, other) in self.verdicts.iter_mut().zip(other.verdicts) {
            *own += other;
        }
    }
}

#[pymethods]
impl Checked {
    /// The number of rows.
    fn __len__(&self) -> usize {
        self.batches.iter().map(RecordBatch::num_rows).sum()
    }

    /// The names of the columns.
    #[getter]
    fn column_names(&self) -> Vec<String> {
        self.schema.fields().iter().map(|field| field.name().clone()).collect()
    }

    /// How many rows have which verdict, and `error` for those that could not be judged.
    fn counts<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        let counts = PyDict::new(py);
        for verdict in [Verdict::Genuine, Verdict::Unconfirmed, Verdict::Suspicious, Verdict::Unrelated] {
            counts.set_item(verdict.code(), self.counts.verdicts[verdict as usize])?;
        }
        counts.set_item("error", self.counts.faults)?;
        Ok(counts)
    }

    /// As a `pyarrow.Table`; pyarrow must be installed.
    fn to_pyarrow<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        PyTable::try_new(self.batches.clone(), self.schema.clone())?.into_pyarrow(py)
    }

    /// The schema, for any library that knows Arrow's `PyCapsule` interface.
    fn __arrow_c_schema__<'py>(&self, py: Python<'py>) -> PyArrowResult<Bound<'py, PyCapsule>> {
        to_schema_pycapsule(py, self.schema.as_ref())
    }

    /// The rows, for any library that knows Arrow's `PyCapsule` interface.
    #[pyo3(signature = (requested_schema = None))]
    fn __arrow_c_stream__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<Bound<'py, PyCapsule>>,
    ) -> PyArrowResult<Bound<'py, PyCapsule>> {
        let field = Field::new_struct("", self.schema.fields().clone(), false);
        let arrays: Vec<Result<arrow_array::ArrayRef, ArrowError>> =
            self.batches.iter().map(|batch| Ok(Arc::new(StructArray::from(batch.clone())) as _)).collect();
        to_stream_pycapsule(py, Box::new(ArrayIterator::new(arrays, Arc::new(field))), requested_schema)
    }

    fn __repr__(&self) -> String {
        format!("<asli.Checked, {} rows>", self.__len__())
    }
}
