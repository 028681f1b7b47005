//! Sender ids: form, overlap, neighbours.
//!
//! In: every header that the documents name. Out: `header_form`,
//! `header_overlap`, `header_neighbour`, `neighbour_idle`.

use super::{Document, LintCode, Lints, other_utilities, quoted, step};
use crate::documents::{Allow, Lexicon, Scopes};
use crate::text::visual_class;
use crate::words::distance_within;

/// A header with whose it is and where it stands.
struct Header<'a> {
    value: &'a str,
    folded: String,
    owner: String,
    document: Document,
    pointer: String,
}

pub(super) fn look(allow: &Allow, lexicon: &Lexicon, scopes: &Scopes, found: &mut Lints) {
    let own = own(allow);
    let others = others(allow, lexicon, scopes);
    for header in &own {
        form(header, found);
    }
    for (at, header) in own.iter().enumerate() {
        for other in &own[at + 1..] {
            compare(other, header, allow, found);
        }
        for other in &others {
            compare(header, other, allow, found);
        }
    }
    for (at, neighbour) in allow.neighbours.iter().enumerate() {
        let folded = neighbour.value.to_ascii_lowercase();
        let pointer = (Document::Allow, format!("/neighbours/{at}/value"));
        if own.iter().any(|header| header.folded == folded) {
            let problem = format!("{} is one of the group's own sender ids", quoted(&neighbour.value));
            found.add(LintCode::HeaderOverlap, pointer, &neighbour.value, (problem, "take it out of neighbours"));
        } else if !own.iter().any(|header| is_near(&header.folded, &folded)) {
            let problem = format!("{} resembles none of the group's sender ids", quoted(&neighbour.value));
            found.add(LintCode::NeighbourIdle, pointer, &neighbour.value, (problem, "take it out: it does nothing"));
        }
    }
}

/// Headers have six characters; the rules allow from three to eleven (facts T).
fn form(header: &Header<'_>, found: &mut Lints) {
    let place = (header.document, header.pointer.clone());
    let length = header.value.len();
    if !header.value.bytes().all(|b| b.is_ascii_alphanumeric()) || !(3..=11).contains(&length) {
        let problem = format!("{} can be no sender id", quoted(header.value));
        let fix = "write the header alone, without operator prefix (JM-) and suffix (-S): 3 to 11 letters and digits";
        found.add(LintCode::HeaderForm, place, header.value, (problem, fix));
    }
}

fn compare(header: &Header<'_>, other: &Header<'_>, allow: &Allow, found: &mut Lints) {
    let place = || (header.document, header.pointer.clone());
    if header.folded == other.folded {
        let problem = format!("{} is a sender id of {} too", quoted(header.value), other.owner);
        let fix = "leave it to the one to whom it is registered";
        found.add(LintCode::HeaderOverlap, place(), header.value, (problem, fix));
        return;
    }
    let known = allow.neighbours.iter().any(|known| known.value.eq_ignore_ascii_case(other.value));
    if known || !is_near(&header.folded, &other.folded) {
        return;
    }
    let problem = format!("{} is one edit from {} of {}", quoted(header.value), quoted(other.value), other.owner);
    let fix = if other.document == Document::Allow && header.owner != other.owner || other.owner == header.owner {
        "make sure that both are registered; a forger who mistypes one writes the other".to_owned()
    } else {
        format!("add {} to neighbours, or its messages are taken for imitations", quoted(other.value))
    };
    found.add(LintCode::HeaderNeighbour, place(), header.value, (problem, fix));
}

/// Whether one would be held as an imitation of the other.
fn is_near(a: &str, b: &str) -> bool {
    visual_class(a) == visual_class(b) || distance_within(a, b, 1)
}

fn own(allow: &Allow) -> Vec<Header<'_>> {
    let issuers = allow.issuers.iter().enumerate();
    let headers = issuers.flat_map(|(at, issuer)| {
        issuer.headers.iter().enumerate().map(move |(n, header)| {
            let pointer = format!("/issuers/{at}/headers/{n}/value");
            new(&header.value, &issuer.id, Document::Allow, pointer)
        })
    });
    headers.collect()
}

/// Headers of other groups and utilities.
fn others<'a>(allow: &'a Allow, lexicon: &'a Lexicon, scopes: &'a Scopes) -> Vec<Header<'a>> {
    let groups = scopes.groups.iter().filter(|(id, _)| **id != allow.id);
    let of_groups = groups.flat_map(|(id, scope)| {
        scope.headers.iter().enumerate().map(move |(n, header)| {
            let pointer = format!("/groups{}/headers/{n}", step(id));
            new(header, id, Document::Scopes, pointer)
        })
    });
    let utilities = other_utilities(allow, lexicon).flat_map(|(at, utility)| {
        utility.headers.iter().enumerate().map(move |(n, header)| {
            let owner = utility.names.first().map_or("another utility", String::as_str);
            new(header, owner, Document::Lexicon, format!("/other_utilities/{at}/headers/{n}"))
        })
    });
    of_groups.chain(utilities).collect()
}

fn new<'a>(value: &'a str, owner: &str, document: Document, pointer: String) -> Header<'a> {
    Header { value, folded: value.to_ascii_lowercase(), owner: owner.to_owned(), document, pointer }
}
