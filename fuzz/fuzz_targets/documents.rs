//! Any change to a document of the list, as its signers could make it: refused with a typed error, or a list that judges
//! messages, for which holds what must hold of every verdict.
//!
//! The first byte chooses the document; the rest is a JSON merge patch (RFC 7396) for it.
#![no_main]

use asli::allowlist::{self, TrustedList};
use asli::{Filter, Sms};
use asli_fuzz::{SENDERS, judge, now};
use libfuzzer_sys::fuzz_target;
use serde_json::Value;
use std::sync::LazyLock;

static LIST: LazyLock<TrustedList> = LazyLock::new(|| allowlist::embedded().unwrap());
static ALLOW: LazyLock<Value> =
    LazyLock::new(|| serde_json::from_str(include_str!("../../lists/bihar/allow.json")).unwrap());
static LEXICON: LazyLock<Value> =
    LazyLock::new(|| serde_json::from_str(include_str!("../../lists/common/lexicon.json")).unwrap());
const MESSAGES: [&str; 2] = [
    "SBPDCL: last date of your bill is 10/12/2026. Pay by Suvidha app and get 1.5% rebate.",
    "Dear consumer your electricity power will be disconnected tonight 9.30 pm, call officer 9876543210",
];

fuzz_target!(|input: &[u8]| {
    let Some((which, patch)) = input.split_first() else { return };
    let Ok(patch) = serde_json::from_slice(patch) else { return };
    let mut list = LIST.clone();
    if which % 2 == 0 {
        let Ok(allow) = serde_json::from_value(patched(ALLOW.clone(), patch)) else { return };
        list.first.allow = allow;
    } else {
        let Ok(lexicon) = serde_json::from_value(patched(LEXICON.clone(), patch)) else { return };
        list.lexicon = lexicon;
    }
    let Ok(filter) = Filter::new(list) else { return };
    for body in MESSAGES {
        for sender in SENDERS {
            judge(&filter, &Sms::new(sender, body), now());
        }
    }
});

fn patched(document: Value, patch: Value) -> Value {
    let Value::Object(patch) = patch else { return patch };
    let mut fields = match document {
        Value::Object(fields) => fields,
        _ => serde_json::Map::new(),
    };
    for (name, change) in patch {
        let before = fields.remove(&name).unwrap_or_default();
        if !change.is_null() {
            fields.insert(name, patched(before, change));
        }
    }
    Value::Object(fields)
}
