//! The groups of a list behind its first, each compiled when it is asked for.
//!
//! In: the documents of the groups and what all groups share. Out: [`Later`]. A group that cannot be compiled is none:
//! nothing is genuine by it. An import calls [`Later::compile_all`] first.

use super::group::{Group, GroupDocuments};
use super::shared::{Name, Shared, index};
use crate::documents::{Lexicon, RulesError, Utility};
use std::sync::{Mutex, OnceLock, PoisonError};

/// Groups that are compiled when they are asked for.
#[derive(Debug, Default)]
pub(super) struct Later {
    groups: Vec<LaterGroup>,
    /// The words that all groups share, kept where there is a group to compile.
    words: Option<Box<(Lexicon, Vec<Name>)>>,
}

/// A group, compiled or not.
#[derive(Debug)]
struct LaterGroup {
    index: u16,
    first_issuer: u16,
    documents: Mutex<Option<GroupDocuments>>,
    group: OnceLock<Result<Group, RulesError>>,
}

impl Later {
    /// `issuers_before` of the list's issuers are of the first group.
    pub(super) fn new(
        groups: Vec<GroupDocuments>,
        issuers_before: usize,
        lexicon: Lexicon,
        names: Vec<Name>,
    ) -> Result<Self, RulesError> {
        let words = (!groups.is_empty()).then(|| Box::new((lexicon, names)));
        let mut issuers = issuers_before;
        let mut later = Vec::with_capacity(groups.len());
        for (at, documents) in (1..).zip(groups) {
            let (index, first_issuer) = (index("groups", at)?, index("issuers", issuers)?);
            issuers += documents.allow.issuers.len();
            later.push(LaterGroup {
                index,
                first_issuer,
                documents: Mutex::new(Some(documents)),
                group: OnceLock::new(),
            });
        }
        Ok(Self { groups: later, words })
    }

    pub(super) fn is_empty(&self) -> bool {
        self.groups.is_empty()
    }

    /// The group at `at` among these; `None` where the list has no such group, or it cannot be compiled.
    pub(super) fn group(&self, at: u16, utilities: &[Utility]) -> Option<&Group> {
        self.compiled(self.groups.get(usize::from(at))?, utilities).as_ref().ok()
    }

    /// Every group that can be compiled.
    pub(super) fn groups(&self, utilities: &[Utility]) -> impl Iterator<Item = &Group> {
        self.groups.iter().filter_map(|group| self.compiled(group, utilities).as_ref().ok())
    }

    /// Compiles every group.
    pub(super) fn compile_all(&self, utilities: &[Utility]) -> Result<(), RulesError> {
        let error = self.groups.iter().find_map(|group| self.compiled(group, utilities).as_ref().err());
        error.map_or(Ok(()), |error| Err(error.clone()))
    }

    fn compiled<'s>(&'s self, later: &'s LaterGroup, utilities: &[Utility]) -> &'s Result<Group, RulesError> {
        later.group.get_or_init(|| {
            let documents = later.documents.lock().unwrap_or_else(PoisonError::into_inner).take();
            // Only a panic while it was compiled leaves a group without documents.
            let (Some(documents), Some(words)) = (documents, self.words.as_deref()) else {
                return Err(RulesError::TooMany { what: "attempts to compile a group", most: 1 });
            };
            let shared = Shared { lexicon: &words.0, utilities, names: &words.1 };
            Group::new(documents, (later.index, later.first_issuer), &shared)
        })
    }
}
