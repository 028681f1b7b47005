//! Names of companies and apps.
//!
//! In: every name of the document, and the other utilities' of the lexicon. Out: `name_overlap`.

use super::{Document, LintCode, Lints, other_utilities, quoted};
use crate::documents::{Allow, Lexicon};
use crate::text::{Text, TokenKind};
use bumpalo::Bump;
use std::collections::BTreeMap;

pub(super) fn look(allow: &Allow, lexicon: &Lexicon, found: &mut Lints) {
    let mut owners: BTreeMap<String, String> = BTreeMap::new();
    for (_, utility) in other_utilities(allow, lexicon) {
        for name in &utility.names {
            owners.insert(folded(name), format!("another utility ({name})"));
        }
    }
    let mut claim = |name: &str, owner: String, pointer: String| match owners.get(&folded(name)) {
        Some(other) if *other != owner => {
            let problem =
                format!("{} is a name of {other} too: nobody can tell whom a message speaks for", quoted(name));
            let fix = "leave the name to one of them, or write it in full";
            found.add(LintCode::NameOverlap, (Document::Allow, pointer), name, (problem, fix));
        }
        _ => {
            owners.insert(folded(name), owner);
        }
    };
    for (at, issuer) in allow.issuers.iter().enumerate() {
        for (n, name) in issuer.names.iter().enumerate() {
            claim(&name.value, format!("issuer {}", issuer.id), format!("/issuers/{at}/names/{n}/value"));
        }
    }
    for (n, name) in allow.group_names.iter().enumerate() {
        claim(&name.value, format!("the group {}", allow.id), format!("/group_names/{n}/value"));
    }
    for (at, app) in allow.apps.iter().enumerate() {
        for (n, name) in app.names.iter().enumerate() {
            claim(name, format!("the app {}", app.name.en), format!("/apps/{at}/names/{n}"));
        }
    }
}

/// As messages are read: spelling and spaces that make no difference there make none here.
fn folded(name: &str) -> String {
    let arena = Bump::new();
    let text = Text::new(name, &arena);
    let words = text.tokens().iter().filter(|token| token.kind != TokenKind::Mark).map(|token| text.folded(token));
    words.collect::<Vec<_>>().join(" ")
}
