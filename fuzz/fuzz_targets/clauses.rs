//! Any text as the clauses of a list, with a message: an error that names a line, or a list that judges messages.
//!
//! The clauses are what is before the first NUL. What is behind it is a message, and chooses among the phrases of the
//! clauses for another one. Must hold: clauses that can be read can be compiled, or a line of theirs is named; compiled
//! clauses are read back; what holds of every verdict.
#![no_main]

use asli::allowlist::TrustedList;
use asli::list::schema::Clauses;
use asli::list::{CompiledClauses, RulesError};
use asli::{Filter, Sms};
use asli_fuzz::{SENDERS, judge, now, small_list};
use libfuzzer_sys::fuzz_target;
use std::sync::LazyLock;

/// A list whose kinds ask for nothing: whatever the clauses say can be genuine.
static LIST: LazyLock<TrustedList> = LazyLock::new(|| {
    let mut list = small_list();
    for kind in &mut list.first.allow.kinds {
        (kind.required, kind.clauses, kind.without) = (Vec::new(), Vec::new(), Vec::new());
    }
    list
});

/// So many phrases make a message.
const MOST_PHRASES: usize = 24;

fuzz_target!(|input: &str| {
    let (text, message) = input.split_once('\0').unwrap_or((input, ""));
    let lines = 0..=text.lines().count();
    let clauses = match Clauses::parse(text) {
        Ok(clauses) => clauses,
        Err(error) => return assert!(lines.contains(&error.line)),
    };
    assert_eq!(Clauses::parse_draft(text).as_ref(), Ok(&clauses));
    let kinds: Vec<&str> = LIST.first.allow.kinds.iter().map(|kind| kind.id.as_str()).collect();
    let compiled = match CompiledClauses::new(&clauses, &kinds) {
        Ok(compiled) => compiled,
        Err(RulesError::Clause { line, .. }) => return assert!(lines.contains(&line)),
        Err(_) => return,
    };
    let facts = compiled.facts(&kinds).unwrap();
    let mut list = LIST.clone();
    list.first.clauses = compiled;
    let filter = Filter::new(list).unwrap();
    let phrases: Vec<&str> = facts.iter().filter_map(|fact| Some(fact.split_once(": ")?.1)).collect();
    let chosen =
        message.bytes().take(MOST_PHRASES).filter_map(|byte| phrases.get(usize::from(byte) % phrases.len().max(1)));
    let chosen = chosen.copied().collect::<Vec<_>>().join(" ");
    for body in [message, &chosen, &format!("SBPDCL: {chosen}")] {
        let sms = Sms::new(SENDERS[0], body);
        judge(&filter, &sms, now());
        filter.explain(&sms, now());
    }
    judge(&filter, &Sms::new(SENDERS[2], &chosen), now());
});
