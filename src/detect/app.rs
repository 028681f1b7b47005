//! Apps that are not the issuer's.
//!
//! In: the readings. Out: findings for remote-access apps, APK files, and
//! requests to install an app that is not official.

use super::{Detected, Found, Input};
use crate::report::FindingCode;
use crate::words::{Concept, Concepts, Hit, Meaning};
use bumpalo::collections::Vec;

pub(super) fn dangers<'a>(input: &Input<'a>, detected: &Detected<'a>, found: &mut Vec<'a, Found<'a>>) {
    let add = |found: &mut Vec<'a, Found<'a>>, code, hit: &Hit| {
        let value = input.text.folded_run(hit.tokens.clone(), input.arena);
        found.push(Found { code, tokens: hit.tokens.clone(), value: Some(value) });
    };
    for hit in input.fuzzy.hits_of(Concepts::of(&[Concept::RemoteAccess])) {
        add(found, FindingCode::RemoteAccessApp, hit);
    }
    for hit in input.fuzzy.hits_of(Concepts::of(&[Concept::Apk])) {
        add(found, FindingCode::ApkFile, hit);
    }
    unknown_app(input, found);
    let link = detected.links.iter().any(|link| !link.kind.is_official());
    let subject = Concepts::of(&[Concept::App, Concept::Apk, Concept::RemoteAccess]);
    for hit in input.fuzzy.hits_of(Concepts::of(&[Concept::Install])) {
        let app = input.fuzzy.has_near(subject, &hit.tokens, 8);
        if (app || link) && !official_app_near(input, hit) {
            add(found, FindingCode::UnofficialApp, hit);
        }
    }
}

/// From an official sender, any "app" that does not follow an official name, where none does.
fn unknown_app<'a>(input: &Input<'a>, found: &mut Vec<'a, Found<'a>>) {
    let from_issuer = input.sender.issuer().is_some();
    let official = || input.mentions.all().iter().any(|mention| matches!(mention.meaning, Meaning::App(_)));
    let asked = input.fuzzy.concepts.has_any(Concepts::of(&[Concept::Pay, Concept::Install]));
    if !from_issuer || !asked || official() {
        return;
    }
    for hit in input.exact.hits_of(Concepts::of(&[Concept::App])) {
        found.push(Found { code: FindingCode::UnofficialApp, tokens: hit.tokens.clone(), value: None });
    }
}

fn official_app_near(input: &Input<'_>, hit: &Hit) -> bool {
    let near = hit.tokens.start.saturating_sub(8)..(hit.tokens.end + 8).min(input.tokens().len());
    near.into_iter().any(|at| {
        let pick = |meaning| matches!(meaning, Meaning::App(_)).then_some(());
        input.phrase(at, pick).is_some()
    })
}

#[cfg(test)]
mod tests {
    use super::super::testing::{BUSINESS, OFFICIAL, detect};
    use crate::report::FindingCode::{ApkFile, RemoteAccessApp, UnofficialApp};

    #[test]
    fn apps_that_are_not_the_issuers() {
        assert!(detect(BUSINESS, "install anydesk").has(RemoteAccessApp));
        assert!(detect(BUSINESS, "open the apk").has(ApkFile));
        assert!(detect(BUSINESS, "install this app").has(UnofficialApp));
        assert!(!detect(BUSINESS, "install the Suvidha app").has(UnofficialApp));
        assert!(detect(OFFICIAL, "pay in the bill app").has(UnofficialApp));
    }
}
