//! Templates of a small list.

use crate::documents::{Blank, Clauses, RulesError, Template, TemplateLanguage, TemplateProblem};
use crate::rules::{CompiledClauses, GroupDocuments};
use crate::templates::{Part, Templates};
use crate::{Filter, Report, Sms, Verdict, allowlist};

const SLOTS: &str = r"
slot bare_amount amount amount = (?<amount>[0-9]{1,6}(?:\.[0-9]{1,2})?)
slot sum amount amount = rs ?\.? ?(?<amount>[0-9]{1,6}(?:\.[0-9]{1,2})?)(?: ?/ ?-)?(?: only)?
slot last_date last_date date = (?<d>[0-9]{1,2}) ?[./-] ?(?<m>[0-9]{1,2}) ?[./-] ?(?<y>20[0-9]{2})
slot rebate rebate percent = (?<percent>[0-9]{1,2}(?:\.[0-9]{1,2})?) ?%
slot account_number account_number digits = (?<digits>[0-9]{9,12})
slot reference reference text = [a-z]{1,6}[0-9]{4,16}
";

fn template(id: &str, text: &str, roles: &[&str]) -> Template {
    let blank = |role: &&str| match role.split_once('=') {
        Some((role, values)) => Blank {
            role: Some(role.to_owned()),
            confirmed: true,
            values: values.split('|').map(str::to_owned).collect(),
        },
        None => Blank { role: Some((*role).to_owned()), confirmed: true, values: Vec::new() },
    };
    Template {
        id: id.to_owned(),
        name: id.to_owned(),
        headers: vec!["SBPDCL".to_owned()],
        language: TemplateLanguage::En,
        kind: None,
        text: text.to_owned(),
        blanks: roles.iter().map(blank).collect(),
    }
}

/// A filter over the built-in list's documents with clauses that give forms only, and these templates.
fn filter(templates: Vec<Template>) -> Result<Filter, RulesError> {
    let list = allowlist::embedded().unwrap();
    let mut allow = list.first.allow;
    allow.kinds.clear();
    let clauses = CompiledClauses::new(&Clauses::parse(SLOTS).unwrap(), &[]).unwrap();
    let templates = crate::documents::Templates { schema: 1, only: true, templates };
    Filter::of_documents(GroupDocuments { allow, clauses, templates }, list.lexicon, list.claim)
}

fn check(filter: &Filter, body: &str) -> Report {
    filter.check(&Sms::new("JM-SBPDCL-S", body), "2026-11-29T05:00:00Z".parse().unwrap())
}

/// The template that `body` is proven to be.
fn proven(filter: &Filter, body: &str) -> Option<String> {
    let report = check(filter, body);
    let id = report.template.as_deref().map(str::to_owned);
    assert_eq!(report.verdict == Verdict::Genuine, id.is_some(), "{report:?}");
    id
}

fn bill() -> Filter {
    filter(vec![
        template(
            "1",
            "SBPDCL: bill of Rs. {#numeric#} for CA No. {#numeric#} is due on {#alphanumeric#}. Get {#numeric#}% rebate.",
            &["amount", "account_number", "last_date", "rebate"],
        ),
        template("2", "SBPDCL: payment, receipt no {#alphanumeric#}, for your bill is received. Thank you.", &["reference"]),
        template("3", "SBPDCL: pay your bill in {#alphanumeric#} at {#url#} today.", &["listed=Patna|Gaya town", "site=sbpdcl.co.in"]),
    ])
    .unwrap()
}

const BILL: &str = "SBPDCL: bill of Rs. 512 for CA No. 102345871 is due on 05/12/2026. Get 1.5% rebate.";

#[test]
fn a_message_that_is_a_template_is_proven_as_it() {
    let filter = bill();
    let report = check(&filter, BILL);
    assert_eq!(report.template.as_deref(), Some("1"), "{report:?}");
    let values: Vec<(&str, &str)> =
        report.proof.iter().map(|proof| (proof.element.code(), proof.value.as_str())).collect();
    let expected = [
        ("company", "SBPDCL"),
        ("amount", "512.00"),
        ("account_number", "102345871"),
        ("last_date", "2026-12-05"),
        ("rebate", "1.5%"),
    ];
    let values: Vec<_> = values
        .into_iter()
        .map(|(element, value)| (element, if element == "company" { "SBPDCL" } else { value }))
        .collect();
    assert_eq!(values, expected);
    assert_eq!(
        proven(&filter, "SBPDCL: payment, receipt no SB20480611, for your bill is received. Thank you.").as_deref(),
        Some("2")
    );
    for place in ["Patna", "Gaya Town"] {
        let body = format!("SBPDCL: pay your bill in {place} at sbpdcl.co.in today.");
        assert_eq!(proven(&filter, &body).as_deref(), Some("3"), "{body}");
    }
}

#[test]
fn case_blanks_and_punctuation_do_not_count() {
    let filter = bill();
    for body in [
        BILL.to_uppercase(),
        BILL.replace(' ', "  "),
        BILL.replace(". ", ".\n"),
        BILL.replace(['.', ':'], " ").replace("1 5%", "1.5%"),
        BILL.replace("Rs. 512", "Rs512/-"),
        BILL.replace("% rebate", " % rebate !!"),
    ] {
        assert_eq!(proven(&filter, &body).as_deref(), Some("1"), "{body}");
    }
}

#[test]
fn whatever_else_is_changed_is_no_template() {
    let filter = bill();
    let pay = "SBPDCL: pay your bill in Patna at sbpdcl.co.in today.";
    for body in [
        BILL.replace("due", "paid"),
        BILL.replace("bill of ", ""),
        BILL.replace("Get", "Get now"),
        format!("{BILL} Call"),
        format!("Hello {BILL}"),
        BILL.replace("1.5%", "15%"),
        BILL.replace("1.5%", "1-5%"),
        BILL.replace("1.5%", "1.5"),
        BILL.replace("512", "9876543210"),
        BILL.replace("512", "98765 43210"),
        BILL.replace("512", "abc"),
        BILL.replace("102345871", "1912"),
        BILL.replace("05/12/2026", "05/12/2029"),
        BILL.replace("05/12/2026", "102345871"),
        BILL.replace("05/12/2026", "tonight"),
        BILL.replace("rebate", "r\u{200b}ebate"),
        BILL.replace("SBPDCL", "SBPDСL"),
        BILL.replace("SBPDCL", "NBPDCL"),
        pay.replace("Patna", "Ara"),
        pay.replace("Patna", "Patna Gaya town"),
        pay.replace("sbpdcl.co.in", "sbpdcl.co.in.bill.in"),
        pay.replace("sbpdcl.co.in", "nbpdcl.co.in"),
        pay.replace("sbpdcl.co.in", "sbpdcl-co.in"),
        pay.replace("bill in", "bill.in"),
        String::new(),
    ] {
        assert_eq!(proven(&filter, &body), None, "{body}");
    }
    // A template is registered for a sender id.
    let report = filter.check(&Sms::new("JM-NBPDCL-S", BILL), "2026-11-29T05:00:00Z".parse().unwrap());
    assert_ne!(report.verdict, Verdict::Genuine);
}

#[test]
fn explanations_name_the_nearest_template_and_where_it_stops() {
    let filter = bill();
    let explain = |body: &str| filter.explain(&Sms::new("JM-SBPDCL-S", body), "2026-11-29T05:00:00Z".parse().unwrap());
    let whole = explain(BILL).template.unwrap();
    assert_eq!((whole.id.as_str(), whole.is_whole, whole.stopped_at), ("1", true, BILL.len()));
    let body = BILL.replace("due on", "due by");
    let stopped = explain(&body).template.unwrap();
    assert_eq!((stopped.id.as_str(), stopped.is_whole), ("1", false));
    assert_eq!((&body[stopped.stopped_at..stopped.stopped_at + 2], stopped.expected.as_str()), ("by", "on"));
    let body = BILL.replace("Rs. 512", "Rs. many");
    let stopped = explain(&body).template.unwrap();
    assert_eq!((&body[stopped.stopped_at..stopped.stopped_at + 4], stopped.expected.as_str()), ("many", "<amount>"));
}

#[test]
fn a_template_that_could_carry_anything_is_refused_with_its_reason() {
    use TemplateProblem::{
        BesideDigits, Count, ForeignValue, Header, Id, Kind, NoRole, NoValues, Open, RoleOfTag, Tag, TooOpen, Touching,
        Unconfirmed, UnknownRole, Unseen,
    };
    let text = "Your bill is due: {#alphanumeric#}";
    let with = |change: fn(&mut Template)| {
        let mut changed = template("1", text, &["last_date"]);
        change(&mut changed);
        changed
    };
    for (template, problem) in [
        (template("1", "Your bill {#otp#} is due", &["amount"]), Tag(1)),
        (template("1", "Your bill {#numeric is due", &["amount"]), Open(1)),
        (template("1", text, &[]), Count { text: 1, given: 0 }),
        (template("1", "Your bill is due {#numeric#} - {#numeric#}", &["amount", "amount"]), Touching(2)),
        (template("1", "Your bill is due 98765 {#numeric#}", &["amount"]), BesideDigits(1)),
        (template("1", "Your bill is due {#numeric#} 43210", &["amount"]), BesideDigits(1)),
        (template("1", "Pay {#alphanumeric#}", &["last_date"]), TooOpen),
        (with(|it| it.blanks[0].role = None), NoRole(1)),
        (with(|it| it.blanks[0].confirmed = false), Unconfirmed(1)),
        (template("1", text, &["name"]), UnknownRole(1)),
        (template("1", "Your bill is due at {#url#}", &["site"]), NoValues(1)),
        (template("1", "Your bill is due at {#url#}", &["listed=sbpdcl.co.in"]), RoleOfTag(1)),
        (template("1", "Your bill is due at {#url#}", &["site=bijli.example"]), ForeignValue(1)),
        (template("1", "Your bill is due at {#url#}", &["site=sbpdcl.co.in/other"]), ForeignValue(1)),
        (template("1", "Your bill is due at {#url#}", &["site=user@sbpdcl.co.in"]), ForeignValue(1)),
        (template("1", "Your bill is due, see {#cbn#}", &["listed=9876543210"]), ForeignValue(1)),
        (template("1", "Your bill is due, see {#email#}", &["listed=a@gmail.com"]), ForeignValue(1)),
        (template("1", "Your bill is due: {#var#}", &["amount"]), NoValues(1)),
        (template("1", "Your bill is due: {#var#}", &["listed=call 9876543210"]), ForeignValue(1)),
        (template("1", "Your bill is due: {#var#}", &["listed=bit.ly"]), ForeignValue(1)),
        (template("1", text, &["listed=a@b"]), ForeignValue(1)),
        (template("1", text, &["listed= - "]), ForeignValue(1)),
        (template("1", "Your bill is due at {#numeric#}", &["site"]), RoleOfTag(1)),
        (template("1", "Your bi\u{200b}ll is due at {#numeric#}", &["amount"]), Unseen),
        (template("1", "Your bill is due 😀 {#numeric#}", &["amount"]), Unseen),
        (with(|it| it.headers = vec!["VKPOWR".to_owned()]), Header),
        (with(|it| it.headers.clear()), Header),
        (with(|it| it.kind = Some("lottery".to_owned())), Kind),
        (with(|it| it.id = "a b".to_owned()), Id),
    ] {
        let text = format!("{} {:?}", template.text, template.blanks);
        let refused = filter(vec![template]).err();
        assert!(
            matches!(refused, Some(RulesError::Template { problem: found, .. }) if found == problem),
            "{text}: {refused:?}"
        );
    }
    let twice = vec![template("1", text, &["last_date"]), template("1", text, &["last_date"])];
    assert!(matches!(filter(twice), Err(RulesError::Template { problem: Id, .. })));
}

#[test]
fn marks_count_only_between_digits_and_within_addresses() {
    let filter = filter(vec![template("1", "Dr. Bose, pay 1.5 or 2-3 at sbpdcl.co.in/bill: 50% off", &[])]).unwrap();
    let parts = &filter.rules().first.templates.all[0].parts;
    let [Part::Text(text)] = parts.as_slice() else { panic!("{parts:?}") };
    let marks: Vec<&str> = text.iter().filter(|literal| literal.is_mark).map(|literal| &*literal.folded).collect();
    assert_eq!(marks, [".", "-", ".", ".", "%"]);
}

#[test]
fn numbers_of_the_text_and_of_a_value_spell_no_number_together() {
    let filter =
        filter(vec![template("1", "SBPDCL: scheme 98765 for your bill of {#numeric#} rupees.", &["amount"])]).unwrap();
    assert_eq!(proven(&filter, "SBPDCL: scheme 98765 for your bill of 4321 rupees.").as_deref(), Some("1"));
    assert_eq!(proven(&filter, "SBPDCL: scheme 98765 for your bill of 43210 rupees."), None);
}

#[test]
fn a_list_without_templates_compiles_to_none() {
    let list = allowlist::embedded().unwrap();
    assert_eq!(list.first.templates.templates.len(), 0);
    let filter = Filter::new(list).unwrap();
    assert!(filter.rules().first.templates.is_empty() && !filter.rules().first.templates.only);
    assert!(Templates::default().is_empty());
}

/// Templates that look innocent, each with a message by which it could lead somewhere, or frighten.
#[test]
fn an_innocent_template_carries_no_channel_person_or_number() {
    let bill = "SBPDCL: your bill of Rs {#numeric#} is due.";
    let receipt = "SBPDCL: paid, receipt no {#alphanumeric#} dated today.";
    let account = "SBPDCL: bill for CA No {#alphanumeric#} is due today.";
    let place = "SBPDCL: new meters in {#alphanumeric#} and {#alphanumeric#} and {#alphanumeric#} this week.";
    let places = &["listed=9876|Patna", "listed=5432|Gaya", "listed=10|Ara"][..];
    let date = "SBPDCL: pay your bill by {#alphanumeric#} to get the rebate.";
    let rebate = "SBPDCL: pay Rs {#numeric#} and get rebate of Rs {#numeric#} today.";
    let url = "SBPDCL: pay your bill at {#url#} today.";
    let site = &["site=sbpdcl.co.in"][..];
    for (text, roles, body) in [
        (bill, &["amount"][..], "SBPDCL: your bill of Rs 9876543210 is due."),
        (
            "SBPDCL: your bill of Rs {#numeric#} today, 98765 and then 43210.",
            &["amount"],
            "SBPDCL: your bill of Rs 512 today, 98765 and then 43210.",
        ),
        (bill, &["amount"], "SBPDCL: your bill of Rs 98765-43210 is due."),
        (bill, &["amount"], "SBPDCL: your bill of Rs 512 is due. 98765 43210"),
        (bill, &["amount"], "SBPDCL: your bill of Rs 512 is due! Call us"),
        (bill, &["amount"], "SBPDCL: your bill of Rs 512 is due \u{1f449} bit.ly/x1"),
        (bill, &["amount"], "SBPDCL: your bill of Rs 512 is due*401*9876543210#"),
        (bill, &["amount"], "SBPDCL: your bill of Rs 512.is due."),
        (bill, &["amount"], "SBPDCL: your bill of Rs \u{ff15}\u{ff11}\u{ff12} is due."),
        (bill, &["amount"], "SBPDCL: your bill of Rs 512\u{200b} is due."),
        (bill, &["amount"], "SBPDCL: your bill of Rs 512 \u{202e}is due."),
        (
            "SBPDCL: for help with your bill {#numeric#} any day.",
            &["amount"],
            "SBPDCL: for help with your bill 223456 any day.",
        ),
        (
            "SBPDCL: for help with your bill {#alphanumeric#} any day.",
            &["reference"],
            "SBPDCL: for help with your bill CALL2234567 any day.",
        ),
        (
            "SBPDCL: for help with your bill {#numeric#} any day.",
            &["account_number"],
            "SBPDCL: for help with your bill 102345871 any day.",
        ),
        (receipt, &["reference"], "SBPDCL: paid, receipt no CALL2234567 dated today."),
        (receipt, &["reference"], "SBPDCL: paid, receipt no CALL 2234567 dated today."),
        (receipt, &["reference"], "SBPDCL: paid, receipt no RAVI9876543210 dated today."),
        (receipt, &["reference"], "SBPDCL: paid, receipt no 9876543210 dated today."),
        (receipt, &["reference"], "SBPDCL: paid, receipt no TEL06122234567 dated today."),
        (account, &["account_number"], "SBPDCL: bill for CA No 09876543210 is due today."),
        (account, &["account_number"], "SBPDCL: bill for CA No 919876543210 is due today."),
        (account, &["account_number"], "SBPDCL: bill for CA No 18001234567 is due today."),
        (account, &["account_number"], "SBPDCL: bill for CA No 06122234567 is due today."),
        (
            "SBPDCL: call us, bill for CA No {#numeric#} is due.",
            &["account_number"],
            "SBPDCL: call us, bill for CA No 9876543210 is due.",
        ),
        (
            "SBPDCL: officer of your area, account no {#numeric#} today.",
            &["account_number"],
            "SBPDCL: officer of your area, account no 9876543210 today.",
        ),
        (place, places, "SBPDCL: new meters in 9876 and 5432 and 10 this week."),
        (place, places, "SBPDCL: new meters in Patna and Gaya and Ravi this week."),
        (date, &["last_date"], "SBPDCL: pay your bill by 05/12/2026 tonight to get the rebate."),
        (date, &["last_date"], "SBPDCL: pay your bill by 05/12/2026/98765 to get the rebate."),
        (date, &["last_date"], "SBPDCL: pay your bill by 9:30 pm to get the rebate."),
        (date, &["last_date"], "SBPDCL: pay your bill by Ravi to get the rebate."),
        (rebate, &["amount", "amount"], "SBPDCL: pay Rs 10 and get rebate of Rs 5000 today."),
        (url, site, "SBPDCL: pay your bill at sbpdcl.co.in/refund today."),
        (url, site, "SBPDCL: pay your bill at sbpdcl.co.in.today."),
        (url, site, "SBPDCL: pay your bill at sbpdcl.co.in:8080 today."),
        (url, site, "SBPDCL: pay your bill at sbpdcl-co.in today."),
        (url, site, "SBPDCL: pay your bill at evil.sbpdcl.co.in today."),
        (url, site, "SBPDCL: pay your bill at sbpdcl.co.in@bit.ly today."),
        (url, site, "SBPDCL: pay.your bill at sbpdcl.co.in today.bill.in"),
    ] {
        let filter = filter(vec![template("1", text, roles)]).unwrap();
        assert_eq!(proven(&filter, body), None, "{body}");
    }
}

#[test]
fn a_role_whose_slot_reads_anything_is_refused() {
    let list = allowlist::embedded().unwrap();
    let mut allow = list.first.allow;
    allow.kinds.clear();
    for pattern in ["[a-z ]{3,40}", "[a-z.]+", "[a-z0-9]+", "[0-9]{10}", "[a-z]+[@.][a-z]+"] {
        let clauses = Clauses::parse(&format!("slot name none text = {pattern}")).unwrap();
        let clauses = CompiledClauses::new(&clauses, &[]).unwrap();
        let templates = vec![template("1", "Dear {#alphanumeric#}, your bill is due.", &["name"])];
        let templates = crate::documents::Templates { schema: 1, only: true, templates };
        let group = GroupDocuments { allow: allow.clone(), clauses, templates };
        let refused = Filter::of_documents(group, list.lexicon.clone(), list.claim.clone());
        let problem = TemplateProblem::LooseRole(1);
        assert_eq!(refused.err(), Some(RulesError::Template { id: "1".to_owned(), problem }), "{pattern}");
    }
}
