//! Numbers to call, in every place and writing.
//!
//! In: chance. Out: sentences with a number that someone could call: plain, grouped, in other digits, in words, as the
//! value of a slot that is not its own, or halved over two slots.

use crate::rng::Rng;

const CONTACTS: &[&str] = &[
    "Call {}",
    "Contact {}",
    "Mobile {}",
    "Phone {}",
    "Mobile number {}",
    "Help {}",
    "For help {}",
    "Dial {}",
    "Ph {}",
    "Officer {}",
    "SMS to {}",
    "WhatsApp {}",
    "Connect on mobile number CA {}",
    "Call on CA No {}",
    "Contact CA {}",
    "Connect on account number {}",
    "Pay by mobile number {}",
    "Number {}",
    "{}",
    "Mobile no. of officer {}",
    "फोन करें {}",
    "संपर्क {}",
    "मोबाइल {}",
    "मोबाइल नंबर {}",
    "नंबर {}",
    "{} पर कॉल करें",
    "मदद के लिए {}",
    "phone karein {}",
    "sampark {}",
    "Mobile number {}",
    "Number {}",
    "{} par call karein",
    "Madad ke liye {}",
];

/// Slots that are no home for a number that someone could call.
const SLOTS: &[&str] = &[
    "reading {}",
    "bill of {} units",
    "receipt no {}",
    "reference {}",
    "transaction id {}",
    "bill no {}",
    "load {} kW",
    "current reading {}",
    "units {}",
    "Rs {}",
    "bill amount {}",
    "balance {}",
    "Txn {}",
    "txn no {}",
    "bill number {}",
    "consumption {} units",
    "रीडिंग {}",
    "रसीद संख्या {}",
    "यूनिट {}",
    "राशि {}",
    "शेष {}",
    "reading {}",
    "raseed no {}",
    "shesh rashi {}",
    "meter no {}",
    "meter number {}",
    "मीटर संख्या {}",
    "last date {}",
    "rebate {}",
    "days {}",
];

/// The halves of a number in two slots, one behind the other.
const HALVES: &[&str] = &[
    "reading {} reading {}",
    "Rs {} {} units",
    "Rs {} Rs {}",
    "{} units Rs {}",
    "current reading {} previous reading {}",
    "previous reading {} current reading {}",
    "bill no {} Rs {}",
    "bill no {}, {} units",
    "amount {} receipt {}",
    "receipt no {} bill no {}",
    "Rs {}. {}",
    "units {} amount {}",
    "{} {}",
    "balance {} reading {}",
    "ref {} {}",
    "रीडिंग {} रीडिंग {}",
    "राशि रु {} यूनिट {}",
    "{} यूनिट रु {}",
    "रसीद {} बिल {}",
    "reading {} se {}",
    "rashi Rs {} unit {}",
    "{} unit Rs {}",
    "raseed {} bill {}",
    "bill of Rs {} for {} units",
    "consumed {} units, bill {}",
];

/// A number to call, behind a word for that or by itself.
pub(super) fn contact(rng: &mut Rng) -> String {
    let number = number(rng);
    let sentence = rng.text(CONTACTS);
    if sentence == "{}" && is_short(&number) {
        return format!("Call {number}");
    }
    sentence.replace("{}", &number)
}

/// A number to call as the value of something else.
pub(super) fn in_slot(rng: &mut Rng) -> String {
    let number = loop {
        let number = if rng.once_in(3) { number(rng) } else { mobile(rng) };
        if !is_short(&number) {
            break number;
        }
    };
    rng.text(SLOTS).replace("{}", &number)
}

/// A short code behind the label of a value, or within a message at its place, is that value.
fn is_short(number: &str) -> bool {
    number.chars().filter(|c| c.is_numeric()).count() < 10
}

/// A mobile number in two halves.
pub(super) fn halved(rng: &mut Rng) -> String {
    let digits = mobile(rng);
    let cut = if rng.once_in(2) { 5 } else { rng.between(3, 7) };
    let (first, second) = digits.split_at(cut);
    let style = rng.below(4);
    rng.text(HALVES).replacen("{}", &written(first, style), 1).replacen("{}", &written(second, style), 1)
}

/// A number in words.
pub(super) fn in_words(rng: &mut Rng) -> String {
    let digits = mobile(rng);
    let names = rng.pick(DIGIT_WORDS);
    let mut words = Vec::new();
    let mut rest = digits.as_str();
    while let Some(digit) = rest.chars().next() {
        let word = digit.to_digit(10).and_then(|digit| names.get(usize::try_from(digit).ok()?)).copied().unwrap_or("");
        let run = rest.chars().take_while(|next| *next == digit).count();
        if run > 1 && names[0] == "zero" {
            words.push("double");
        } else if run > 1 {
            words.push(word);
        }
        words.push(word);
        rest = &rest[run.min(2)..];
    }
    let joined = words.join(rng.text(&[" ", " ", "-", ", "]));
    rng.text(CONTACTS).replace("{}", &joined)
}

/// Ten digits that begin as mobile numbers do.
pub(super) fn mobile(rng: &mut Rng) -> String {
    if rng.once_in(3) {
        return "9876543210".to_owned();
    }
    format!("{}{}", rng.between(6, 9), &rng.digits(9))
}

/// A mobile number, landline, toll-free number or short code in one of its writings.
pub(super) fn number(rng: &mut Rng) -> String {
    let digits = match rng.below(8) {
        0 => format!("0612{}", rng.digits(7)),
        1 => format!("1800{}", rng.digits(6)),
        2 => (rng.text(&["56161", "14404", "155261", "12345", "57575", "1909"])).to_owned(),
        3 => format!("{}{}", rng.text(&["+91", "91", "0", "0091", "+91 ", "+91-"]), mobile(rng)),
        _ => mobile(rng),
    };
    let grouped = match rng.below(9) {
        0 => split(&digits, 5, " "),
        1 => split(&digits, 5, "-"),
        2 => split(&digits, 3, " "),
        3 => split(&digits, 4, "-"),
        4 => split(&digits, 1, " "),
        5 => split(&digits, 2, "."),
        6 => split(&digits, 5, rng.text(&[",", "/", ". ", " - ", "  ", " . ", "\n", "*", "_"])),
        _ => digits,
    };
    let style = rng.below(8);
    written(&grouped, style)
}

/// The digits in another script: 0 Devanagari, 1 full width, 2 mathematical; else as they are.
fn written(text: &str, style: usize) -> String {
    let zero = match style {
        0 => '०',
        1 => '０',
        2 => '𝟎',
        _ => return text.to_owned(),
    };
    let other = |c: char| c.to_digit(10).and_then(|digit| char::from_u32(u32::from(zero) + digit)).unwrap_or(c);
    text.chars().map(other).collect()
}

fn split(digits: &str, every: usize, by: &str) -> String {
    let chars: Vec<char> = digits.chars().collect();
    chars.chunks(every).map(|chunk| chunk.iter().collect::<String>()).collect::<Vec<_>>().join(by)
}

const DIGIT_WORDS: &[[&str; 10]] = &[
    ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"],
    ["oh", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"],
    ["शून्य", "एक", "दो", "तीन", "चार", "पांच", "छह", "सात", "आठ", "नौ"],
    ["shunya", "ek", "do", "teen", "char", "panch", "chhah", "saat", "aath", "nau"],
];
