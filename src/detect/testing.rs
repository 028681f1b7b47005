//! For the detectors' tests: a small list, and what the detectors read in a text by it.

use super::link::LinkKind;
use super::{Detected, Input};
use crate::documents::{Allow, ClaimWeights, Clauses, Lexicon, Templates};
use crate::report::FindingCode;
use crate::rules::{CompiledClauses, GroupDocuments, Rules};
use crate::sender::Sender;
use crate::text::Text;
use crate::words::{Mentions, Reading, WordAt, WordId};
use bumpalo::Bump;
use serde_json::{Value, json};
use std::ops::Range;
use std::sync::LazyLock;

/// An official sender of the small list, another business, and a phone.
pub(super) const OFFICIAL: &str = "JM-SBPDCL-S";
pub(super) const BUSINESS: &str = "VM-OTHERS-S";
pub(super) const PHONE: &str = "+919812345678";

/// What the detectors read in a text; places as the text writes them.
#[derive(Debug, Default)]
pub(super) struct Seen {
    pub(super) found: Vec<(FindingCode, String, Option<String>)>,
    pub(super) links: Vec<(String, LinkKind)>,
    pub(super) link_places: Vec<String>,
    pub(super) dates: Vec<(String, String)>,
    pub(super) amounts: Vec<(String, String)>,
    pub(super) accounts: Vec<(String, String)>,
    pub(super) references: Vec<(String, String)>,
    pub(super) times: Vec<String>,
    pub(super) cuts: Vec<String>,
}

impl Seen {
    pub(super) fn codes(&self) -> Vec<FindingCode> {
        self.found.iter().map(|found| found.0).collect()
    }

    pub(super) fn has(&self, code: FindingCode) -> bool {
        self.codes().contains(&code)
    }
}

/// What the detectors read in `body` from `sender`, received on 24 November 2026.
pub(super) fn detect(sender: &str, body: &str) -> Seen {
    with_input(sender, body, |input| {
        let detected = Detected::new(input);
        let place = |tokens: &Range<usize>| input.text.written(tokens.clone()).to_owned();
        let found = detected.found.iter();
        Seen {
            found: found.map(|it| (it.code, place(&it.tokens), it.value.map(str::to_owned))).collect(),
            links: detected.links.iter().map(|link| (link.host.to_owned(), link.kind)).collect(),
            link_places: detected.links.iter().map(|link| place(&link.tokens)).collect(),
            dates: detected.dates.iter().map(|date| (place(&date.tokens), date.value.to_string())).collect(),
            amounts: detected.amounts.iter().map(|it| (place(&it.tokens), it.value.to_owned())).collect(),
            accounts: detected.accounts.iter().map(|it| (place(&it.tokens), it.value.to_owned())).collect(),
            references: detected.references.iter().map(|it| (place(&it.tokens), it.value.to_owned())).collect(),
            times: detected.times.iter().map(&place).collect(),
            cuts: detected.cuts.iter().map(&place).collect(),
        }
    })
}

/// Runs `read` on the input that the detectors get.
pub(crate) fn with_input<T>(sender: &str, body: &str, read: impl FnOnce(&Input<'_>) -> T) -> T {
    static RULES: LazyLock<Rules> = LazyLock::new(rules);
    let arena = Bump::new();
    let rules = &*RULES;
    let group = &rules.first;
    let sender = Sender::new(sender, rules);
    let text = Text::new(body, &arena);
    let exact = Reading::new(
        WordAt::all(&text, &group.words, |word| group.grammar.word(word).is_some(), &arena),
        &group.words,
        &arena,
    );
    let disguised = exact.fuzzy(&text, &group.words, &arena);
    let mut ids = vec![WordId::UNKNOWN; text.tokens().len()];
    exact.words.iter().for_each(|word| ids[word.token as usize] = word.id);
    read(&Input {
        text: &text,
        sender: &sender,
        ids: &ids,
        fuzzy: disguised.as_ref().unwrap_or(&exact),
        mentions: &Mentions::new(text.tokens().len(), &exact, &group.words, &arena),
        exact: &exact,
        rules,
        group,
        day: jiff::civil::date(2026, 11, 24),
        phrases: std::cell::OnceCell::new(),
        arena: &arena,
    })
}

fn rules() -> Rules {
    // Ordinary words, into which nothing is read.
    let words = "paid time case advance payment in of is due for the and last this get now pending help no to";
    let clauses = Clauses::parse(&format!("chunk ordinary = {words}\nframe ordinary (*): ordinary")).expect("clauses");
    let clauses = CompiledClauses::new(&clauses, &[]).expect("sound clauses");
    let allow: Allow = serde_json::from_value(allow()).expect("an allowlist");
    let lexicon: Lexicon = serde_json::from_value(lexicon()).expect("a lexicon");
    let group = GroupDocuments { allow, clauses, templates: Templates::new() };
    Rules::of_one(group, lexicon, ClaimWeights::default()).expect("sound documents")
}

fn terms(terms: &[&str]) -> Value {
    json!({ "en": terms })
}

fn allow() -> Value {
    let sourced =
        |values: &[&str]| values.iter().map(|value| json!({"value": value, "source": "T"})).collect::<Value>();
    let name = |name: &str| json!({"en": name, "hi": name});
    json!({
        "schema": 1,
        "issued": "2026-11-24T00:00:00Z",
        "id": "bihar",
        "name": name("Bihar"),
        "utc_offset_minutes": 330,
        "nouns": {"company": name("the company"), "office": name("the office"), "supply": name("power")},
        "sources": {},
        "issuers": [{"id": "sbpdcl", "name": name("SBPDCL"), "headers": sourced(&["SBPDCL"]), "names": sourced(&["SBPDCL"])}],
        "group_names": [],
        "apps": [{"name": name("Suvidha"), "names": ["Suvidha"], "source": "T"}],
        "sites": [{"host": "sbpdcl.co.in", "paths": ["/bill"], "source": "T"}],
        "helplines": sourced(&["1912"]),
        "neighbours": [],
        "slots": {
            "account_number": {"labels": terms(&["ca no", "ca", "consumer no"]), "pattern": "[0-9]{9,12}", "source": "T"},
            "shared_account_number":
                {"labels": terms(&["account no", "account", "a c"]), "pattern": "[1-5][0-9]{8,9}", "source": "T"},
            "reference": {"labels": terms(&["bill no", "ref"]), "pattern": "[a-z]{0,2}[0-9]{4,8}", "source": "T"},
            "last_date_before": terms(&["last date", "by", "due on", "before"]),
            "last_date_after": terms(&["तक"]),
            "rebate": terms(&["rebate", "rebate of"]),
            "directions": terms(&["to", "into", "में"]),
            "amount_labels": terms(&["amount", "bal"]),
            "energy_units": terms(&["unit", "units", "kw", "kwh"]),
            "duration_units": terms(&["days"]),
            "currency": terms(&["rs", "रुपये"]),
        },
        "kinds": [],
        "weekly_holidays": ["sunday"],
        "holiday_years": [2026],
        "holidays": [],
        "limits": {"rebate_hundredths": 500, "rebate_rupees": 500, "last_date_days": [-60, 90],
            "disconnection_days": [-30, 90], "date_days": [-400, 400], "elements": {}},
    })
}

fn lexicon() -> Value {
    let concepts = [
        ("electricity", vec!["electricity", "bijli", "बिजली"]),
        ("disconnect", vec!["disconnected", "cut"]),
        ("bill", vec!["bill", "बिल"]),
        ("pay", vec!["pay", "deposit", "transfer", "जमा"]),
        ("receipt", vec!["received"]),
        ("verify", vec!["update"]),
        ("contact", vec!["call", "contact", "whatsapp", "कॉल"]),
        ("number_word", vec!["number", "helpline"]),
        ("phone_word", vec!["helpline", "toll free", "mob", "for help", "हेल्पलाइन"]),
        ("person", vec!["officer", "agent", "customer care"]),
        ("office", vec!["office"]),
        ("night", vec!["tonight", "night"]),
        ("secret", vec!["otp", "debit card"]),
        ("kyc", vec!["kyc"]),
        ("install", vec!["install", "download"]),
        ("app", vec!["app"]),
        ("apk", vec!["apk"]),
        ("remote_access", vec!["anydesk"]),
        ("payment_app", vec!["phonepe"]),
        ("link", vec!["link", "website", "visit"]),
        ("negation", vec!["not", "never"]),
        ("qr", vec!["qr code", "scan qr", "qr"]),
        ("collect", vec!["collect request"]),
        ("reply", vec!["send yes", "screenshot"]),
        ("cash", vec!["cash", "नकद"]),
        ("home_visit", vec!["at your door", "आपके घर"]),
        ("bank_account", vec!["ifsc"]),
    ];
    let entry =
        |(concept, words): (&str, Vec<&str>)| json!({"concept": concept, "source": "T", "terms": terms(&words)});
    json!({
        "schema": 1,
        "sources": {},
        "concepts": concepts.into_iter().map(entry).collect::<Value>(),
        "numbers": [{"digits": "9", "terms": terms(&["nine"])}, {"digits": "8", "terms": terms(&["eight"])}],
        "language": language(),
        "nation": {
            "route_suffixes": "ps", "government_domains": [".gov.in"], "business_domains": [".co.in", ".com", ".org", ".in"],
            "call_forwarding": ["21", "61", "401"], "test_payment_below": 101,
            "account_digits": [9, 12], "bank_account_digits": [9, 18], "numbering": numbering(), "source": "T",
        },
        "tlds": ["com", "org", "in", "co", "ca", "is", "now", "one", "online", "ly", "pay", "sc", "tech", "gle", "भारत"],
        "shorteners": ["bit.ly"],
        "upi_handles": ["ybl"],
        "brand_words": ["sbpdcl", "bijli", "electricity"],
        "other_utilities": [{
            "names": ["tneb"], "headers": ["TNEBLT"], "source": "T",
            "sites": [{"value": "tnebnet.org", "source": "T"}, {"value": "tneb.in", "source": "T"}],
        }],
    })
}

fn numbering() -> Value {
    json!({
        "country_code": "91", "trunk_prefix": "0", "international_prefix": "00", "national_digits": 10,
        "mobile_first": "6789", "service_first": "1", "toll_free": ["1800", "1860"], "toll_free_digits": [10, 11],
        "area_code_digits": [2, 4], "local_digits": [6, 8], "short_code_digits": [3, 6], "source": "T",
    })
}

fn language() -> Value {
    let months =
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov november", "dec december दिसंबर"];
    let days = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
    let names = |names: &str| terms(&names.split(' ').collect::<Vec<_>>());
    json!({
        "months": months.map(names),
        "weekdays": days.map(names),
        "ordinals": names("th of"),
        "before_day": names("on by"),
        "behind_day": names("तक"),
        "time_units": names("pm बजे hours"),
        "before_time": names("on"),
        "percent": names("percent per"),
        "before_number": names("is no number"),
        "bank_account": names("account a खाता"),
        "before_bank_number": names("no number is"),
        "before_address": names("at on visit"),
        "behind_address": names("पर"),
        "dot": names("dot"),
        "star": names("star"),
        "counter": names("counter"),
        "messenger": names("whatsapp"),
        "multiples": [{"zeros": 3, "terms": names("thousand"), "glued": names("k")}, {"zeros": 5, "terms": names("lakh"), "glued": names("l")},
            {"zeros": 7, "terms": names("crore"), "glued": names("cr")}],
        "source": "T",
    })
}
