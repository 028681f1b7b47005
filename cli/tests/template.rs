//! `asli list template`: from a portal's download to messages that are proven as their template.
#![allow(clippy::unwrap_used, clippy::panic, clippy::format_collect, missing_docs)]

mod common;

use common::templates::confirmed;
use common::{Folder, asli, lines, stderr, stdout};
use serde_json::{Value, json};
use std::collections::BTreeMap;

const AT: &str = "2026-11-29T10:00:00+05:30";

/// Numbers that look random and are the same in each run.
struct Random(u64);

impl Random {
    fn below(&mut self, count: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % count
    }

    fn pick<'a, T>(&mut self, all: &'a [T]) -> &'a T {
        &all[self.below(all.len())]
    }

    fn digits(&mut self, count: usize) -> String {
        (0..count).map(|_| char::from(b'0' + u8::try_from(self.below(10)).unwrap())).collect()
    }
}

/// A template as its parts: fixed text, or the role of a blank with its values.
enum Part {
    Text(String),
    Blank { role: String, numeric: bool, values: Vec<String> },
}

struct Template {
    id: String,
    headers: Vec<String>,
    parts: Vec<Part>,
}

fn templates(folder: &Folder) -> Vec<Template> {
    let document: Value = serde_json::from_str(&folder.read("bihar/templates.json")).unwrap();
    let strings = |value: &Value| -> Vec<String> {
        value.as_array().into_iter().flatten().map(|it| it.as_str().unwrap().to_owned()).collect()
    };
    let of = |template: &Value| {
        let mut blanks = template["blanks"].as_array().unwrap().iter();
        let mut parts = Vec::new();
        let mut rest = template["text"].as_str().unwrap();
        while let Some(start) = rest.find("{#") {
            let end = start + rest[start..].find("#}").unwrap();
            let blank = blanks.next().unwrap();
            parts.push(Part::Text(rest[..start].to_owned()));
            let (role, numeric) = (blank["role"].as_str().unwrap().to_owned(), &rest[start + 2..end] == "numeric");
            parts.push(Part::Blank { role, numeric, values: strings(&blank["values"]) });
            rest = &rest[end + 2..];
        }
        parts.push(Part::Text(rest.to_owned()));
        let id = template["id"].as_str().unwrap().to_owned();
        Template { id, headers: strings(&template["headers"]), parts }
    };
    document["templates"].as_array().unwrap().iter().map(of).collect()
}

/// A value of a role, as a billing system would fill it in. `sum` is the bill, of which a rebate is a share.
fn value(role: &str, numeric: bool, values: &[String], random: &mut Random) -> String {
    if !values.is_empty() {
        return random.pick(values).clone();
    }
    let day = |random: &mut Random, month: usize| {
        let day = 1 + random.below(9);
        let forms =
            [format!("{day:02}/{month:02}/2026"), format!("{day}-{month}-2026"), format!("{day:02}.{month}.26")];
        let named = [format!("{day} Dec 2026"), format!("{day:02}-Dec-2026")];
        if month == 12 && random.below(3) == 0 { random.pick(&named).clone() } else { random.pick(&forms).clone() }
    };
    match role {
        "amount" => match random.below(3) {
            0 => (200 + random.below(9000)).to_string(),
            1 => format!("{},{}", 1 + random.below(9), random.digits(3)),
            // Sums from 600.00 on would now and then spell a number to call with the sum beside them.
            _ => format!("{}.{}", 200 + random.below(400), random.digits(2)),
        },
        "rebate" if random.below(2) == 0 => "1.5".to_owned(),
        "rebate" => "2".to_owned(),
        "account_number" => {
            let rest = 8 + random.below(3);
            format!("{}{}", 1 + random.below(5), random.digits(rest))
        }
        "last_date" => day(random, 12),
        "disconnection_date" => format!("{:02}/12/2026", random.pick(&[1, 2, 3, 4, 7, 8, 9])),
        "date" => day(random, 11),
        "reference" if numeric => format!("2{}", random.digits(7)),
        "reference" => format!("SB{}", random.digits(8)),
        "period" => random.pick(&["Nov 2026", "October 2026", "11/2026"]).to_string(),
        "energy" => (1 + random.below(400)).to_string(),
        "duration" => (1 + random.below(20)).to_string(),
        role => panic!("no value for {role}"),
    }
}

/// A filled message: its text, and the place of each blank's value.
struct Filled<'t> {
    template: &'t Template,
    sender: String,
    pieces: Vec<String>,
}

impl Filled<'_> {
    fn body(&self) -> String {
        self.pieces.concat()
    }
}

fn fill<'t>(template: &'t Template, random: &mut Random) -> Filled<'t> {
    let sender = format!("{}-{}-S", random.pick(&["JM", "VK", "AD"]), random.pick(&template.headers));
    let of = |part: &Part| match part {
        Part::Text(text) => text.clone(),
        Part::Blank { role, numeric, values } => value(role, *numeric, values, random),
    };
    let pieces = template.parts.iter().map(of).collect();
    Filled { template, sender, pieces }
}

/// As leniently as operators compare: case, blanks, punctuation.
fn loosen(body: &str, random: &mut Random) -> String {
    match random.below(5) {
        0 => body.to_uppercase(),
        1 => body.replace(". ", ".\n"),
        2 => body.replace(", ", " , "),
        3 => format!("{}  ", body.trim_end_matches(['.', '।'])),
        _ => body.to_owned(),
    }
}

fn scan(folder: &Folder, messages: &[(String, String)]) -> Vec<Value> {
    let input: String =
        messages.iter().map(|(sender, body)| format!("{}\n", json!({"sender": sender, "body": body}))).collect();
    let output = asli(&["scan", "--at", AT, "--lists", folder.path()], &input);
    let lines = lines(&output);
    assert_eq!(lines.len(), messages.len(), "{}", stderr(&output));
    lines
}

#[test]
fn each_filled_message_is_proven_as_its_template() {
    let folder = confirmed("template-filled");
    let (templates, mut random) = (templates(&folder), Random(7));
    assert_eq!(templates.len(), 40);
    let filled: Vec<Filled<'_>> = (0..400).map(|at| fill(&templates[at % templates.len()], &mut random)).collect();
    let messages: Vec<_> = filled.iter().map(|it| (it.sender.clone(), loosen(&it.body(), &mut random))).collect();
    let reports = scan(&folder, &messages);
    let wrong: Vec<String> = (reports.iter().zip(&filled).zip(&messages))
        .filter(|((report, filled), _)| {
            report["verdict"] != "genuine" || report["template"] != filled.template.id.as_str()
        })
        .map(|((report, filled), (_, body))| format!("{} {body}\n  {report}", filled.template.id))
        .collect();
    assert!(wrong.is_empty(), "{} of 400:\n{}", wrong.len(), wrong.join("\n"));
}

const WORDS: [&str; 14] = [
    "call",
    "now",
    "not",
    "office",
    "agent",
    "9876543210",
    "bit.ly/x1",
    "immediately",
    "tonight",
    "मोबाइल",
    "turant",
    "our",
    "20",
    "website",
];

/// A value that is none of the role: of another form, outside its bounds, or a number to call.
fn foreign(role: &str, random: &mut Random) -> String {
    // A sum can be Rs 1912, and an account can have ten digits that look like a mobile number (facts X).
    let call = ["98765 43210", "+91 9876543210", "09876543210", "18001234567", "06122234567", "9876543210", "1912"];
    let call = match role {
        "amount" => &call[..6],
        "account_number" => &call[..5],
        _ => &call[..],
    };
    let leads = ["bijlibill.online", "our agent Ravi", "wa.me/919876543210", "pay@upi", "t.me/bijli", "call us"];
    let other: &[&str] = match role {
        "amount" => &["05/12/2026", "1.5%", "SB20480611", "many", "5 Dec 2026", "10:30 pm", "12345678"],
        "rebate" => &["90", "05/12/2026", "many", "0", "2.345"],
        "account_number" => &["12345", "05/12/2026", "SB20480611", "1,248.50", "yours"],
        "last_date" => {
            &["tonight", "05/12/2029", "102345871002", "512", "31/02/2026", "01/01/2020", "10:30 pm", "Sunday"]
        }
        "disconnection_date" => &["06/12/2026", "tonight", "25/12/2026", "05/12/2029", "today 9.30 pm", "13/12/2026"],
        "date" => &["tonight", "05/12/2036", "512.00", "many", "102345871002"],
        "reference" => &["tonight", "call", "05/12/2026", "Ravi"],
        "period" => &["tonight", "13/2026", "Foo 2026", "9.30 pm"],
        "energy" => &["many", "05/12/2026", "SB204806"],
        "duration" => &["many", "512000", "05/12/2026"],
        _ => &["Ara", "Patna", "store", "512"],
    };
    match random.below(4) {
        0 => (*random.pick(call)).to_owned(),
        1 => (*random.pick(&leads)).to_owned(),
        _ => (*random.pick(other)).to_owned(),
    }
}

/// A message with one thing wrong, and what that is.
fn break_one(filled: &Filled<'_>, random: &mut Random) -> (&'static str, String) {
    let body = filled.body();
    let words: Vec<&str> = body.split(' ').collect();
    let blanks: Vec<usize> =
        (0..filled.pieces.len()).filter(|at| matches!(filled.template.parts[*at], Part::Blank { .. })).collect();
    let with = |at: usize, value: String| {
        let mut pieces = filled.pieces.clone();
        pieces[at] = value;
        pieces.concat()
    };
    let at = *random.pick(&blanks);
    let Part::Blank { role, .. } = &filled.template.parts[at] else { unreachable!() };
    // A fixed word, of letters: marks do not count.
    let fixed = |random: &mut Random| {
        let texts: Vec<usize> = (0..filled.pieces.len()).filter(|at| !blanks.contains(at)).collect();
        loop {
            let at = *random.pick(&texts);
            let words: Vec<&str> = filled.pieces[at].split(' ').collect();
            let word = random.below(words.len());
            if words[word].chars().filter(|c| c.is_alphabetic()).count() > 1 {
                return (at, words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>(), word);
            }
        }
    };
    match random.below(10) {
        0 => {
            let (at, mut words, word) = fixed(random);
            (*random.pick(&WORDS)).clone_into(&mut words[word]);
            ("a word changed", with(at, words.join(" ")))
        }
        1 => {
            let (at, mut words, word) = fixed(random);
            words.remove(word);
            ("a word left out", with(at, words.join(" ")))
        }
        2 => {
            let place = random.below(words.len() + 1);
            let mut words = words.clone();
            words.insert(place, *random.pick::<&str>(&WORDS));
            ("a word put in", words.join(" "))
        }
        3 => {
            let (at, mut words, word) = fixed(random);
            let twice = words[word].clone();
            words.insert(word, twice);
            ("a word twice", with(at, words.join(" ")))
        }
        4 | 5 => ("a value out of its role", with(at, foreign(role, random))),
        6 => {
            let other = *random.pick(&blanks);
            let Part::Blank { role: other_role, .. } = &filled.template.parts[other] else { unreachable!() };
            if role == other_role || forms(role) == forms(other_role) {
                return ("two values swapped", with(at, "98765 43210".to_owned()));
            }
            let mut pieces = filled.pieces.clone();
            pieces.swap(at, other);
            ("two values swapped", pieces.concat())
        }
        7 => {
            let value = &filled.pieces[at];
            let more =
                random.pick(&[" 9876543210", "9876543210", " or 9876543210", ", 98765", " and call", "%", " tonight"]);
            ("a value with more behind it", with(at, format!("{value}{more}")))
        }
        8 => {
            let more = [
                " Call 9876543210",
                " bit.ly/x1",
                " http://bijlibill.online",
                " - 98765 43210",
                " Pay by our agent",
                " 1",
                "\nSend YES",
            ];
            ("something behind the message", format!("{body}{}", random.pick(&more)))
        }
        _ => ("a value left out", with(at, String::new())),
    }
}

/// Values of these roles look alike, so that one in the place of the other is a message of the template still.
fn forms(role: &str) -> &'static str {
    match role {
        "last_date" | "date" | "disconnection_date" => "date",
        "amount" | "energy" | "duration" | "rebate" => "number",
        "account_number" | "reference" => "digits",
        _ => "other",
    }
}

#[test]
fn the_templates_can_be_signed() {
    let folder = confirmed("template-lint");
    let output = asli(&["list", "lint", "--today", "2026-11-29", "--lists", folder.path()], "");
    assert_eq!(output.status.code(), Some(0), "{}", stdout(&output));
    assert!(!stdout(&output).contains("[template_"), "{}", stdout(&output));
}

#[test]
fn no_message_with_one_thing_wrong_is_genuine() {
    let folder = confirmed("template-broken");
    let (templates, mut random) = (templates(&folder), Random(11));
    let mut kinds: BTreeMap<&str, usize> = BTreeMap::new();
    let mut messages = Vec::with_capacity(4000);
    while messages.len() < 4000 {
        let filled = fill(&templates[messages.len() % templates.len()], &mut random);
        let (kind, body) = break_one(&filled, &mut random);
        *kinds.entry(kind).or_default() += 1;
        messages.push((filled.sender, body));
    }
    assert!(kinds.len() == 9 && kinds.values().all(|count| *count > 100), "{kinds:?}");
    let reports = scan(&folder, &messages);
    let genuine: Vec<String> = (reports.iter().zip(&messages))
        .filter(|(report, _)| report["verdict"] == "genuine" || !report["template"].is_null())
        .map(|(report, (_, body))| format!("{body}\n  {report}"))
        .collect();
    assert!(genuine.is_empty(), "{} of 4000:\n{}", genuine.len(), genuine.join("\n"));
}
