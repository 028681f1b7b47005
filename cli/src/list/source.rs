//! The documents of a list as files, and the places in them.
//!
//! In: a folder with `scopes.json`, `common/lexicon.json`, `common/claim.json`, `<group>/allow.json` and `<group>/clauses.txt`.
//! Out: the documents, parsed; where one does not parse, the file, line and column.

use anyhow::{Context, bail};
use asli::allowlist::{CLAIM, LEXICON, SCOPES, allow_path, templates_path};
use asli::list::CompiledClauses;
use asli::list::schema::{Allow, ClaimWeights, Clauses, Lexicon, Scopes, Templates};
use asli_cli::input::regular;
use jsonc_parser::ast::Value;
use jsonc_parser::common::Ranged;
use jsonc_parser::{CollectOptions, ParseOptions, parse_to_ast};
use serde::de::DeserializeOwned;
use std::path::{Path, PathBuf};

/// More than any document, key or bundle has: of a longer file, only its beginning is looked at, and refused.
const MOST_BYTES: u64 = 1 << 26;

/// Path of a group's clauses as people write them; phones get what they compile to.
pub(super) fn clauses_text_path(group: &str) -> String {
    format!("{group}/clauses.txt")
}

/// Every document of a list in a folder.
pub(super) struct Documents {
    pub(super) scopes: Source<Scopes>,
    pub(super) lexicon: Source<Lexicon>,
    pub(super) claim: Source<ClaimWeights>,
    /// One a group, in the order of their ids.
    pub(super) groups: Vec<Group>,
}

/// The documents of one group.
pub(super) struct Group {
    pub(super) allow: Source<Allow>,
    pub(super) clauses: Source<Clauses>,
    /// The registered templates, where the group has the document.
    pub(super) templates: Option<Source<Templates>>,
}

/// One document with the text that it was read from.
pub(super) struct Source<T> {
    pub(super) file: PathBuf,
    pub(super) text: String,
    pub(super) document: T,
}

impl Documents {
    /// Reads them all.
    ///
    /// # Errors
    /// The first document that is not there or does not parse, with the place.
    pub(super) fn read(lists: &Path) -> anyhow::Result<Self> {
        let scopes: Source<Scopes> = Source::read(lists.join(SCOPES))?;
        let group = |id: &String| {
            let allow = Source::read(lists.join(allow_path(id)))?;
            let clauses = Source::read_clauses(lists.join(clauses_text_path(id)))?;
            let templates = lists.join(templates_path(id));
            let templates = if templates.exists() { Some(Source::read(templates)?) } else { None };
            Ok(Group { allow, clauses, templates })
        };
        let groups = scopes.document.groups.keys().map(group).collect::<anyhow::Result<Vec<_>>>()?;
        if groups.is_empty() {
            bail!("{}: no group is in scope; add one to groups", scopes.file.display());
        }
        let (lexicon, claim) = (Source::read(lists.join(LEXICON))?, Source::read(lists.join(CLAIM))?);
        Ok(Self { scopes, lexicon, claim, groups })
    }
}

impl Group {
    /// The clauses as phones get them, for the kinds of this group.
    ///
    /// # Errors
    /// The line of the clauses that does not compile.
    pub(super) fn compiled(&self) -> anyhow::Result<CompiledClauses> {
        let kinds: Vec<&str> = self.allow.document.kinds.iter().map(|kind| kind.id.as_str()).collect();
        CompiledClauses::new(&self.clauses.document, &kinds)
            .with_context(|| format!("{} does not compile", self.clauses.file.display()))
    }
}

impl Source<Clauses> {
    pub(super) fn read_clauses(file: PathBuf) -> anyhow::Result<Self> {
        let text = read_text(&file)?;
        match Clauses::parse(&text) {
            Ok(document) => Ok(Self { file, text, document }),
            Err(error) => {
                bail!(
                    "{}:{}: {}\n  fix: docs/clauses.md describes the notation",
                    file.display(),
                    error.line,
                    error.problem
                )
            }
        }
    }
}

impl<T: DeserializeOwned> Source<T> {
    pub(super) fn read(file: PathBuf) -> anyhow::Result<Self> {
        let text = read_text(&file)?;
        match serde_json::from_str(&text) {
            Ok(document) => Ok(Self { file, text, document }),
            Err(error) => {
                // serde_json ends its message with the place; ours stands before it.
                let said = error.to_string();
                let what = said.rsplit_once(" at line ").map_or(said.as_str(), |(what, _)| what);
                bail!(
                    "{}:{}:{}: {what}\n  fix: the fields of each document are in docs/schema; \
                     unknown ones are refused, so that a typing mistake cannot switch a rule off",
                    file.display(),
                    error.line(),
                    error.column()
                )
            }
        }
    }
}

/// Reads a file as text; the error names it.
pub(super) fn read_text(file: &Path) -> anyhow::Result<String> {
    let bytes = read(file)?;
    String::from_utf8(bytes).map_err(|_| anyhow::anyhow!("{} is not UTF-8 text", file.display()))
}

/// Reads a regular file; the error names it.
pub(super) fn read(file: &Path) -> anyhow::Result<Vec<u8>> {
    Ok(regular::read(file, MOST_BYTES)?)
}

/// Line and column, from 1, of what a JSON pointer points to; of the nearest
/// thing around it where it points to nothing.
pub(super) fn place(text: &str, pointer: &str) -> (usize, usize) {
    let parsed = parse_to_ast(text, &CollectOptions::default(), &ParseOptions::default());
    let Some(mut value) = parsed.as_ref().ok().and_then(|parsed| parsed.value.as_ref()) else { return (1, 1) };
    for step in pointer.split('/').skip(1) {
        let name = step.replace("~1", "/").replace("~0", "~");
        let inner = match value {
            Value::Object(object) => object.get(&name).map(|property| &property.value),
            Value::Array(array) => name.parse::<usize>().ok().and_then(|at| array.elements.get(at)),
            _ => None,
        };
        match inner {
            Some(inner) => value = inner,
            None => break,
        }
    }
    line_and_column(text, value.start())
}

/// Line and column of a lint in clauses, whose pointer is a line's number.
pub(super) fn line_place(pointer: &str) -> (usize, usize) {
    (pointer.trim_start_matches('/').parse().unwrap_or(1), 1)
}

/// Keys that stand twice in one object, each with its second place.
pub(super) fn repeated_keys(text: &str) -> Vec<(String, (usize, usize))> {
    let mut found = Vec::new();
    let parsed = parse_to_ast(text, &CollectOptions::default(), &ParseOptions::default());
    let mut open: Vec<&Value<'_>> = parsed.as_ref().ok().and_then(|parsed| parsed.value.as_ref()).into_iter().collect();
    while let Some(value) = open.pop() {
        match value {
            Value::Object(object) => {
                let mut names = std::collections::BTreeSet::new();
                for property in &object.properties {
                    if !names.insert(property.name.as_str()) {
                        found.push((property.name.as_str().to_owned(), line_and_column(text, property.start())));
                    }
                    open.push(&property.value);
                }
            }
            Value::Array(array) => open.extend(&array.elements),
            _ => {}
        }
    }
    found.sort_by_key(|(_, place)| *place);
    found
}

fn line_and_column(text: &str, at: usize) -> (usize, usize) {
    let before = text.get(..at).unwrap_or_default();
    let line_start = before.rfind('\n').map_or(0, |end| end + 1);
    (before.matches('\n').count() + 1, before[line_start..].chars().count() + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pointer_leads_to_its_line_and_column() {
        let text = "{\n \"a\": [\n  1,\n  {\"b/c\": \"क\", \"d\": 2}\n ]\n}";
        assert_eq!(place(text, "/a/0"), (3, 3));
        assert_eq!(place(text, "/a/1/b~1c"), (4, 11));
        assert_eq!(place(text, "/a/1/d"), (4, 21));
        assert_eq!(place(text, "/a/7"), (2, 7), "what is missing is shown where it would be");
        assert_eq!(place("{", "/a"), (1, 1));
    }

    #[test]
    fn a_key_that_stands_twice_is_found_at_any_depth() {
        let text = "{\"a\": {\"b\": 1,\n \"b\": 2}, \"c\": [{\"d\": 1, \"d\": 1}]}";
        let places = repeated_keys(text);
        assert_eq!(places, [("b".to_owned(), (2, 2)), ("d".to_owned(), (2, 26))]);
    }
}
