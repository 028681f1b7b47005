//! The lint: one change to sound documents, one lint at that place.
#![allow(clippy::unwrap_used, clippy::panic)]

use asli::list::lint::{Document, Lint, LintCode, lint};
use asli::list::schema::Clauses;
use serde_json::{Value, json};
use std::collections::BTreeSet;

const TODAY: &str = "2026-11-24";

/// A few clauses: the lint of the real ones is `asli list lint`.
const CLAUSES: &str = "class pay = pay | clear | settle
chunk pay = {pay} [your] bill
chunk channel = (by | on | through) (<app> [app] | <site>)
frame pay (bill_reminder): pay channel?
";

/// The documents, to be changed: JSON, and clauses as text.
struct Documents {
    allow: Value,
    clauses: String,
    lexicon: Value,
    scopes: Value,
}

impl Documents {
    fn sound() -> Self {
        let read = |text: &str| serde_json::from_str(text).unwrap();
        Self {
            allow: read(include_str!("../lists/bihar/allow.json")),
            clauses: CLAUSES.to_owned(),
            lexicon: read(include_str!("../lists/common/lexicon.json")),
            scopes: read(include_str!("../lists/scopes.json")),
        }
    }

    /// Puts `value` at `pointer`; `/-` at the end appends to an array. Clauses only grow by a line.
    fn put(&mut self, document: Document, pointer: &str, value: Value) {
        match document {
            Document::Allow => put(&mut self.allow, pointer, value),
            Document::Lexicon => put(&mut self.lexicon, pointer, value),
            Document::Scopes => put(&mut self.scopes, pointer, value),
            // They have tests of their own: cli/tests/template_commands.rs.
            Document::Templates => unreachable!("no case is of templates"),
            Document::Clauses => {
                self.clauses.push_str(value.as_str().unwrap());
                self.clauses.push('\n');
            }
        }
    }

    fn lint(&self, today: &str) -> Vec<Lint> {
        lint(
            &serde_json::from_value(self.allow.clone()).unwrap(),
            &Clauses::parse(&self.clauses).unwrap(),
            &serde_json::from_value(self.lexicon.clone()).unwrap(),
            &serde_json::from_value(self.scopes.clone()).unwrap(),
            today.parse().unwrap(),
        )
    }
}

/// Puts `value` at `pointer`; `/-` at the end appends to an array.
fn put(document: &mut Value, pointer: &str, value: Value) {
    if let Some(array) = pointer.strip_suffix("/-") {
        document.pointer_mut(array).unwrap().as_array_mut().unwrap().push(value);
        return;
    }
    let (parent, name) = pointer.rsplit_once('/').unwrap();
    match document.pointer_mut(parent).unwrap() {
        Value::Object(object) => {
            object.insert(name.to_owned(), value);
        }
        Value::Array(array) => array[name.parse::<usize>().unwrap()] = value,
        _ => panic!("{pointer}"),
    }
}

/// What one change adds to the lints of the sound documents.
fn added(changes: &[(Document, &str, Value)], today: &str) -> Vec<Lint> {
    let before: BTreeSet<(LintCode, String)> =
        Documents::sound().lint(TODAY).into_iter().map(|lint| (lint.code, lint.value)).collect();
    let mut documents = Documents::sound();
    for (document, pointer, value) in changes {
        documents.put(*document, pointer, value.clone());
    }
    let after = documents.lint(today).into_iter();
    after.filter(|lint| !before.contains(&(lint.code, lint.value.clone()))).collect()
}

/// One change, one lint.
#[track_caller]
fn gives(document: Document, pointer: &str, value: Value, code: LintCode) -> Lint {
    let found = added(&[(document, pointer, value)], TODAY);
    let Some(lint) = found.iter().find(|lint| lint.code == code) else { panic!("{pointer}: {found:?}") };
    assert!(!lint.problem.is_empty() && !lint.fix.is_empty(), "{lint:?}");
    let near = pointer.trim_end_matches("/-");
    assert!(
        lint.pointer.starts_with(near) || near.starts_with(&lint.pointer) || lint.pointer.contains("/groups"),
        "{lint:?}"
    );
    lint.clone()
}

#[test]
fn values_that_the_engine_cannot_use() {
    use Document::{Allow, Lexicon};
    gives(Lexicon, "/language/months/4", json!({"en": []}), LintCode::InvalidValue);
    gives(Lexicon, "/language/time_units/en/0", json!("p m"), LintCode::InvalidValue);
    gives(Lexicon, "/language/multiples/0/glued/en/0", json!("K"), LintCode::InvalidValue);
    gives(Lexicon, "/nation/route_suffixes", json!("S"), LintCode::InvalidValue);
    gives(Lexicon, "/nation/business_domains/0", json!("com"), LintCode::InvalidValue);
    gives(Lexicon, "/nation/account_digits", json!([12, 9]), LintCode::InvalidValue);
    gives(Lexicon, "/nation/numbering/trunk_prefix", json!(""), LintCode::InvalidValue);
    gives(Lexicon, "/nation/numbering/service_first", json!("16"), LintCode::InvalidValue);
    gives(Allow, "/schema", json!(2), LintCode::InvalidValue);
    gives(Allow, "/weekly_holidays/-", json!("someday"), LintCode::InvalidValue);
    gives(Allow, "/kinds/0/required/-", json!("phone_number"), LintCode::InvalidValue);
    gives(Allow, "/kinds/2/id", json!("low_balance"), LintCode::InvalidValue);
    gives(Allow, "/kinds/0/speaks_of", json!(["phone_number"]), LintCode::InvalidValue);
    gives(Allow, "/sites/0/kinds", json!(["no_kind"]), LintCode::InvalidValue);
    gives(Allow, "/slots/reference/pattern", json!("(?=x)"), LintCode::InvalidValue);
    gives(Allow, "/holidays/0/date", json!("26 January"), LintCode::InvalidValue);
    gives(Lexicon, "/concepts/0/concept", json!("witchcraft"), LintCode::InvalidValue);
    gives(Lexicon, "/numbers/0/digits", json!("zero"), LintCode::InvalidValue);
}

#[test]
fn words_that_cannot_stand_in_a_sentence_and_those_of_the_starter() {
    use Document::Allow;
    gives(Allow, "/nouns/company/hi", json!(""), LintCode::InvalidValue);
    gives(Allow, "/nouns/office/en", json!("98765 43210"), LintCode::InvalidValue);
    gives(Allow, "/issuers/0/short_name/en", json!("bit.ly"), LintCode::InvalidValue);
    gives(Allow, "/issuers/0/helpline", json!("1906"), LintCode::InvalidValue);
    gives(Allow, "/helplines/0/value", json!("*21*98"), LintCode::InvalidValue);
    assert_eq!(added(&[(Allow, "/issuers/0/helpline", json!("7666008833"))], TODAY), []);
    let open = gives(Allow, "/nouns/company", json!({"en": "the company", "hi": "कंपनी"}), LintCode::NounOpen);
    assert!(open.problem.contains("the company"), "{open:?}");
}

#[test]
fn patterns_and_hosts_that_let_too_much_through() {
    use Document::Allow;
    let loose = gives(Allow, "/slots/reference/pattern", json!("[a-z0-9]{4,20}"), LintCode::PatternLoose);
    assert!(loose.problem.contains("reference"));
    let called = gives(Allow, "/slots/shared_account_number/pattern", json!("[0-9]{9,12}"), LintCode::PatternLoose);
    assert!(called.problem.contains("9876543210"), "{called:?}");
    gives(Allow, "/slots/account_number/pattern", json!("[!-~]*"), LintCode::PatternLoose);
    for host in ["www.sbpdcl.co.in", "https://sbpdcl.co.in", "SBPDCL.co.in", "bit.ly", "10.0.0.1", "localhost"] {
        gives(Allow, "/sites/0/host", json!(host), LintCode::HostForm);
    }
}

#[test]
fn claims_outside_the_scope() {
    use Document::{Allow, Scopes};
    gives(Allow, "/id", json!("jharkhand"), LintCode::OutOfScope);
    gives(Allow, "/issuers/0/headers/0/value", json!("JBVNLX"), LintCode::OutOfScope);
    gives(Allow, "/issuers/0/names/1/value", json!("Jharkhand Bijli"), LintCode::OutOfScope);
    gives(Allow, "/apps/0/names/0", json!("Other App"), LintCode::OutOfScope);
    let package = json!({"value": "org.example.bill", "source": "P1"});
    gives(Allow, "/apps/0/package", package, LintCode::OutOfScope);
    gives(Allow, "/sites/0/host", json!("example.org"), LintCode::OutOfScope);
    gives(Allow, "/helplines/0/value", json!("1800"), LintCode::OutOfScope);
    gives(Scopes, "/groups/bihar/hosts/-", json!("example.org"), LintCode::ScopeUnused);
}

#[test]
fn sender_ids_that_overlap_or_lie_one_edit_apart() {
    use Document::{Allow, Lexicon, Scopes};
    let header = |value: &str| json!({"value": value, "source": "P2"});
    gives(Allow, "/issuers/1/headers/-", header("SBPDCL"), LintCode::HeaderOverlap);
    gives(Allow, "/issuers/0/headers/-", header("JM-SBPDCL-S"), LintCode::HeaderForm);
    gives(Allow, "/neighbours/-", header("NBPDCL"), LintCode::HeaderOverlap);
    gives(Allow, "/neighbours/-", header("AIRTEL"), LintCode::NeighbourIdle);
    let near = gives(Allow, "/issuers/0/headers/-", header("BESTSX"), LintCode::HeaderNeighbour);
    assert!(near.problem.contains("BESTSM") && near.fix.contains("neighbours"), "{near:?}");
    let utility = json!({"names": ["other"], "headers": ["SBPDC1"], "source": "T"});
    let near = added(&[(Lexicon, "/other_utilities/-", utility)], TODAY);
    assert!(near.iter().any(|lint| lint.code == LintCode::HeaderNeighbour), "{near:?}");
    let scope = json!({"headers": ["sbpdcl"], "names": [], "hosts": [], "apps": [], "helplines": []});
    let taken = added(&[(Scopes, "/groups/other", scope)], TODAY);
    assert!(taken.iter().any(|lint| lint.code == LintCode::HeaderOverlap), "{taken:?}");
    let scope = json!({"headers": [], "names": ["South Bihar POWER"], "hosts": ["sbpdcl.co.in"], "apps": ["Suvidha"], "helplines": ["1912"]});
    let taken = added(&[(Scopes, "/groups/other", scope)], TODAY);
    let count = |code: LintCode| taken.iter().filter(|lint| lint.code == code).count();
    assert_eq!((count(LintCode::ScopeOverlap), count(LintCode::AppShared)), (2, 1), "{taken:?}");
}

#[test]
fn names_that_two_claim() {
    use Document::{Allow, Lexicon};
    let name = json!({"value": "S B P D C L", "source": "P1"});
    assert!(added(&[(Allow, "/group_names/-", json!({"value": "sbpdcl", "source": "P1"}))], TODAY).len() > 1);
    let spaced = added(&[(Allow, "/issuers/1/names/-", name)], TODAY);
    assert!(spaced.iter().all(|lint| lint.code == LintCode::OutOfScope), "spelt out, it is another name: {spaced:?}");
    gives(Allow, "/issuers/1/names/-", json!({"value": "SbPdCl", "source": "P1"}), LintCode::NameOverlap);
    let utility = json!({"names": ["Suvidha"], "headers": [], "source": "T"});
    let taken = added(&[(Lexicon, "/other_utilities/-", utility)], TODAY);
    assert!(taken.iter().any(|lint| lint.code == LintCode::NameOverlap && lint.pointer.starts_with("/apps/")));
    let own = json!({"names": ["sbpdcl", "bihar power"], "headers": ["SBPDCL"], "source": "T"});
    let own = added(&[(Lexicon, "/other_utilities/-", own)], TODAY);
    assert!(own.is_empty(), "a group of the list is no other utility: {own:?}");
}

#[test]
fn clauses_that_do_not_compile() {
    let add = |line: &str| gives(Document::Clauses, "/", json!(line), LintCode::ClauseInvalid);
    assert_eq!(add("chunk empty = [please]").pointer, "/5");
    assert!(add("frame odd (no_kind): pay").problem.contains("a kind that nothing defines"));
    assert!(add("class a = x {b}\nclass b = y {a}\nchunk c = {a}").problem.contains("in a circle"));
    assert!(add("chunk sum = <nothing: a b>").problem.contains("no such element"));
    assert!(add("chunk odd = \u{440}ay bill").problem.contains("look-alike"), "Cyrillic");
}

#[test]
fn clauses_that_say_what_no_company_may_say() {
    let says = |lines: &str| {
        let lint = gives(Document::Clauses, "/", json!(lines), LintCode::ClauseForbidden);
        (lint.value, lint.problem)
    };
    let (rule, problem) = says("chunk call = call the officer\nframe call (bill_reminder): call");
    assert!(rule == "contact" && problem.contains("call the officer"), "{rule}: {problem}");
    let (rule, problem) = says("chunk visit = pay your bill on the portal\nframe visit (bill_reminder): visit");
    assert!(rule == "site" && problem.contains("on the portal"), "{rule}: {problem}");
    // What is forbidden may come from two chunks, each harmless by itself.
    let cut = "slot time none time = (?<hour>[0-9]{1,2})\nchunk cut = supply will be disconnected\nchunk at = at <time>\n\
               frame cut (disconnection_notice): cut at?";
    let (rule, problem) = says(cut);
    assert!(rule == "cut_time" && problem.contains("<time>"), "{rule}: {problem}");
}

#[test]
fn an_official_name_binds_a_channel() {
    let bound = "chunk use = on the portal <site>\nframe use (bill_reminder): use";
    assert_eq!(added(&[(Document::Clauses, "/", json!(bound))], TODAY), []);
}

#[test]
fn kinds_that_no_message_can_be_of() {
    use Document::Allow;
    let none = added(&[(Allow, "/apps", json!([])), (Allow, "/sites", json!([]))], TODAY);
    assert!(none.iter().any(|lint| lint.code == LintCode::KindUnreachable), "{none:?}");
}

#[test]
fn holidays_and_their_years() {
    use Document::Allow;
    let day = |date: &str| json!({"date": date, "name": {"en": "A", "hi": "अ"}, "source": "H1"});
    gives(Allow, "/holidays/-", day("2028-01-26"), LintCode::HolidayYear);
    gives(Allow, "/holidays/-", day("2026-01-26"), LintCode::HolidayRepeated);
    gives(Allow, "/holiday_years/-", json!(2028), LintCode::HolidayYear);
    let in_october = added(&[], "2027-10-01");
    assert!(in_october.iter().any(|lint| lint.code == LintCode::HolidayPast && lint.value == "2028"), "{in_october:?}");
    let later = added(&[], "2028-02-01");
    assert!(later.iter().any(|lint| lint.value == "2026" && lint.problem == "2026 is past"), "{later:?}");
}

#[test]
fn facts_without_a_source() {
    use Document::{Allow, Lexicon};
    gives(Allow, "/apps/0/source", json!(""), LintCode::SourceMissing);
    gives(Allow, "/holidays/0/source", json!("Z9"), LintCode::SourceMissing);
    gives(Allow, "/slots/reference/source", json!("Z9"), LintCode::SourceMissing);
    gives(Lexicon, "/concepts/0/source", json!("Z9"), LintCode::SourceMissing);
    let package = json!({"value": "org.example.bill", "source": "Z9"});
    gives(Allow, "/apps/0/package", package, LintCode::SourceMissing);
    gives(Allow, "/sources/P1/title", json!("TODO: which page?"), LintCode::SourceOpen);
    let unused = json!({"title": "A", "publisher": "B", "confidence": "press"});
    gives(Allow, "/sources/Z9", unused, LintCode::SourceUnused);
}
