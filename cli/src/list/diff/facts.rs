//! A list as sets of facts, a line each.
//!
//! In: the documents. Out: facts by section, in the order in which they matter to users.

use asli::allowlist::TrustedList;
use asli::list::GroupDocuments;
use asli::list::schema::{
    Allow, ClaimWeights, Kind, Language, Lexicon, Localized, Nation, Numbering, Sourced, Template, Terms, Texts,
};
use std::collections::{BTreeMap, BTreeSet};

/// The sections, in the order in which they are printed.
pub(super) const SECTIONS: &[&str] = &[
    "sender ids",
    "apps",
    "sites",
    "helplines",
    "words of texts",
    "kinds of message",
    "holidays",
    "names",
    "neighbours",
    "slots",
    "clauses",
    "templates",
    "words of danger",
    "language",
    "nation",
    "other utilities",
    "weights of a claim",
];

/// Facts by section.
pub(super) type Facts = BTreeMap<&'static str, BTreeSet<String>>;

/// The facts of `list`; `of_several` where it, or the list that it is compared with, has several groups: each fact of a
/// group then says whose it is.
pub(super) fn facts(list: &TrustedList, of_several: bool) -> Facts {
    let mut facts: Facts = SECTIONS.iter().map(|section| (*section, BTreeSet::new())).collect();
    for group in list.groups() {
        of_group(group, &mut |section, lines| {
            let whose = |line| if of_several { format!("{}: {line}", group.allow.id) } else { line };
            facts.entry(section).or_default().extend(lines.into_iter().map(whose));
        });
    }
    of_all(&list.lexicon, &list.claim, &mut |section, lines| facts.entry(section).or_default().extend(lines));
    facts
}

/// Takes the facts of a section.
type Add<'a> = &'a mut dyn FnMut(&'static str, Vec<String>);

/// The facts of one group.
fn of_group(GroupDocuments { allow, clauses, templates }: &GroupDocuments, add: Add<'_>) {
    let values = |facts: &[Sourced]| facts.iter().map(|fact| fact.value.clone()).collect::<Vec<_>>();
    let of_issuers = |pick: fn(&asli::list::schema::Issuer) -> &Vec<Sourced>| {
        let issuers = allow.issuers.iter();
        issuers.flat_map(|issuer| pick(issuer).iter().map(|fact| format!("{} ({})", fact.value, issuer.id))).collect()
    };
    add("sender ids", of_issuers(|issuer| &issuer.headers));
    add("apps", allow.apps.iter().flat_map(|app| app.names.clone()).collect());
    let package = |app: &asli::list::schema::App| {
        app.package.as_ref().map(|it| format!("{} is package {}", app.name.en, it.value.as_str()))
    };
    add("apps", allow.apps.iter().filter_map(package).collect());
    let site = |site: &asli::list::schema::Site| {
        let paths = site.paths.iter().map(|path| format!("{}{path}", site.host));
        std::iter::once(site.host.clone()).chain(paths).collect::<Vec<_>>()
    };
    add("sites", allow.sites.iter().flat_map(site).collect());
    add("helplines", values(&allow.helplines));
    add("words of texts", words_of_texts(allow));
    add("kinds of message", allow.kinds.iter().flat_map(kind).collect());
    let holiday = |day: &asli::list::schema::Holiday| format!("{} {}", day.date, day.name.en);
    add("holidays", allow.holidays.iter().map(holiday).collect());
    add("holidays", allow.holiday_years.iter().map(|year| format!("{year}, complete")).collect());
    add("holidays", allow.weekly_holidays.iter().map(|day| format!("every {day}")).collect());
    add("names", of_issuers(|issuer| &issuer.names));
    add("names", values(&allow.group_names));
    add("neighbours", values(&allow.neighbours));
    let slots = &allow.slots;
    let typed = [
        ("account_number", &slots.account_number),
        ("shared_account_number", &slots.shared_account_number),
        ("reference", &slots.reference),
    ];
    for (name, slot) in typed {
        add("slots", vec![format!("{name}: {}", slot.pattern)]);
        add("slots", words(&slot.labels, name));
    }
    let labels = [
        ("last date, before", &slots.last_date_before),
        ("last date, after", &slots.last_date_after),
        ("rebate", &slots.rebate),
        ("directions", &slots.directions),
        ("amount", &slots.amount_labels),
        ("energy", &slots.energy_units),
        ("duration", &slots.duration_units),
        ("currency", &slots.currency),
    ];
    for (name, terms) in labels {
        add("slots", words(terms, name));
    }
    let kinds: Vec<&str> = allow.kinds.iter().map(|kind| kind.id.as_str()).collect();
    add("clauses", clauses.facts(&kinds).unwrap_or_default());
    add("templates", templates.templates.iter().map(template).collect());
    add("templates", templates.only.then(|| "nothing but templates proves a message".to_owned()).into_iter().collect());
}

/// What texts for people call the companies and their helplines.
fn words_of_texts(allow: &Allow) -> Vec<String> {
    let both = |what: &str, Localized { en, hi }: &Localized| format!("{what}: {en}, {hi}");
    let nouns = &allow.nouns;
    let mut words = vec![both("company", &nouns.company), both("office", &nouns.office), both("supply", &nouns.supply)];
    words.extend(allow.helplines.first().map(|line| format!("helpline: {}", line.value)));
    for issuer in &allow.issuers {
        words.push(both(&issuer.id, issuer.short_name.as_ref().unwrap_or(&issuer.name)));
        words.extend(issuer.helpline.iter().map(|line| format!("helpline of {}: {line}", issuer.id)));
    }
    words
}

/// The facts that all groups share.
fn of_all(lexicon: &Lexicon, claim: &ClaimWeights, add: Add<'_>) {
    for entry in &lexicon.concepts {
        add("words of danger", words(&entry.terms, &entry.concept));
    }
    for number in &lexicon.numbers {
        add("words of danger", words(&number.terms, &number.digits));
    }
    of_language(&lexicon.language, add);
    of_nation(&lexicon.nation, add);
    add("words of danger", lexicon.shorteners.iter().map(|host| format!("shortener {host}")).collect());
    add("words of danger", lexicon.upi_handles.iter().map(|handle| format!("UPI @{handle}")).collect());
    add("words of danger", lexicon.tlds.iter().map(|tld| format!("top-level domain .{tld}")).collect());
    add("words of danger", lexicon.brand_words.iter().map(|word| format!("brand word {word}")).collect());
    let utilities = lexicon.other_utilities.iter();
    let utility = |it: &asli::list::schema::Utility| {
        let sites = it.sites.iter().map(|site| &site.value);
        it.names.iter().chain(&it.headers).chain(sites).cloned().collect::<Vec<_>>()
    };
    add("other utilities", utilities.flat_map(utility).collect());
    add("weights of a claim", weights(claim));
}

/// The words of the languages that are no company's.
fn of_language(language: &Language, add: Add<'_>) {
    for (at, month) in (1..).zip(&language.months) {
        add("language", words(month, &format!("month {at}")));
    }
    for (at, day) in (1..).zip(&language.weekdays) {
        add("language", words(day, &format!("weekday {at}")));
    }
    for (name, terms) in language.named() {
        add("language", words(terms, name));
    }
    for multiple in &language.multiples {
        add("language", words(&multiple.terms, &format!("{} noughts", multiple.zeros)));
        add("language", words(&multiple.glued, &format!("{} noughts, glued", multiple.zeros)));
    }
}

/// What holds in the nation.
fn of_nation(nation: &Nation, add: Add<'_>) {
    let texts = |name: &str, texts: &Texts| texts.iter().map(|text| format!("{name}: {text}")).collect::<Vec<_>>();
    let range = |name: &str, [least, most]: [u8; 2]| format!("{name}: {least} to {most}");
    add("nation", texts("domain of governments", &nation.government_domains));
    add("nation", texts("domain of businesses", &nation.business_domains));
    add("nation", texts("code that forwards calls", &nation.call_forwarding));
    let values = [
        format!("route suffixes: {}", nation.route_suffixes),
        format!("a test payment is below {} rupees", nation.test_payment_below),
        range("digits of a consumer's account", nation.account_digits),
        range("digits of a bank's account", nation.bank_account_digits),
    ];
    add("nation", values.to_vec());
    of_numbering(&nation.numbering, add);
}

/// How the nation's telephone numbers are made.
fn of_numbering(plan: &Numbering, add: Add<'_>) {
    let range = |name: &str, [least, most]: [u8; 2]| format!("digits of {name}: {least} to {most}");
    add("nation", plan.toll_free.iter().map(|begin| format!("toll-free numbers begin with {begin}")).collect());
    let values = [
        format!("country code: {}", plan.country_code),
        format!("trunk prefix: {}", plan.trunk_prefix),
        format!("international prefix: {}", plan.international_prefix),
        format!("digits of a telephone number: {}", plan.national_digits),
        format!("first digits of mobile numbers: {}", plan.mobile_first),
        format!("first digits of services: {}", plan.service_first),
        range("a toll-free number", plan.toll_free_digits),
        range("an area code", plan.area_code_digits),
        range("a landline without its area code", plan.local_digits),
        range("a short code", plan.short_code_digits),
    ];
    add("nation", values.to_vec());
}

fn words(terms: &Terms, of: &str) -> Vec<String> {
    terms.iter().map(|term| format!("{of}: {term}")).collect()
}

/// Runs of letters are weighed by the thousand: only whether they are the same is said.
fn weights(claim: &ClaimWeights) -> Vec<String> {
    let senders = claim.senders.iter().map(|(piece, weight)| format!("{piece}: {weight}"));
    let combinations = claim.combinations.iter().map(|it| format!("{}: {}", it.of.join(" + "), it.weight));
    let talk = claim.talk.iter().map(|(piece, weight)| format!("{piece}: -{weight}"));
    let table = claim.grams.bytes().fold(0_u32, |sum, b| sum.wrapping_mul(31).wrapping_add(u32::from(b)));
    let rest = [format!("threshold: {}", claim.threshold), format!("wording: table {table:08x}")];
    senders.chain(combinations).chain(talk).chain(rest).collect()
}

fn kind(kind: &Kind) -> Vec<String> {
    kind.required.iter().map(|element| format!("{} requires {element}", kind.id)).collect()
}

/// A template with what its blanks hold.
fn template(template: &Template) -> String {
    let role = |blank: &asli::list::schema::Blank| {
        let role = blank.role.as_deref().unwrap_or("no role");
        if blank.values.is_empty() { role.to_owned() } else { format!("{role}: {}", blank.values.join(" | ")) }
    };
    let roles: Vec<String> = template.blanks.iter().map(role).collect();
    let text = template.text.replace(['\r', '\n'], " ");
    format!("{} ({}): {text} [{}]", template.id, template.headers.join(", "), roles.join("; "))
}
