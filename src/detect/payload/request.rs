//! Requests that one tap answers: a QR code, a UPI request, a reply, a file by messenger.
//!
//! In: the readings. Out: findings.

use super::super::{Found, Input};
use super::asked;
use crate::report::FindingCode;
use crate::words::{Concept, Concepts, Hit};
use bumpalo::collections::Vec;

/// How far from "install" a messenger may stand, in tokens.
const MESSENGER_REACH: usize = 6;
/// How far behind a QR code the bill that it is printed on may stand.
const BILL_REACH: usize = 4;

pub(super) fn dangers<'a>(input: &Input<'a>, found: &mut Vec<'a, Found<'a>>) {
    let mut add = |code, hit: &Hit| {
        let value = input.text.folded_run(hit.tokens.clone(), input.arena);
        found.push(Found { code, tokens: hit.tokens.clone(), value: Some(value) });
    };
    for hit in asked(input, Concept::Qr).filter(|hit| !is_printed(input, hit)) {
        add(FindingCode::QrCode, hit);
    }
    for hit in asked(input, Concept::Collect) {
        add(FindingCode::CollectRequest, hit);
    }
    for hit in asked(input, Concept::Reply) {
        add(FindingCode::ReplyRequest, hit);
    }
    for hit in asked(input, Concept::Install).filter(|hit| is_by_messenger(input, hit)) {
        add(FindingCode::ApkFile, hit);
    }
}

/// `QR on the bill`: the issuer's own, from its own sender.
fn is_printed(input: &Input<'_>, hit: &Hit) -> bool {
    let behind = hit.tokens.end..hit.tokens.end + BILL_REACH;
    let mut bills = input.fuzzy.hits_around(&behind, 0).filter(|bill| bill.concepts.has(Concept::Bill));
    let on = input.word(hit.tokens.end).is_some_and(|word| matches!(word, "on" | "printed" | "given" | "of"));
    input.sender.is_official() && on && bills.any(|bill| behind.contains(&bill.tokens.start))
}

/// `install the file sent on WhatsApp`.
fn is_by_messenger(input: &Input<'_>, hit: &Hit) -> bool {
    let near = hit.tokens.start.saturating_sub(MESSENGER_REACH)..hit.tokens.end + MESSENGER_REACH;
    let messenger = |at: usize| input.word(at).is_some_and(|word| input.rules.language.messenger.has(word));
    let contact = Concepts::of(&[Concept::Contact]);
    input.fuzzy.concepts.has_any(contact) && near.into_iter().any(messenger)
}

#[cfg(test)]
mod tests {
    use super::super::super::testing::{BUSINESS, OFFICIAL, detect};
    use crate::report::FindingCode::{ApkFile, CollectRequest, QrCode, ReplyRequest};

    #[test]
    fn requests_that_one_tap_answers() {
        assert!(detect(BUSINESS, "scan QR code to pay").has(QrCode));
        assert!(detect(BUSINESS, "approve the collect request").has(CollectRequest));
        assert!(detect(BUSINESS, "send YES").has(ReplyRequest));
        assert!(detect(BUSINESS, "whatsapp the screenshot").has(ReplyRequest));
        assert!(detect(BUSINESS, "install the file sent on whatsapp").has(ApkFile));
    }

    #[test]
    fn denied_or_printed_they_are_none() {
        assert!(!detect(BUSINESS, "never scan a QR code").has(QrCode));
        assert!(!detect(OFFICIAL, "scan QR on the bill").has(QrCode));
        assert!(detect(BUSINESS, "scan QR on the bill").has(QrCode));
        assert!(!detect(BUSINESS, "never install a file sent on whatsapp").has(ApkFile));
        assert!(!detect(BUSINESS, "install the Suvidha app").has(ApkFile));
    }
}
