//! Several groups in one list: whose rules a message is read by, and that none vouches for another.
#![allow(clippy::unwrap_used)]

mod common;
#[path = "common/groups.rs"]
mod groups;

use asli::list::GroupDocuments;
use asli::list::schema::Sourced;
use asli::{Filter, FindingCode, SenderClass, Sms, Verdict, allowlist};
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
        let (alone, beside) = (FILTER.check(&case.sms(), now()), BOTH.check(&case.sms(), now()));
        assert_eq!(format!("{alone:?}"), format!("{beside:?}"), "{}", case.id);
    }
    assert!((1..20).contains(&others), "{others}");
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
