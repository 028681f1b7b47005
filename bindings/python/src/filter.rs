//! The one object: opens a list, then checks messages and tables by it.
//!
//! In: a list, or none for the built-in one; messages. Out: reports. It is immutable: one serves all threads, and a
//! newer list is a new object.

use crate::error::Error;
use crate::report::{self, Company, Report};
use crate::table::{self, Checked, Options};
use crate::time;
use asli::allowlist::{self, ListDates, MOST_BYTES, Root, TrustedList};
use asli::{Advice, Sms};
use pyo3::exceptions::PyUserWarning;
use pyo3::prelude::*;
use pyo3::pybacked::PyBackedBytes;
use pyo3::types::{PyString, PyType};
use std::borrow::Cow;
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;

const DEVELOPMENT: &str = "the list is signed by development keys, which everybody has: it is for trying out";

/// Checks messages against one signed list.
///
/// Without arguments by the list that is built in. `list` is a bundle, as `asli list pack` makes it: a path or its bytes;
/// `root` the root.json to verify it from, which must have reached you another way. Without `root` a list must come from
/// the built-in development root. Opening takes milliseconds; keep the object. It serves any number of threads.
///
/// Raises `ListError` where the list does not hold, and `OSError` where a file cannot be read. An expired list is no
/// error: `state()` and every report say so, and nothing is called genuine once its 60 days of grace are over.
#[pyclass(frozen, module = "asli")]
pub(crate) struct Filter {
    checks: Arc<asli::Filter>,
    dates: ListDates,
    development: bool,
}

/// A file, or what is in one.
#[derive(FromPyObject)]
pub(crate) enum Source {
    #[pyo3(transparent)]
    Bytes(PyBackedBytes),
    #[pyo3(transparent)]
    File(PathBuf),
}

#[pymethods]
impl Filter {
    #[new]
    #[pyo3(signature = (list = None, root = None))]
    fn new(py: Python<'_>, list: Option<Source>, root: Option<Source>) -> PyResult<Self> {
        let (checks, dates, development) = py.detach(|| {
            let list = open(list, root)?;
            let (dates, development) = (list.dates, list.development);
            Ok::<_, Error>((Arc::new(asli::Filter::new(list)?), dates, development))
        })?;
        if development {
            let text = std::ffi::CString::new(DEVELOPMENT)?;
            PyErr::warn(py, warning(py)?.as_any(), &text, 1)?;
        }
        Ok(Self { checks, dates, development })
    }

    /// Checks one message.
    ///
    /// `sender` is the address as the phone shows it, empty where there is none; `received` when it came, an aware
    /// datetime; `now` the clock that decides how fresh the list is, and stands in for `received`.
    #[pyo3(signature = (sender, body, received = None, *, now = None))]
    fn check(
        &self,
        py: Python<'_>,
        sender: &Bound<'_, PyString>,
        body: &Bound<'_, PyString>,
        received: Option<&Bound<'_, PyAny>>,
        now: Option<&Bound<'_, PyAny>>,
    ) -> PyResult<Report> {
        let (sender, body) = (text("sender", sender)?, text("body", body)?);
        let received_at = time::optional("received", received)?;
        let now = time::or_now("now", now)?;
        let sms = Sms { sender: &sender, body: &body, received_at };
        Ok(Report::new(py.detach(|| self.checks.check(&sms, now)), &body))
    }

    /// Checks every row of a table, and gives a table with as many rows in the same order.
    ///
    /// `table` is anything with Arrow's PyCapsule interface: a table or batch of pyarrow, a DataFrame of polars or of
    /// pandas (2.2 or newer), a relation of DuckDB. `sender` (or None), `body` and `received` (or None) name its columns.
    /// The result has the columns that `keep` names, then `verdict`, `issuer`, `codes`, `findings` if `spans`, and
    /// `error`: why a row could not be judged, in which case the others are null.
    ///
    /// `threads` is how many work at once, by default one a core. `progress` is called with the number of rows done so
    /// far; what it raises ends the work, as Ctrl-C does. Raises `ColumnError` before any row is judged.
    #[pyo3(signature = (table, *, sender = Some("sender"), body = "body", received = None, keep = Vec::new(), spans = false,
                        now = None, threads = None, progress = None))]
    #[expect(clippy::too_many_arguments, reason = "keyword arguments of Python")]
    #[expect(clippy::needless_pass_by_value, reason = "Python's list is read into a new one")]
    fn check_batch(
        &self,
        py: Python<'_>,
        table: &Bound<'_, PyAny>,
        sender: Option<&str>,
        body: &str,
        received: Option<&str>,
        keep: Vec<String>,
        spans: bool,
        now: Option<&Bound<'_, PyAny>>,
        threads: Option<usize>,
        progress: Option<&Bound<'_, PyAny>>,
    ) -> PyResult<Checked> {
        let now = time::or_now("now", now)?;
        let options = Options { sender, body, received, keep: &keep, spans, now, threads: threads.unwrap_or(0) };
        table::check(py, &self.checks, table, &options, progress)
    }

    /// The version of the list.
    #[getter]
    fn list_version(&self) -> u64 {
        self.dates.version
    }

    /// SHA-256 that names the list's contents, in hex.
    #[getter]
    fn list_sha256(&self) -> String {
        hex::encode(self.checks.list_sha256())
    }

    /// When the list's rules were issued.
    #[getter]
    fn issued<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        time::datetime(py, self.dates.issued)
    }

    /// When the first of its roles expires; 60 days of grace follow.
    #[getter]
    fn expires<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        time::datetime(py, self.dates.expires)
    }

    /// Whether the list is signed by development keys: anybody can sign such a list.
    #[getter]
    fn development(&self) -> bool {
        self.development
    }

    /// How fresh the list is: `fresh`, `stale` or `expired`.
    #[pyo3(signature = (now = None))]
    fn state(&self, now: Option<&Bound<'_, PyAny>>) -> PyResult<&'static str> {
        Ok(self.dates.state(time::or_now("now", now)?).code())
    }

    fn __repr__(&self) -> String {
        format!("<asli.Filter, list version {}>", self.dates.version)
    }
}

/// What the reader should do, as a sentence in `en` or `hi`; `company` is that of the report.
#[pyfunction]
#[pyo3(signature = (advice, company, lang = "en"))]
pub(crate) fn advice_text(advice: &str, company: &Bound<'_, Company>, lang: &str) -> PyResult<String> {
    let known = Advice::ALL.iter().find(|known| known.code() == advice).ok_or(Error::NoAdvice)?;
    Ok(asli::explain::advice(*known, company.get().core(), report::language(lang)?))
}

fn open(list: Option<Source>, root: Option<Source>) -> Result<TrustedList, Error> {
    let Some(list) = list else {
        return if root.is_some() { Err(Error::RootAlone) } else { Ok(allowlist::embedded()?) };
    };
    let root = match root {
        Some(root) => Root::from_json(&root.bytes()?)?,
        None => Root::embedded()?,
    };
    Ok(allowlist::verify(&list.bytes()?, &root)?)
}

impl Source {
    /// The content, or as much of it as shows that it is no list.
    fn bytes(&self) -> Result<Cow<'_, [u8]>, Error> {
        match self {
            Self::Bytes(bytes) => Ok(Cow::Borrowed(bytes)),
            Self::File(path) => read(path).map(Cow::Owned).map_err(|error| Error::File { path: path.clone(), error }),
        }
    }
}

fn read(path: &Path) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    File::open(path)?.take(MOST_BYTES as u64 + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// The text of a string; Python's may hold half of a surrogate pair.
fn text<'a>(what: &'static str, string: &'a Bound<'_, PyString>) -> Result<Cow<'a, str>, Error> {
    // Python's own error would carry the whole string.
    string.to_cow().map_err(|_| Error::Surrogate { what })
}

fn warning(py: Python<'_>) -> PyResult<Bound<'_, PyType>> {
    let own = py.import("asli._errors")?.getattr("DevelopmentListWarning")?;
    Ok(own.cast_into().unwrap_or_else(|_| py.get_type::<PyUserWarning>()))
}
