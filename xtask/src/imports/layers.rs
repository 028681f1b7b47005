//! The order of the modules, as ARCHITECTURE.md states it.
//!
//! In: the page. Out: [`Layers`]: the rows of the table under "Layers", the ground first.

use anyhow::{Context, bail, ensure};

const HEADING: &str = "## Layers";

/// The modules by row. Those of one row import nothing of each other.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Layers(Vec<Vec<String>>);

impl Layers {
    /// Reads the first column of the table: names of modules in backticks.
    pub(super) fn read(page: &str) -> anyhow::Result<Self> {
        let (_, section) = page.split_once(HEADING).with_context(|| format!("no heading {HEADING:?}"))?;
        let section = section.split("\n## ").next().unwrap_or_default();
        // The first two rows are the head and the line below it.
        let rows = section.lines().filter_map(|line| line.strip_prefix('|')).skip(2);
        let names = |row: &str| {
            let column = row.split('|').next().unwrap_or_default();
            column.split('`').skip(1).step_by(2).map(str::to_owned).collect::<Vec<_>>()
        };
        let rows: Vec<Vec<String>> = rows.map(names).collect();
        ensure!(!rows.is_empty(), "no table below {HEADING:?}");
        let mut all: Vec<&String> = rows.iter().flatten().collect();
        all.sort();
        if let Some((twice, _)) = all.iter().zip(all.iter().skip(1)).find(|(one, two)| one == two) {
            bail!("`{twice}` is in two rows of the table below {HEADING:?}");
        }
        Ok(Self(rows))
    }

    /// The row of a module, from the ground up.
    pub(super) fn row(&self, module: &str) -> Option<usize> {
        self.0.iter().position(|row| row.iter().any(|name| name == module))
    }

    /// All modules, from the ground up.
    pub(super) fn modules(&self) -> impl Iterator<Item = &str> {
        self.0.iter().flatten().map(String::as_str)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn rows_are_read_from_the_ground_up() {
        let page = "# A\n## Layers\nText `none`.\n\n| modules | what |\n|---|---|\n| `a`, `b` | `no` |\n| `c` | |\n\n## B\n| `d` | |\n";
        let layers = Layers::read(page).unwrap();
        assert_eq!(layers.modules().collect::<Vec<_>>(), ["a", "b", "c"]);
        assert_eq!(["a", "b", "c", "d", "no"].map(|name| layers.row(name)), [Some(0), Some(0), Some(1), None, None]);
    }

    #[test]
    fn a_page_without_the_table_is_refused() {
        assert!(Layers::read("# A\n").is_err());
        assert!(Layers::read("## Layers\nnothing\n").is_err());
        assert!(Layers::read("## Layers\n| m |\n|---|\n| `a` |\n| `a` |\n").is_err());
    }
}
