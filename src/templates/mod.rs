//! The registered templates of a list, compiled for matching.
//!
//! In: the signed document, the grammar whose slots read values, and the group's rules. Out: [`Templates`], which the
//! proof matches messages with. What a template accepts is described in `docs/templates.md`.

mod compile;

#[cfg(feature = "lint")]
pub(crate) use compile::{compile, slot_names};

use crate::grammar::Symbol;
use crate::report::Element;
use rustc_hash::FxHashSet;
use std::sync::Arc;

/// The templates of a list, ready for matching.
#[derive(Debug, Default)]
pub(crate) struct Templates {
    /// Whether nothing else proves a message.
    pub(crate) only: bool,
    pub(crate) all: Vec<Compiled>,
    /// The words of their texts, which are ordinary: nothing is read into them.
    words: FxHashSet<Box<str>>,
}

/// One template.
#[derive(Debug)]
pub(crate) struct Compiled {
    pub(crate) id: Arc<str>,
    /// In lower case.
    pub(crate) headers: Vec<Box<str>>,
    /// Index of its kind.
    pub(crate) kind: Option<usize>,
    pub(crate) parts: Vec<Part>,
}

#[derive(Debug)]
pub(crate) enum Part {
    Text(Vec<Literal>),
    Blank(Box<BlankForm>),
}

/// A token of fixed text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Literal {
    /// As it is folded.
    pub(crate) folded: Box<str>,
    /// Whether it is a mark that counts.
    pub(crate) is_mark: bool,
    /// Whether nothing may be between it and the token before it.
    pub(crate) is_glued: bool,
}

/// What a blank accepts.
#[derive(Debug)]
pub(crate) struct BlankForm {
    /// No letters.
    pub(crate) is_numeric: bool,
    pub(crate) most_characters: usize,
    /// Slots that read its value, each with its symbol.
    pub(crate) slots: Vec<(u16, Symbol)>,
    /// What its value is.
    pub(crate) element: Option<Element>,
    pub(crate) official: Option<Official>,
    /// The values that are permitted; the slots are not asked where there are any.
    pub(crate) values: Vec<Vec<Literal>>,
    /// The symbol under which a value without a slot is reported.
    pub(crate) symbol: Symbol,
    /// The role, for explanations.
    pub(crate) role: Box<str>,
}

/// Names and addresses that are official by the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Official {
    Company,
    App,
    Site,
}

impl Templates {
    /// Whether the list has none.
    pub(crate) fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// Whether `word`, folded, is one of a template's text.
    pub(crate) fn has_word(&self, word: &str) -> bool {
        self.words.contains(word)
    }

    /// The template at `index`.
    pub(crate) fn template(&self, index: usize) -> Option<&Compiled> {
        self.all.get(index)
    }
}
