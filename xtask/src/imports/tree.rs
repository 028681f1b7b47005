//! The modules of a crate, and what a path in one of them names.
//!
//! In: the crate's first file. Out: [`Tree`]: every module that is no test's, and its [`Import`]s.

use super::parse::{Module, Named, Submodule};
use anyhow::{Context, bail};
use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};

/// So many names are followed through `pub use` before a path is given up.
const MOST_STEPS: usize = 16;

/// The modules of a crate; the first is its root.
#[derive(Debug, Default)]
pub(super) struct Tree(Vec<Node>);

/// A module.
#[derive(Debug)]
struct Node {
    /// Its file, from the top of the checkout.
    file: String,
    /// Its names from the root on.
    path: Vec<String>,
    parent: usize,
    children: HashMap<String, usize>,
    says: Module,
}

/// One module names another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Import<'a> {
    pub(super) from: &'a [String],
    pub(super) to: &'a [String],
    /// The files of both.
    pub(super) from_file: &'a str,
    pub(super) to_file: &'a str,
    pub(super) line: usize,
}

impl Tree {
    /// Reads the modules from `first` on, which is a file below `top`.
    pub(super) fn read(top: &Path, first: &str) -> anyhow::Result<Self> {
        let read = |file: &str| {
            let path = top.join(file);
            path.is_file().then(|| fs::read_to_string(&path).with_context(|| format!("cannot read {file}"))).transpose()
        };
        Self::of_files(&read, first)
    }

    /// The same with any way to read a file, which gives `None` where there is no such file.
    fn of_files(read: &dyn Fn(&str) -> anyhow::Result<Option<String>>, first: &str) -> anyhow::Result<Self> {
        let mut tree = Self::default();
        let text = read(first)?.with_context(|| format!("there is no {first}"))?;
        let folder = Path::new(first).parent().unwrap_or(Path::new("")).to_owned();
        tree.add(read, 0, &[], first, &folder, parse(first, &text)?)?;
        Ok(tree)
    }

    /// Adds a module of `file` whose submodules are in `folder`; its index.
    fn add(
        &mut self,
        read: &dyn Fn(&str) -> anyhow::Result<Option<String>>,
        parent: usize,
        path: &[String],
        file: &str,
        folder: &Path,
        mut says: Module,
    ) -> anyhow::Result<usize> {
        let index = self.0.len();
        let submodules = std::mem::take(&mut says.submodules);
        self.0.push(Node { file: file.to_owned(), path: path.to_vec(), parent, children: HashMap::new(), says });
        for Submodule { name, inline, path: named } in submodules {
            let below = folder.join(&name);
            let (child_file, child) = if let Some(inline) = inline {
                (file.to_owned(), inline)
            } else {
                let beside = Path::new(file).parent().unwrap_or(Path::new(""));
                let candidates = match named {
                    Some(named) => vec![beside.join(named)],
                    None => vec![below.with_extension("rs"), below.join("mod.rs")],
                };
                find(read, &candidates).with_context(|| format!("{file}: mod {name}"))?
            };
            let path: Vec<String> = path.iter().cloned().chain([name.clone()]).collect();
            let child = self.add(read, index, &path, &child_file, &below, child)?;
            self.0[index].children.insert(name, child);
        }
        Ok(index)
    }

    /// The names of the modules that stand at the root, in no order.
    pub(super) fn at_root(&self) -> impl Iterator<Item = &str> {
        self.0.first().into_iter().flat_map(|root| root.children.keys().map(String::as_str))
    }

    /// Every import of a module but the root, which puts the crate together. A name that is passed on by `pub use` is
    /// an import of each module on its way.
    pub(super) fn imports(&self) -> Vec<Import<'_>> {
        let mut imports = Vec::new();
        for (at, node) in self.0.iter().enumerate().skip(1) {
            for Named { path, line } in &node.says.named {
                let mut met = Vec::new();
                self.follow(at, path, MOST_STEPS, &mut met);
                met.retain(|to| *to != at && *to != 0);
                met.dedup();
                imports.extend(met.into_iter().map(|to| Import {
                    from: &node.path,
                    to: &self.0[to].path,
                    from_file: &node.file,
                    to_file: &self.0[to].file,
                    line: *line,
                }));
            }
        }
        imports
    }

    /// The module in which `path`, written in `module`, ends, and those that pass it on before; nothing for what is no
    /// path of this crate.
    fn follow(&self, module: usize, path: &[String], steps: usize, met: &mut Vec<usize>) -> Option<usize> {
        let (first, mut rest) = path.split_first()?;
        let mut at = match first.as_str() {
            "crate" => 0,
            "self" => module,
            "super" => self.0[module].parent,
            name => *self.0[module].children.get(name)?,
        };
        while let Some((name, behind)) = rest.split_first() {
            let child = if name == "super" { Some(self.0[at].parent) } else { self.0[at].children.get(name).copied() };
            match child {
                Some(child) => at = child,
                None => break,
            }
            rest = behind;
        }
        met.push(at);
        let Some(name) = rest.first() else { return Some(at) };
        let passed_on = self.passed_on(at, name, steps)?;
        let whole: Vec<String> = passed_on.iter().chain(&rest[1..]).cloned().collect();
        self.follow(at, &whole, steps - 1, met)
    }

    /// The path, from `module`, of a name that `module` has from elsewhere.
    fn passed_on(&self, module: usize, name: &str, steps: usize) -> Option<Vec<String>> {
        let says = &self.0[module].says;
        if steps == 0 || says.defined.contains(name) {
            return None;
        }
        if let Some((_, path)) = says.bound.iter().find(|(bound, _)| bound == name) {
            return Some(path.clone());
        }
        says.globs.iter().find_map(|glob| {
            let from = self.follow(module, glob, steps - 1, &mut Vec::new())?;
            let node = &self.0[from];
            let has = node.says.defined.contains(name)
                || node.children.contains_key(name)
                || self.passed_on(from, name, steps - 1).is_some();
            (from != module && has).then(|| glob.iter().cloned().chain([name.to_owned()]).collect())
        })
    }
}

fn parse(file: &str, text: &str) -> anyhow::Result<Module> {
    Module::parse(text).map_err(|error| anyhow::anyhow!("{file}:{}: {error}", error.span().start().line))
}

/// The first of `candidates` that is there, parsed.
fn find(
    read: &dyn Fn(&str) -> anyhow::Result<Option<String>>,
    candidates: &[PathBuf],
) -> anyhow::Result<(String, Module)> {
    for candidate in candidates {
        let file = candidate.to_str().context("a file name is no text")?.replace('\\', "/");
        if let Some(text) = read(&file)? {
            let module = parse(&file, &text)?;
            return Ok((file, module));
        }
    }
    bail!("no file of it")
}

#[cfg(test)]
pub(super) mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    pub(in crate::imports) fn tree(files: &[(&str, &str)]) -> Tree {
        let read = |file: &str| Ok(files.iter().find(|(name, _)| *name == file).map(|(_, text)| (*text).to_owned()));
        Tree::of_files(&read, "src/lib.rs").unwrap()
    }

    fn arrows(files: &[(&str, &str)]) -> Vec<String> {
        let tree = tree(files);
        let shown = |import: Import<'_>| {
            format!("{}:{} {} {}", import.from_file, import.line, import.from.join("::"), import.to.join("::"))
        };
        tree.imports().into_iter().map(shown).collect()
    }

    #[test]
    fn files_and_folders_are_found() {
        let files = [
            ("src/lib.rs", "mod a;\nmod b;\nmod c { use crate::a::X; }\n"),
            ("src/a/mod.rs", "mod d;\n"),
            ("src/a/d.rs", "mod e;\nuse super::super::b;\n"),
            ("src/a/d/e.rs", "use crate::c::Y;\n"),
            ("src/b.rs", ""),
        ];
        assert_eq!(arrows(&files), ["src/a/d.rs:2 a::d b", "src/a/d/e.rs:1 a::d::e c", "src/lib.rs:3 c a"]);
    }

    #[test]
    fn a_name_is_followed_to_where_it_is_from() {
        let files = [
            ("src/lib.rs", "mod a;\nmod b;\nmod c;\npub use a::One;\n"),
            ("src/a.rs", "pub struct One;\n"),
            ("src/b.rs", "pub use crate::a::*;\npub struct Two;\n"),
            ("src/c.rs", "fn f(_: crate::One, _: crate::b::One, _: crate::b::Two) {}\n"),
        ];
        assert_eq!(
            arrows(&files),
            ["src/b.rs:1 b a", "src/c.rs:1 c a", "src/c.rs:1 c b", "src/c.rs:1 c a", "src/c.rs:1 c b"]
        );
    }

    #[test]
    fn other_crates_and_circles_of_names_end() {
        let files = [
            ("src/lib.rs", "mod a;\nmod b;\n"),
            ("src/a.rs", "pub use crate::b::*;\nuse std::fmt;\nuse crate::b::Nothing;\n"),
            ("src/b.rs", "pub use crate::a::*;\n"),
        ];
        assert!(arrows(&files).contains(&"src/a.rs:3 a b".to_owned()));
    }

    #[test]
    fn a_file_that_is_not_there_is_named() {
        let read = |file: &str| Ok((file == "src/lib.rs").then(|| "mod a;".to_owned()));
        let error = Tree::of_files(&read, "src/lib.rs").unwrap_err();
        assert!(format!("{error:#}").contains("mod a"), "{error:#}");
    }
}
