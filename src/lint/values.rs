//! Values that the engine cannot use, or that let too much through.
//!
//! In: the documents. Out: `invalid_value`, `noun_open`, `pattern_loose`, `host_form`, `kind_unreachable`.

use super::{Document, LintCode, Lints, quoted};
use crate::documents::{Allow, Lexicon, Localized, Slot};
use crate::report::{Company, Element};
use crate::rules::{elements, is_helpline, is_noun, pattern, spoken_of, weekday};
use crate::words::Concept;
use std::collections::BTreeSet;

pub(super) fn look(allow: &Allow, lexicon: &Lexicon, found: &mut Lints) {
    schemas(allow, lexicon, found);
    nouns(allow, found);
    helplines(allow, found);
    slot("account_number", &allow.slots.account_number, found);
    slot("shared_account_number", &allow.slots.shared_account_number, found);
    slot("reference", &allow.slots.reference, found);
    kinds(allow, found);
    hosts(allow, lexicon, found);
    for (at, day) in allow.weekly_holidays.iter().enumerate() {
        if weekday(day).is_err() {
            let fix = "write monday, tuesday, wednesday, thursday, friday, saturday or sunday";
            invalid(Document::Allow, format!("/weekly_holidays/{at}"), day, "is no day of the week", fix, found);
        }
    }
    for (at, concept) in lexicon.concepts.iter().enumerate() {
        if Concept::from_name(&concept.concept).is_none() {
            let fix = "use one of the concepts in docs/schema/lexicon.schema.json; a new one needs a newer engine";
            let pointer = format!("/concepts/{at}/concept");
            invalid(Document::Lexicon, pointer, &concept.concept, "is no concept of this engine", fix, found);
        }
    }
    for (at, number) in lexicon.numbers.iter().enumerate() {
        let repeats = number.digits.strip_prefix('x').is_some_and(|times| matches!(times, "2" | "3"));
        if !repeats && (number.digits.is_empty() || !number.digits.bytes().all(|b| b.is_ascii_digit())) {
            let fix = "write the digits (\"98\"), or x2 and x3 for \"double\" and \"triple\"";
            invalid(Document::Lexicon, format!("/numbers/{at}/digits"), &number.digits, "is no number", fix, found);
        }
    }
}

fn invalid(document: Document, pointer: String, value: &str, is: &str, fix: &str, found: &mut Lints) {
    found.add(LintCode::InvalidValue, (document, pointer), value, (format!("{} {is}", quoted(value)), fix));
}

fn schemas(allow: &Allow, lexicon: &Lexicon, found: &mut Lints) {
    for (document, schema) in [(Document::Allow, allow.schema), (Document::Lexicon, lexicon.schema)] {
        if schema != 1 {
            let is = "is a schema that this engine does not know";
            invalid(document, "/schema".to_owned(), &schema.to_string(), is, "write 1", found);
        }
    }
}

/// What texts for people call the companies.
fn nouns(allow: &Allow, found: &mut Lints) {
    let open = Company::default();
    let nouns = [
        ("company", &allow.nouns.company, &open.noun),
        ("office", &allow.nouns.office, &open.office),
        ("supply", &allow.nouns.supply, &open.supply),
    ];
    let mut shown: Vec<(String, &Localized)> = Vec::new();
    for (field, noun, open) in nouns {
        let pointer = format!("/nouns/{field}");
        if noun == open {
            let problem = format!("texts for people would speak of {}", quoted(&noun.en));
            let fix = "write what the company is (\"the gas company\"), where its customers ask, what it supplies";
            found.add(LintCode::NounOpen, (Document::Allow, pointer.clone()), &noun.en, (problem, fix));
        }
        shown.push((pointer, noun));
    }
    for (at, issuer) in allow.issuers.iter().enumerate() {
        shown.push(match &issuer.short_name {
            Some(short) => (format!("/issuers/{at}/short_name"), short),
            None => (format!("/issuers/{at}/name"), &issuer.name),
        });
    }
    for (pointer, Localized { en, hi }) in shown {
        for (lang, text) in [("en", en), ("hi", hi)].into_iter().filter(|(_, text)| !is_noun(text)) {
            let fix = "write a short name or noun without digits and links; an issuer's may be its short_name";
            let pointer = format!("{pointer}/{lang}");
            invalid(Document::Allow, pointer, text, "can be no name or noun in a sentence", fix, found);
        }
    }
}

fn helplines(allow: &Allow, found: &mut Lints) {
    for (at, line) in allow.helplines.iter().enumerate().filter(|(_, line)| !is_helpline(&line.value)) {
        let pointer = format!("/helplines/{at}/value");
        invalid(Document::Allow, pointer, &line.value, "is no number to call", "write its digits alone", found);
    }
    for (at, issuer) in allow.issuers.iter().enumerate() {
        let own = issuer.helpline.iter().filter(|own| !allow.helplines.iter().any(|line| line.value == **own));
        for own in own {
            let pointer = format!("/issuers/{at}/helpline");
            invalid(Document::Allow, pointer, own, "is none of the helplines", "add it there, with its source", found);
        }
    }
}

/// Texts that no account number or reference may look like.
const FOREIGN: &[&str] = &[
    "",
    "call",
    "abcdef",
    "anydesk",
    "bit.ly",
    "bitly/x1",
    "name@upi",
    "9876543210",
    "6123456789",
    "919876543210",
    "09876543210",
    "18001234567",
];

fn slot(name: &str, slot: &Slot, found: &mut Lints) {
    let pointer = format!("/slots/{name}/pattern");
    let Ok(regex) = pattern("", &slot.pattern) else {
        let fix = "write a pattern of the regex-lite crate: no look-around, no back-reference, no Unicode classes";
        return invalid(Document::Allow, pointer, &slot.pattern, "is no usable pattern", fix, found);
    };
    // Account numbers do look like mobile numbers (facts X): only their label tells them apart.
    let numeric = |text: &str| text.len() >= 10 && text.bytes().all(|b| b.is_ascii_digit());
    let foreign = FOREIGN.iter().filter(|text| name != "account_number" || !numeric(text));
    for text in foreign.filter(|text| regex.is_match(text)) {
        let problem = format!("the pattern of {name} also matches {}", quoted(text));
        let fix = "narrow it: digits in a fixed number, letters only as a short prefix";
        found.add(LintCode::PatternLoose, (Document::Allow, pointer.clone()), &slot.pattern, (problem, fix));
    }
}

fn kinds(allow: &Allow, found: &mut Lints) {
    let mut ids = BTreeSet::new();
    for (at, kind) in allow.kinds.iter().enumerate() {
        let pointer = format!("/kinds/{at}");
        {
            for (place, name) in kind.required.iter().enumerate() {
                let pointer = format!("{pointer}/required/{place}");
                match elements(name) {
                    Err(_) => {
                        let known: Vec<&str> = Element::ALL.iter().map(|element| element.code()).collect();
                        let fix = format!("use channel, deadline, level, {}", known.join(", "));
                        invalid(Document::Allow, pointer, name, "is no element", &fix, found);
                    }
                    Ok(any) if !any.iter().any(|element| is_there(*element, allow)) => {
                        let problem = format!("kind {} requires {name}, of which the list has none", kind.id);
                        let fix = "list an app or a site, or do not require it";
                        found.add(LintCode::KindUnreachable, (Document::Allow, pointer), name, (problem, fix));
                    }
                    Ok(_) => {}
                }
            }
        }
        for (place, code) in kind.speaks_of.iter().enumerate().filter(|(_, code)| spoken_of(code).is_err()) {
            let fix = "name findings that words alone make, such as disconnection_time or secret_request";
            let pointer = format!("{pointer}/speaks_of/{place}");
            invalid(Document::Allow, pointer, code, "is no finding that a kind can speak of", fix, found);
        }
        if !ids.insert(&kind.id) {
            let fix = "give each kind an id of its own";
            invalid(Document::Allow, format!("{pointer}/id"), &kind.id, "is the id of an earlier kind", fix, found);
        }
    }
    for (at, site) in allow.sites.iter().enumerate() {
        for (place, kind) in site.kinds.iter().enumerate().filter(|(_, kind)| !ids.contains(kind)) {
            let pointer = format!("/sites/{at}/kinds/{place}");
            invalid(Document::Allow, pointer, kind, "is no kind", "name kinds by their ids", found);
        }
    }
}

/// Whether a message can hold the element at all.
fn is_there(element: Element, allow: &Allow) -> bool {
    match element {
        Element::App => !allow.apps.is_empty(),
        Element::Site => !allow.sites.is_empty(),
        _ => true,
    }
}

fn hosts(allow: &Allow, lexicon: &Lexicon, found: &mut Lints) {
    let own = allow.sites.iter().enumerate();
    let own = own.map(|(at, site)| (Document::Allow, format!("/sites/{at}/host"), site.host.as_str()));
    let others = lexicon.other_utilities.iter().enumerate().flat_map(|(n, utility)| {
        let pointer = move |at: usize| format!("/other_utilities/{n}/sites/{at}/value");
        let sites = utility.sites.iter().enumerate();
        sites.map(move |(at, site)| (Document::Lexicon, pointer(at), site.value.as_str()))
    });
    for (document, pointer, host) in own.chain(others) {
        let label = |label: &str| {
            let inner = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-';
            !label.is_empty() && label.bytes().all(inner) && !label.starts_with('-') && !label.ends_with('-')
        };
        let numeric = host.bytes().all(|b| b.is_ascii_digit() || b == b'.');
        let (problem, fix) = if lexicon.shorteners.iter().any(|shortener| shortener == host) {
            ("shortens links: anybody can point it anywhere", "name the site that it leads to")
        } else if numeric || !host.contains('.') || !host.split('.').all(label) || host.starts_with("www.") {
            ("is no host name as links are compared", "write it in lower case, without scheme, path, port and www.")
        } else {
            continue;
        };
        found.add(LintCode::HostForm, (document, pointer), host, (format!("{} {problem}", quoted(host)), fix));
    }
}
