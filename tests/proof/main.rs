//! The proof on small lists of clauses: what a frame lets through, and what nothing does.
#![allow(clippy::unwrap_used)]

mod loose;
mod words;

use asli::list::CompiledClauses;
use asli::list::schema::{Clauses, Kind, Localized, Site};
use asli::{Filter, FindingCode, Report, Sms, Verdict, allowlist};

const CLAUSES: &str = r"
slot last_date last_date date = (?<d>[0-9]{1,2})[/.](?<m>[0-9]{1,2})[/.](?<y>[0-9]{4})
slot amount amount amount = rs ?\.? ?(?<amount>[0-9]+(?:,[0-9]+)*(?:\.[0-9]{2})?)
slot rebate rebate percent = (?:@ ?)?(?<percent>[0-9]{1,2}(?:\.[0-9])?) ?%
slot ca account_number digits = (?<digits>[0-9]{9,12})
slot reading energy number = (?<number>[0-9]{1,6})
slot saved rebate amount = @amount
class anywhere = please | your
class between = and
chunk company = <company>
chunk pay = (pay | clear) [{anywhere}] bill [of <amount>]
chunk by = by <last_date>
chunk channel = (on | through) <app> app
chunk rebate = get <rebate> rebate
chunk saved = save <saved>
chunk account = ca <ca>
chunk reading = reading <reading>
frame company (*): company
frame pay (bill_reminder): pay by? channel? account?
frame rebate (bill_reminder): rebate|saved
frame reading (bill_reminder): reading
";

fn check(body: &str) -> Report {
    check_by(CLAUSES, body)
}

fn check_by(clauses: &str, body: &str) -> Report {
    let mut list = allowlist::embedded().unwrap();
    let kinds: Vec<&str> = list.first.allow.kinds.iter().map(|kind| kind.id.as_str()).collect();
    list.first.clauses = CompiledClauses::new(&Clauses::parse(clauses).unwrap(), &kinds).unwrap();
    let filter = Filter::new(list).unwrap();
    filter.check(&Sms::new("JM-SBPDCL-S", body), "2026-11-24T10:00:00Z".parse().unwrap())
}

fn has(report: &Report, code: FindingCode) -> bool {
    report.findings.iter().any(|finding| finding.code == code)
}

const PROVEN: &str =
    "SBPDCL: Please pay your bill of Rs 1,248.00 by 05/12/2026 through Suvidha app and get 1.5% rebate.";

#[test]
fn a_sequence_of_clauses_is_proven_with_its_values() {
    let report = check(PROVEN);
    assert_eq!(report.verdict, Verdict::Genuine, "{report:?}");
    let proof: Vec<(&str, &str)> =
        report.proof.iter().map(|clause| (clause.element.code(), clause.value.as_str())).collect();
    assert_eq!(
        proof[1..],
        [("amount", "1248.00"), ("last_date", "2026-12-05"), ("app", "Suvidha"), ("rebate", "1.5%")]
    );
}

#[test]
fn chunks_may_come_in_any_order_but_words_in_them_may_not() {
    assert_eq!(check("Through Suvidha app by 05/12/2026 pay bill. Get 1.5% rebate. SBPDCL").verdict, Verdict::Genuine);
    for body in [
        "SBPDCL: pay bill by 05/12/2026 app Suvidha through and get 1.5% rebate",
        "SBPDCL: bill pay by 05/12/2026 through Suvidha app and get 1.5% rebate",
    ] {
        assert!(has(&check(body), FindingCode::NotInFormat), "{body}");
    }
}

#[test]
fn every_word_behind_a_proven_message_counts() {
    for more in [" Send", " pay", " and", " 5", " on", " Suvidha", " app", " \u{1f600}", " +", " @", " x"] {
        let report = check(&format!("{PROVEN}{more}"));
        assert_ne!(report.verdict, Verdict::Genuine, "{more}");
        assert!(report.findings.iter().any(|finding| finding.span.is_some()), "{more}: {:?}", report.findings);
    }
}

#[test]
fn a_chunk_is_once_in_a_clause_and_belongs_to_its_frame() {
    assert_ne!(
        check("SBPDCL: pay bill by 05/12/2026 by 05/12/2026 through Suvidha app and get 1.5% rebate").verdict,
        Verdict::Genuine
    );
    assert_ne!(check("SBPDCL: by 05/12/2026 through Suvidha app. Get 1.5% rebate").verdict, Verdict::Genuine);
}

#[test]
fn a_value_goes_on_to_its_end() {
    for date in ["05/12/2026/7", "105/12/2026", "05/12/20261", "05/13/2026"] {
        let body = PROVEN.replace("05/12/2026", date);
        assert_ne!(check(&body).verdict, Verdict::Genuine, "{date}");
    }
    for amount in ["Rs 1.2K", "Rs -150", "Rs 1,248.005", "Rs 12%", "Rs 5x"] {
        let body = PROVEN.replace("Rs 1,248.00", amount);
        assert_ne!(check(&body).verdict, Verdict::Genuine, "{amount}");
    }
}

#[test]
fn values_are_plausible_together() {
    let implausible = |body: &str| has(&check(body), FindingCode::ValueImplausible);
    assert!(implausible(&PROVEN.replace("1.5%", "90%")));
    assert!(implausible(&PROVEN.replace("05/12/2026", "05/12/2027")));
    assert!(implausible(&PROVEN.replace("get 1.5% rebate", "save Rs 5000")));
    assert!(!implausible(&PROVEN.replace("get 1.5% rebate", "save Rs 19")));
    let readings = |one: &str, two: &str| format!("{PROVEN} Reading {one}. Reading {two}");
    assert!(implausible(&readings("98765", "43210")), "two readings that spell a number to call");
    assert!(!implausible(&readings("18765", "19210")));
    assert!(implausible(&format!("{PROVEN} Pay bill CA 919876543210")));
    assert!(!implausible(&format!("{PROVEN} Pay bill CA 102345678901")));
}

#[test]
fn what_is_not_seen_is_never_genuine() {
    for unseen in
        ['\u{200b}', '\u{ad}', '\u{e0041}', '\u{fe0f}', '\u{2060}', '\u{3164}', '\u{e000}', '\u{7f}', '\u{378}']
    {
        for place in ["Please", "bill", " by", "."] {
            let body = PROVEN.replacen(place, &format!("{place}{unseen}"), 1);
            assert_ne!(check(&body).verdict, Verdict::Genuine, "{unseen:?} behind {place:?}");
            let alone = PROVEN.replacen(place, &format!("{place} {unseen} "), 1);
            assert_ne!(check(&alone).verdict, Verdict::Genuine, "{unseen:?} alone behind {place:?}");
        }
    }
}

#[test]
fn marks_make_no_link_and_no_code() {
    for (from, to) in [("bill of", "bill.of"), ("Please", "*Please"), ("SBPDCL:", "SBPDCL -"), ("app and", "app, and")]
    {
        assert_eq!(check(&PROVEN.replace(from, to)).verdict, Verdict::Genuine, "{to}");
    }
    for (from, to) in
        [("Suvidha app", "Suvidha.app"), ("of Rs 1,248.00", "of *Rs 1,248.00*5#"), ("bill of", "bill.in of")]
    {
        assert_ne!(check(&PROVEN.replace(from, to)).verdict, Verdict::Genuine, "{to}");
    }
}

/// Clauses whose words could be put together to say what no company says.
const KINDS: &str = r"
slot date date date = (?<d>[0-9]{1,2})/(?<m>[0-9]{1,2})/(?<y>[0-9]{4})
slot clock none time = (?<hour>[0-9]{1,2}) ?(?:am|pm)
chunk company = <company>
chunk off = power supply will be suspended on <date> from <clock> to <clock>
chunk see = see <site>
chunk visit = visit <site>
chunk heading = final notice
chunk notice = final notice
frame company (*): company
frame heading (*): heading
frame off (outage cut): off
frame notice (outage): notice
frame see (scheme): see
frame visit (bill): visit
";

fn kind(id: &str) -> Kind {
    let name = Localized { en: id.to_owned(), hi: id.to_owned() };
    let (clauses, without, speaks_of) = (Vec::new(), Vec::new(), Vec::new());
    Kind {
        id: id.to_owned(),
        name,
        required: vec!["company".to_owned()],
        clauses,
        without,
        rupees: None,
        speaks_of,
        source: "P1".to_owned(),
    }
}

/// The report by `KINDS`, with kinds that `change` may change, and sites of which one is a scheme's.
fn check_kinds(body: &str, change: impl Fn(&mut Kind)) -> Report {
    let mut list = allowlist::embedded().unwrap();
    let allow = &mut list.first.allow;
    allow.kinds = KIND_IDS.iter().map(|id| kind(id)).collect();
    allow.kinds.iter_mut().for_each(change);
    let site = |host: &str, kinds: &[&str]| {
        let kinds = kinds.iter().map(|kind| (*kind).to_owned()).collect();
        Site { host: host.to_owned(), paths: Vec::new(), kinds, source: "P1".to_owned() }
    };
    allow.sites = vec![site("sbpdcl.co.in", &[]), site("scheme.gov.in", &["scheme"])];
    list.first.clauses = CompiledClauses::new(&Clauses::parse(KINDS).unwrap(), &KIND_IDS).unwrap();
    let filter = Filter::new(list).unwrap();
    filter.check(&Sms::new("JM-SBPDCL-S", body), "2026-11-24T10:00:00Z".parse().unwrap())
}

const KIND_IDS: [&str; 4] = ["outage", "cut", "scheme", "bill"];
const OFF: &str = "SBPDCL: power supply will be suspended on 29/11/2026 from 10 am to 2 pm";

#[test]
fn hours_cut_nobody_off_in_a_kind_that_speaks_of_them() {
    let speaks = |kind: &mut Kind| {
        let codes = if kind.id == "outage" { vec!["disconnection_time".to_owned()] } else { Vec::new() };
        kind.speaks_of = codes;
    };
    assert_eq!(check_kinds(OFF, speaks).verdict, Verdict::Genuine);
    assert_ne!(check_kinds(OFF, |_| {}).verdict, Verdict::Genuine);
    assert_ne!(check_kinds(&format!("{OFF} for dues"), speaks).verdict, Verdict::Genuine);
}

#[test]
fn a_site_of_one_kind_is_in_no_message_of_another() {
    let verdict = |visit: &str| check_kinds(&format!("SBPDCL: {visit}"), |_| {}).verdict;
    assert_eq!(verdict("see scheme.gov.in"), Verdict::Genuine);
    assert_eq!(verdict("visit sbpdcl.co.in"), Verdict::Genuine);
    assert_ne!(verdict("visit scheme.gov.in"), Verdict::Genuine);
}

#[test]
fn words_of_two_chunks_are_read_as_the_one_that_the_kind_may_hold() {
    let verdict = |without: &[&str]| {
        let change = |kind: &mut Kind| {
            kind.speaks_of.push("disconnection_time".to_owned());
            kind.without.extend(without.iter().map(|chunk| (*chunk).to_owned()));
        };
        check_kinds(&format!("SBPDCL: final notice. {OFF}"), change).verdict
    };
    assert_eq!(verdict(&["heading"]), Verdict::Genuine);
    assert_eq!(verdict(&["notice"]), Verdict::Genuine);
    assert_ne!(verdict(&["heading", "notice"]), Verdict::Genuine);
}
