//! asli for Python: the module `asli._asli`, which the package `asli` shows.
//!
//! In: messages and tables of Python. Out: reports, and tables that any Arrow library reads. Places in a text are counted
//! as Python counts characters, and in bytes; times are aware `datetime`s.
//!
//! | module | does |
//! |---|---|
//! | `filter` | the one object: opens a list, checks a message or a table |
//! | `report` | a report and its parts |
//! | `table` | a table, batch by batch, on several threads, with progress |
//! | `columns` | the columns of a batch that hold senders, texts and times |
//! | `rows` | what was found, as columns |
//! | `places` | from bytes to characters |
//! | `time` | `datetime` and back |
//! | `error` | what can go wrong, as Python's exceptions |

mod columns;
mod error;
mod filter;
mod places;
mod report;
mod rows;
mod table;
mod time;

/// Checks SMS: are they genuine electricity messages, fakes, or neither?
#[pyo3::pymodule(gil_used = false)]
mod _asli {
    use asli::{Advice, Element, FindingCode, ListState, Verdict};
    use pyo3::prelude::*;
    use pyo3::types::PyTuple;

    #[pymodule_export]
    use crate::filter::{Filter, advice_text};
    #[pymodule_export]
    use crate::report::{Company, Evidence, Finding, Proof, Report, Span};
    #[pymodule_export]
    use crate::table::Checked;

    /// The codes, for those who list them: a code added in the core is here by itself.
    #[pymodule_init]
    fn init(module: &Bound<'_, PyModule>) -> PyResult<()> {
        let codes = |codes: Vec<&'static str>| PyTuple::new(module.py(), codes);
        let verdicts = [Verdict::Genuine, Verdict::Unconfirmed, Verdict::Suspicious, Verdict::Unrelated];
        module.add("VERDICTS", codes(verdicts.map(Verdict::code).to_vec())?)?;
        module.add("FINDING_CODES", codes(FindingCode::ALL.iter().map(|code| code.code()).collect())?)?;
        module.add("ELEMENTS", codes(Element::ALL.iter().map(|code| code.code()).collect())?)?;
        module.add("ADVICE", codes(Advice::ALL.iter().map(|code| code.code()).collect())?)?;
        module.add("LIST_STATES", codes(ListState::ALL.iter().map(|code| code.code()).collect())?)?;
        module.add("__version__", asli::VERSION)
    }
}
