//! Made-up groups, as many as are wanted: each with a sender id, a name, an app, a site and clauses of its own.
#![allow(dead_code, clippy::unwrap_used, missing_docs, unreachable_pub)]

use asli::allowlist::{self, TrustedList};
use asli::list::schema::{Allow, Clauses, Templates};
use asli::list::{CompiledClauses, GroupDocuments};
use serde_json::{Value, json};
use std::path::Path;

/// Letters none of which looks like another.
const LETTERS: &[u8; 13] = b"AEHKMNPRTUWXY";

/// The sender id of a made-up group: two of them differ in two letters at least.
pub fn header(at: usize) -> String {
    let letter = |place: u32| char::from(LETTERS[at / 13_usize.pow(place) % 13]);
    let half: String = (0..3).map(letter).collect();
    format!("{half}{half}")
}

/// A message of a made-up group that its clauses prove.
pub fn genuine(at: usize) -> String {
    let name = header(at);
    format!("{name} Vidyut Nigam: last date 10/12/2026. Pay by {name} Bijli app.")
}

/// The documents of a made-up group: the starter's, with its names.
pub fn group(at: usize) -> GroupDocuments {
    let header = header(at);
    let id = header.to_lowercase();
    let mut allow: Value = serde_json::from_str(&starter("allow.json")).unwrap();
    let shown = json!({"en": header, "hi": header});
    let sourced = |value: String| json!([{"value": value, "source": "OWN"}]);
    allow["id"] = format!("group-{id}").into();
    allow["name"] = shown.clone();
    let names = sourced(format!("{header} Vidyut Nigam"));
    allow["issuers"] = json!([{"id": id, "name": shown, "headers": sourced(header.clone()), "names": names}]);
    allow["apps"] = json!([{"name": shown, "names": [format!("{header} Bijli")], "source": "OWN"}]);
    allow["sites"] = json!([{"host": format!("{id}.example"), "source": "OWN"}]);
    documents(serde_json::from_value(allow).unwrap(), &starter("clauses.txt"))
}

/// The documents of a group with these clauses.
pub fn documents(allow: Allow, clauses: &str) -> GroupDocuments {
    let kinds: Vec<&str> = allow.kinds.iter().map(|kind| kind.id.as_str()).collect();
    let clauses = CompiledClauses::new(&Clauses::parse(clauses).unwrap(), &kinds).unwrap();
    GroupDocuments { clauses, templates: Templates::new(), allow }
}

/// The built-in list with `count` made-up groups beside its own.
pub fn list(count: usize) -> TrustedList {
    let mut list = allowlist::embedded().unwrap();
    list.others.extend((0..count).map(group));
    list
}

fn starter(file: &str) -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let root = if root.ends_with("benches") { root.join("..") } else { root.to_owned() };
    std::fs::read_to_string(root.join("cli/starter").join(file)).unwrap()
}
