//! Several groups in one list: whose rules a message is read by, and that none vouches for another.
#![allow(clippy::unwrap_used)]

mod common;
#[path = "common/groups.rs"]
mod groups;

use asli::explain::{self, Lang};
use asli::list::schema::{Allow, Localized, Nouns, Sourced};
use asli::list::{GroupDocuments, RulesError};
use asli::{Filter, FilterError, FindingCode, SenderClass, Sms, Verdict, allowlist};
use common::{Case, FILTER, now};
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

/// The built-in list with Uttar Pradesh's group beside Bihar's.
static BOTH: LazyLock<Filter> = LazyLock::new(|| {
    let mut list = allowlist::embedded().unwrap();
    list.others.push(uppcl());
    let filter = Filter::new(list).unwrap();
    filter.compile_all().unwrap();
    filter
});

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/groups")
}

fn uppcl() -> GroupDocuments {
    let read = |file: &str| std::fs::read_to_string(folder().join("uppcl").join(file)).unwrap();
    groups::documents(serde_json::from_str(&read("allow.json")).unwrap(), &read("clauses.txt"))
}

fn cases(file: &Path) -> Vec<Case> {
    let text = std::fs::read_to_string(file).unwrap();
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn every_case_of_the_second_group_is_judged_as_it_says() {
    let cases = cases(&folder().join("cases.jsonl"));
    assert!(cases.len() >= 20, "{}", cases.len());
    let wrong = cases.iter().filter_map(|case| {
        let report = BOTH.check(&case.sms(), now());
        let codes: Vec<&str> = report.findings.iter().map(|finding| finding.code.code()).collect();
        let right = report.verdict == case.verdict && case.findings.iter().all(|code| codes.contains(&code.as_str()));
        (!right).then(|| format!("{}: {:?}, found {codes:?}", case.id, report.verdict))
    });
    let wrong: Vec<String> = wrong.collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Beside the second group, messages that do not speak of it get the same reports, place for place.
#[test]
fn the_first_groups_reports_stay_as_they_are() {
    let of_second = ["uppcl", "uttar pradesh", "उत्तर प्रदेश", "यूपीपीसीएल"];
    let mut others = 0;
    for case in common::cases() {
        if of_second.iter().any(|name| format!("{} {}", case.sender, case.body).to_lowercase().contains(name)) {
            others += 1;
            continue;
        }
        let (mut alone, beside) = (FILTER.check(&case.sms(), now()), BOTH.check(&case.sms(), now()));
        if beside.company.name.is_none() {
            // Nothing tells which company it is: it is then called what fits both.
            alone.company = beside.company.clone();
        }
        assert_eq!(format!("{alone:?}"), format!("{beside:?}"), "{}", case.id);
    }
    assert!((1..20).contains(&others), "{others}");
}

/// All that is said to people of a message.
fn texts(filter: &Filter, sender: &str, body: &str, lang: Lang) -> String {
    let report = filter.check(&Sms::new(sender, body), now());
    let company = &report.company;
    let mut lines = vec![explain::headline(&report, lang)];
    lines.extend(explain::reason(&report, lang));
    lines.extend(report.findings.iter().map(|finding| explain::finding(finding, company, lang)));
    lines.extend(report.evidence.iter().map(|evidence| explain::evidence(evidence, company, lang)));
    lines.extend(report.advice.iter().map(|advice| explain::advice(*advice, company, lang)));
    lines.join("\n")
}

#[track_caller]
fn assert_says(text: &str, said: &[&str], unsaid: &[&str]) {
    for part in said {
        assert!(text.contains(part), "{part}: {text}");
    }
    for part in unsaid {
        assert!(!text.contains(part), "{part}: {text}");
    }
}

const CALL: &str = "your electricity bill is due, power will be cut tonight, call 98765 43210";

/// Each company is called by its own name and its group's words; where none is named, by what fits both.
#[test]
fn texts_are_in_the_words_of_the_company_that_a_message_is_about() {
    let of = |name: &str, lang| texts(&BOTH, "9876501234", &format!("{name}: {CALL}"), lang);
    let (corporation, company) =
        (["the power corporation", "पावर कारपोरेशन"], ["the electricity company", "बिजली कंपनी"]);
    let uppcl =
        ["in the name of UPPCL", "not from the power corporation", "the power corporation's own app", "call 1912"];
    assert_says(&of("UPPCL", Lang::En), &uppcl, &company);
    let uppcl = ["यूपीपीसीएल के नाम से", "पावर कारपोरेशन की तरफ से कभी मोबाइल नंबर नहीं आता", "1912"];
    assert_says(&of("UPPCL", Lang::Hi), &uppcl, &company);
    assert_says(&of("SBPDCL", Lang::En), &["in the name of SBPDCL", "not from the electricity company"], &corporation);
    assert_says(&of("SBPDCL", Lang::Hi), &["एसबीपीडीसीएल के नाम से", "बिजली कंपनी की तरफ से"], &corporation);
    assert_says(&of("BSPHCL", Lang::En), &["Looks fake: ", "not from the electricity company"], &corporation);
    let neither = ["not from the company", "Ask your local electricity office or call 1912", "cutting off electricity"];
    assert_says(&of("Dear consumer", Lang::En), &neither, &[corporation[0], company[0]]);
    assert_says(&of("Dear consumer", Lang::Hi), &["कंपनी की तरफ से"], &[corporation[1], company[1]]);
    assert_says(&texts(&FILTER, "9876501234", CALL, Lang::En), &["not from the electricity company"], &[]);
}

/// A list of one group, with the words that `change` gives it.
fn gas_list(change: impl FnOnce(&mut Allow)) -> Result<Filter, FilterError> {
    let mut list = allowlist::embedded().unwrap();
    let mut gas = groups::group(0);
    let words = |en: &str, hi: &str| Localized { en: en.to_owned(), hi: hi.to_owned() };
    let allow = &mut gas.allow;
    allow.nouns = Nouns {
        company: words("the gas board", "गैस विभाग"),
        office: words("the gas office", "गैस ऑफिस"),
        supply: words("gas", "गैस"),
    };
    allow.issuers[0].name = words("Vidyut Nigam", "विद्युत निगम");
    change(allow);
    list.first = gas;
    Filter::new(list)
}

#[test]
fn a_company_of_another_trade_is_called_what_its_list_says() {
    let body = format!("{} Vidyut Nigam: {CALL}", groups::header(0));
    let of_electricity = ["the electricity company", "electricity office", "1912", "cutting off electricity"];
    let alone = texts(&gas_list(|_| ()).unwrap(), "9876501234", &body, Lang::En);
    assert_says(&alone, &["Vidyut Nigam", "the gas board", "Ask the gas office.", "cutting off gas"], &of_electricity);
    let line = |value: &str| Sourced { value: value.to_owned(), source: "OWN".to_owned() };
    let with = |own: Option<&'static str>| {
        let filter = gas_list(|allow| {
            allow.helplines = vec![line("18001234567"), line("1906")];
            allow.issuers[0].helpline = own.map(str::to_owned);
        });
        texts(&filter.unwrap(), "9876501234", &body, Lang::Hi)
    };
    assert_says(
        &with(None),
        &["गैस विभाग की तरफ से", "शक हो तो गैस ऑफिस में पूछें या 18001234567 पर"],
        &["बिजली कंपनी", "1906"],
    );
    assert_says(&with(Some("1906")), &["गैस ऑफिस में पूछें या 1906 पर"], &["18001234567"]);
}

#[test]
fn words_that_cannot_stand_in_a_sentence_are_refused() {
    let line = |value: &str| Sourced { value: value.to_owned(), source: "OWN".to_owned() };
    let refused = |change: fn(&mut Allow)| gas_list(change).unwrap_err();
    let invalid = |field, value: &str| FilterError::Rules(RulesError::Value { field, value: value.to_owned() });
    assert_eq!(refused(|allow| allow.nouns.company.hi.clear()), invalid("nouns.company", ""));
    assert_eq!(refused(|allow| allow.nouns.office.en = "98765 43210".into()), invalid("nouns.office", "98765 43210"));
    assert_eq!(refused(|allow| allow.nouns.supply.en = "bit.ly".into()), invalid("nouns.supply", "bit.ly"));
    assert_eq!(refused(|allow| allow.issuers[0].name.en = "call 1".into()), invalid("issuers.name", "call 1"));
    assert_eq!(refused(|allow| allow.issuers[0].helpline = Some("1906".into())), invalid("issuers.helpline", "1906"));
    let forwarding = gas_list(|allow| allow.helplines = vec![line("*21*9876543210#")]).unwrap_err();
    assert_eq!(forwarding, invalid("helplines", "*21*9876543210#"));
}

/// What one group proves, the other's sender does not: neither its names nor its apps, sites or clauses count.
#[test]
fn no_group_vouches_for_another() {
    let second = cases(&folder().join("cases.jsonl"));
    let second = second.iter().filter(|case| case.verdict == Verdict::Genuine);
    for (case, sender) in second.map(|case| (case, "JM-SBPDCL-S")).collect::<Vec<_>>() {
        let report = BOTH.check(&Sms { sender, ..case.sms() }, now());
        assert_ne!(report.verdict, Verdict::Genuine, "{} from {sender}", case.id);
        assert_eq!(report.issuer.as_deref(), Some("sbpdcl"), "{}", case.id);
    }
    for case in common::genuine() {
        let report = BOTH.check(&Sms { sender: "VK-UPPCLT-S", ..case.sms() }, now());
        assert_ne!(report.verdict, Verdict::Genuine, "{} from UPPCLT", case.id);
    }
}

/// A group whose rules cannot be compiled is found when the list is taken in, and proves nothing where it was not.
#[test]
fn a_group_that_cannot_be_compiled_proves_nothing() {
    let mut list = allowlist::embedded().unwrap();
    let mut broken = uppcl();
    broken.allow.slots.reference.pattern = "(".to_owned();
    list.others.push(broken);
    let filter = Filter::new(list).unwrap();
    assert!(filter.compile_all().is_err());
    for case in cases(&folder().join("cases.jsonl")) {
        let report = filter.check(&case.sms(), now());
        assert_ne!(report.verdict, Verdict::Genuine, "{}", case.id);
    }
    for case in common::genuine() {
        assert_eq!(filter.check(&case.sms(), now()).verdict, Verdict::Genuine, "{}", case.id);
    }
}

/// What a group says of sender ids that look like official ones holds for its own headers alone.
#[test]
fn no_group_excuses_an_imitation_of_another() {
    let mut list = allowlist::embedded().unwrap();
    let mut second = uppcl();
    let neighbour = |value: &str| Sourced { value: value.to_owned(), source: "N".to_owned() };
    second.allow.neighbours = ["SBPDC1", "SBPDLC", "UPPKLT"].map(neighbour).to_vec();
    list.others.push(second);
    let filter = Filter::new(list).unwrap();
    let class = |sender: &str| (BOTH.sender_class(sender), filter.sender_class(sender));
    assert_eq!(class("JM-SBPDC1-S"), (SenderClass::Lookalike, SenderClass::Lookalike));
    assert_eq!(class("JM-SBPDLC-S"), (SenderClass::Near, SenderClass::Near));
    assert_eq!(class("VK-UPPKLT-S"), (SenderClass::Near, SenderClass::Header));
}

#[test]
fn two_groups_with_an_issuer_of_one_id_are_refused() {
    let mut list = allowlist::embedded().unwrap();
    let mut second = uppcl();
    "nbpdcl".clone_into(&mut second.allow.issuers[0].id);
    list.others.push(second);
    assert!(Filter::new(list).is_err());
}

/// Of two hundred groups each has its own messages proven, under its own name, and no other's.
#[test]
fn no_index_wraps_with_two_hundred_groups() {
    const GROUPS: usize = 200;
    let filter = Filter::new(groups::list(GROUPS)).unwrap();
    for at in 0..GROUPS {
        let (header, body) = (groups::header(at), groups::genuine(at));
        let check = |sender: &str| filter.check(&Sms::new(sender, &body), now());
        let own = check(&format!("JM-{header}-S"));
        assert_eq!(own.verdict, Verdict::Genuine, "{body}: {:?}", own.findings);
        assert_eq!(own.issuer.as_deref(), Some(&*header.to_lowercase()));
        let other = check(&format!("JM-{}-S", groups::header((at + 1) % GROUPS)));
        assert_ne!(other.verdict, Verdict::Genuine, "{body}");
        assert!(other.findings.iter().any(|finding| finding.code == FindingCode::CompanyMismatch), "{body}");
        let phone = filter.check(&Sms::new("+919812345678", &format!("{body} Call 98123 45678")), now());
        assert_eq!((phone.verdict, phone.issuer.as_deref()), (Verdict::Suspicious, own.issuer.as_deref()), "{body}");
    }
    for case in common::genuine() {
        assert_eq!(filter.check(&case.sms(), now()).verdict, Verdict::Genuine, "{}", case.id);
    }
}
