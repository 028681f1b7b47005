//! Python's `datetime` and back.
//!
//! In: an aware `datetime`, or none for now. Out: a [`Timestamp`]. A `datetime` without a time zone is refused: it says a
//! different time on each machine.

use crate::error::Error;
use jiff::Timestamp;
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::IntoPyDict;

/// The time that an argument says, if there is one.
pub(crate) fn optional(what: &'static str, time: Option<&Bound<'_, PyAny>>) -> PyResult<Option<Timestamp>> {
    time.map(|time| timestamp(what, time)).transpose()
}

/// The time that an argument says, or else the clock's.
pub(crate) fn or_now(what: &'static str, time: Option<&Bound<'_, PyAny>>) -> PyResult<Timestamp> {
    Ok(optional(what, time)?.unwrap_or_else(Timestamp::now))
}

fn timestamp(what: &'static str, time: &Bound<'_, PyAny>) -> PyResult<Timestamp> {
    if time.call_method0("utcoffset")?.is_none() {
        return Err(Error::Naive { what }.into());
    }
    let since = time.sub(epoch(time.py())?)?;
    let part = |name: &str| since.getattr(name)?.extract::<i64>();
    let seconds = part("days")? * 24 * 60 * 60 + part("seconds")?;
    let nanoseconds = i32::try_from(part("microseconds")? * 1000).map_err(|_| Error::TimeRange { what })?;
    Ok(Timestamp::new(seconds, nanoseconds).map_err(|_| Error::TimeRange { what })?)
}

/// A `datetime` in UTC.
pub(crate) fn datetime(py: Python<'_>, time: Timestamp) -> PyResult<Bound<'_, PyAny>> {
    let parts = [("seconds", time.as_second()), ("microseconds", i64::from(time.subsec_microsecond()))];
    let since = py.import("datetime")?.getattr("timedelta")?.call((), Some(&parts.into_py_dict(py)?))?;
    epoch(py)?.add(since)
}

/// The first moment of 1970.
fn epoch(py: Python<'_>) -> PyResult<&Bound<'_, PyAny>> {
    static EPOCH: PyOnceLock<Py<PyAny>> = PyOnceLock::new();
    let make = || {
        let module = py.import("datetime")?;
        let utc = module.getattr("timezone")?.getattr("utc")?;
        Ok::<_, PyErr>(module.getattr("datetime")?.call_method1("fromtimestamp", (0, utc))?.unbind())
    };
    Ok(EPOCH.get_or_try_init(py, make)?.bind(py))
}
