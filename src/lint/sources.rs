//! Every fact cites where it was read.
//!
//! In: the ids that facts cite. Out: `source_missing`, `source_open`, `source_unused`.

use super::{Document, LintCode, Lints, quoted, step};
use crate::documents::{Allow, Lexicon, Source};
use std::collections::{BTreeMap, BTreeSet};

pub(super) fn look(allow: &Allow, lexicon: &Lexicon, found: &mut Lints) {
    check(Document::Allow, &of_allow(allow), &allow.sources, found);
    check(Document::Lexicon, &of_lexicon(lexicon), &lexicon.sources, found);
}

/// Pointer and id of each citation.
type Citations<'a> = Vec<(String, &'a str)>;

fn check(document: Document, cited: &Citations<'_>, sources: &BTreeMap<String, Source>, found: &mut Lints) {
    for (pointer, id) in cited {
        if id.is_empty() {
            let fix = "write the id of an entry of sources";
            found.add(LintCode::SourceMissing, (document, pointer), id, ("it cites no source", fix));
        } else if !sources.contains_key(*id) {
            let known: Vec<&str> = sources.keys().map(String::as_str).collect();
            let problem = format!("source {} is not in sources", quoted(id));
            let fix = format!("add it there, or cite one of {}", known.join(", "));
            found.add(LintCode::SourceMissing, (document, pointer), id, (problem, fix));
        }
    }
    let used: BTreeSet<&str> = cited.iter().map(|(_, id)| *id).collect();
    for (id, source) in sources {
        let pointer = format!("/sources{}", step(id));
        let open = |text: &str| text.trim().is_empty() || text.contains("TODO");
        if open(&source.title) || open(&source.publisher) {
            let fix = "name the page, order or article, and who published it";
            let problem = format!("source {} is not filled in", quoted(id));
            found.add(LintCode::SourceOpen, (document, pointer), id, (problem, fix));
        } else if !used.contains(id.as_str()) {
            let problem = format!("nothing cites source {}", quoted(id));
            found.add(LintCode::SourceUnused, (document, pointer), id, (problem, "take it out, or cite it"));
        }
    }
}

fn of_allow(allow: &Allow) -> Citations<'_> {
    let mut cited = Citations::new();
    for (at, issuer) in allow.issuers.iter().enumerate() {
        for (field, facts) in [("headers", &issuer.headers), ("names", &issuer.names)] {
            let place = |n: usize| format!("/issuers/{at}/{field}/{n}/source");
            cited.extend(facts.iter().enumerate().map(|(n, fact)| (place(n), fact.source.as_str())));
        }
    }
    let groups =
        [("group_names", &allow.group_names), ("helplines", &allow.helplines), ("neighbours", &allow.neighbours)];
    for (field, facts) in groups {
        let place = |n: usize| format!("/{field}/{n}/source");
        cited.extend(facts.iter().enumerate().map(|(n, fact)| (place(n), fact.source.as_str())));
    }
    let place = |field: &str, n: usize| format!("/{field}/{n}/source");
    cited.extend(allow.apps.iter().enumerate().map(|(n, it)| (place("apps", n), it.source.as_str())));
    let packages = allow.apps.iter().enumerate().filter_map(|(n, app)| Some((n, app.package.as_ref()?)));
    cited.extend(packages.map(|(n, it)| (format!("/apps/{n}/package/source"), it.source.as_str())));
    cited.extend(allow.sites.iter().enumerate().map(|(n, it)| (place("sites", n), it.source.as_str())));
    cited.extend(allow.kinds.iter().enumerate().map(|(n, it)| (place("kinds", n), it.source.as_str())));
    cited.extend(allow.holidays.iter().enumerate().map(|(n, it)| (place("holidays", n), it.source.as_str())));
    let slots = [
        ("account_number", &allow.slots.account_number),
        ("shared_account_number", &allow.slots.shared_account_number),
        ("reference", &allow.slots.reference),
    ];
    for (name, slot) in slots {
        cited.push((format!("/slots/{name}/source"), slot.source.as_str()));
    }
    cited
}

fn of_lexicon(lexicon: &Lexicon) -> Citations<'_> {
    let concepts = lexicon.concepts.iter().enumerate();
    let utilities = lexicon.other_utilities.iter().enumerate();
    let sites = lexicon.other_utilities.iter().enumerate().flat_map(|(n, utility)| {
        let of_site = move |at: usize| format!("/other_utilities/{n}/sites/{at}/source");
        utility.sites.iter().enumerate().map(move |(at, site)| (of_site(at), site.source.as_str()))
    });
    concepts
        .map(|(n, it)| (format!("/concepts/{n}/source"), it.source.as_str()))
        .chain(utilities.map(|(n, it)| (format!("/other_utilities/{n}/source"), it.source.as_str())))
        .chain(sites)
        .chain([("/language/source".to_owned(), lexicon.language.source.as_str())])
        .chain([("/nation/source".to_owned(), lexicon.nation.source.as_str())])
        .chain([("/nation/numbering/source".to_owned(), lexicon.nation.numbering.source.as_str())])
        .collect()
}
