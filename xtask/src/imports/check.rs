//! The graph of imports, and where it breaks the rules.
//!
//! In: the modules of the crate and the order of its layers. Out: a table of the arrows, and a line for each fault
//! with file and line.

use super::layers::Layers;
use super::tree::{Import, Tree};
use petgraph::algo::tarjan_scc;
use petgraph::graphmap::DiGraphMap;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

/// Who imports whom.
#[derive(Debug, Default)]
pub(super) struct Graph {
    modules: BTreeSet<String>,
    /// From a module to another, with the places.
    arrows: BTreeMap<(String, String), Vec<String>>,
    /// From a file to another of the same module, with the first place.
    files: BTreeMap<(String, String), String>,
}

impl Graph {
    /// The imports of `tree`.
    pub(super) fn new(tree: &Tree) -> Self {
        let mut graph = Self { modules: tree.at_root().map(str::to_owned).collect(), ..Self::default() };
        tree.imports().iter().for_each(|import| graph.add(import));
        graph
    }

    fn add(&mut self, import: &Import<'_>) {
        let (Some(from), Some(to)) = (import.from.first(), import.to.first()) else { return };
        let place = format!("{}:{}", import.from_file, import.line);
        if from != to {
            let places = self.arrows.entry((from.clone(), to.clone())).or_default();
            if places.last() != Some(&place) {
                places.push(place);
            }
        } else if import.from_file != import.to_file && !import.from.starts_with(import.to) {
            // What a module shares with its submodules is theirs too: only siblings can form a circle.
            let files = (import.from_file.to_owned(), import.to_file.to_owned());
            self.files.entry(files).or_insert(place);
        }
    }

    /// What breaks a rule, a line each.
    pub(super) fn faults(&self, layers: &Layers) -> Vec<String> {
        let mut faults = Vec::new();
        for module in self.modules.iter().filter(|module| layers.row(module).is_none()) {
            faults.push(format!("ARCHITECTURE.md: the table \"Layers\" lacks `{module}`"));
        }
        for module in layers.modules().filter(|module| !self.modules.contains(*module)) {
            faults.push(format!("ARCHITECTURE.md: the table \"Layers\" has `{module}`, which is no module"));
        }
        for ((from, to), places) in self.back(layers) {
            faults.extend(
                places.iter().map(|place| format!("{place}: `{from}` imports `{to}`, which is no earlier layer")),
            );
        }
        faults.extend(self.circles());
        faults
    }

    /// The arrows to a module that is in no earlier row.
    fn back<'a>(&'a self, layers: &'a Layers) -> impl Iterator<Item = (&'a (String, String), &'a Vec<String>)> {
        self.arrows.iter().filter(|((from, to), _)| match (layers.row(from), layers.row(to)) {
            (Some(from), Some(to)) => to >= from,
            _ => false,
        })
    }

    /// Files of one module that import each other in a circle, with the places that tie each.
    fn circles(&self) -> Vec<String> {
        let edges = self.files.keys().map(|(from, to)| (from.as_str(), to.as_str()));
        let graph: DiGraphMap<&str, ()> = edges.collect();
        let circles = tarjan_scc(&graph).into_iter().filter(|circle| circle.len() > 1);
        let shown = |circle: Vec<&str>| {
            let within =
                |(from, to): &(String, String)| circle.contains(&from.as_str()) && circle.contains(&to.as_str());
            let ties = self.files.iter().filter(|(files, _)| within(files));
            let ties: Vec<String> = ties.map(|((_, to), place)| format!("{place} imports {to}")).collect();
            format!("circle of {} files: {}", circle.len(), ties.join("; "))
        };
        let mut shown: Vec<String> = circles.map(shown).collect();
        shown.sort();
        shown
    }

    /// Each module with those that it imports, from the ground up.
    pub(super) fn table(&self, layers: &Layers) -> String {
        let known = layers.modules().filter(|module| self.modules.contains(*module));
        let unknown = self.modules.iter().map(String::as_str).filter(|module| layers.row(module).is_none());
        let order: Vec<&str> = known.chain(unknown).collect();
        let width = order.iter().map(|module| module.len()).max().unwrap_or_default();
        let mut table = String::new();
        for from in &order {
            let to = order.iter().filter(|to| self.arrows.contains_key(&((*from).to_owned(), (**to).to_owned())));
            let to = to.copied().collect::<Vec<_>>().join(", ");
            let _ = writeln!(table, "{from:width$} → {to}");
        }
        table
    }

    /// How much there is, in one line.
    pub(super) fn summary(&self, layers: &Layers) -> String {
        format!(
            "{} modules, {} arrows, {} of them back, {} circles of files",
            self.modules.len(),
            self.arrows.len(),
            self.back(layers).count(),
            self.circles().len(),
        )
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::super::tree::tests::tree;
    use super::*;

    fn faults(files: &[(&str, &str)], rows: &str) -> Vec<String> {
        let layers = Layers::read(&format!("## Layers\n| m |\n|---|\n{rows}")).unwrap();
        Graph::new(&tree(files)).faults(&layers)
    }

    const ROOT: (&str, &str) = ("src/lib.rs", "mod a;\nmod b;\n");

    #[test]
    fn an_arrow_down_is_no_fault() {
        let files = [ROOT, ("src/a.rs", ""), ("src/b.rs", "use crate::a::X;\n")];
        assert!(faults(&files, "| `a` |\n| `b` |\n").is_empty());
    }

    #[test]
    fn an_arrow_back_or_beside_is_named_with_its_place() {
        let files = [ROOT, ("src/a.rs", "\nuse crate::b::X;\n"), ("src/b.rs", "")];
        let expected = ["src/a.rs:2: `a` imports `b`, which is no earlier layer"];
        assert_eq!(faults(&files, "| `a` |\n| `b` |\n"), expected);
        assert_eq!(faults(&files, "| `a`, `b` |\n"), expected);
    }

    #[test]
    fn every_module_has_a_row_and_every_row_a_module() {
        let files = [ROOT, ("src/a.rs", ""), ("src/b.rs", "")];
        let found = faults(&files, "| `a` |\n| `c` |\n");
        assert_eq!(found.len(), 2);
        assert!(found[0].contains("lacks `b`") && found[1].contains("has `c`"), "{found:?}");
    }

    #[test]
    fn siblings_in_a_circle_are_named() {
        let files = [
            ("src/lib.rs", "mod a;\n"),
            ("src/a/mod.rs", "mod x;\nmod y;\nuse x::X;\nstruct S;\n"),
            ("src/a/x.rs", "use super::S;\nuse super::y::Y;\n"),
            ("src/a/y.rs", "use super::x::X;\n"),
        ];
        let found = faults(&files, "| `a` |\n");
        assert_eq!(found, ["circle of 2 files: src/a/x.rs:2 imports src/a/y.rs; src/a/y.rs:1 imports src/a/x.rs"]);
    }
}
