//! Work grows with the length of the text, not with its square.
//!
//! In: patterns that made a detector look at the same tokens again and again, or that
//! could. Out: for each, the steps of folding, reading and detecting at 5, 10, 20 and 40
//! thousand characters. The steps of twice the text are at most
//! 2.2 times as many.

use super::Detected;
use super::testing::{BUSINESS, OFFICIAL, PHONE, with_input};
use crate::steps;

/// Twice the text is twice the work, and what a logarithm adds; in tenths.
const MOST_RATIO: u64 = 23;
const TENTHS: u64 = 10;
const LENGTHS: [usize; 4] = [5_000, 10_000, 20_000, 40_000];

/// Each is repeated to fill the text.
const PATTERNS: &[&str] = &[
    "1.",
    "1,",
    "1,00,",
    "1'234'",
    "1 234 ",
    "Rs ",
    "Rs.",
    "Rs 1.",
    "Rs 1,00,",
    "Rs -",
    "1 rs ",
    "amount ",
    "amount .",
    "bal:",
    "1.5% ",
    "1%",
    "@1%",
    "www.",
    "http://",
    "http://www.",
    "https://a.",
    "hxxp[:]",
    "a.",
    "a.b.",
    "a-",
    "a-b.",
    "a-b-",
    "a_",
    "a . ",
    "a .in ",
    "a..",
    "a.in ",
    "a.in.",
    "a.com/",
    "a.com/b.com/",
    "dot ",
    "a dot ",
    "a[.]",
    "a(",
    "((((",
    "....",
    "a·",
    "xn--",
    "xn--a.",
    "sbpdcl.co.in",
    "sbpdcl.co.in/",
    "bijli.in पर",
    "भारत.",
    "@",
    "a@",
    "a@b",
    "a@b.",
    "a@b.com ",
    "a.b@ybl ",
    "+91 ",
    "+91-",
    "9",
    "9 ",
    "98123 ",
    "98123-",
    "9812345678 ",
    "nine ",
    "nine eight ",
    "9o",
    "0",
    "00 ",
    "call 12345 ",
    "call 9812345678 ",
    "helpline 2504036 ",
    "officer ",
    "contact officer ",
    "contact officer not ",
    "not ",
    "otp ",
    "not otp ",
    "o t p ",
    "kyc Rs 5 ",
    "Rs 5 ",
    "Rs 5 kyc ",
    "1/",
    "1-1-",
    "01/12/",
    "05/12/26 ",
    "05/12/26-",
    "5 dec ",
    "5th ",
    "dec ",
    "by ",
    "by 5/12 ",
    "9:",
    "9:30 ",
    "9.30 pm ",
    "tonight ",
    "cut 9:30 ",
    "cut 05/12/26 9:30 ",
    "last date 9 pm ",
    "ca ",
    "ca no ",
    "ca no 1 ",
    "ca no 236012345 ",
    "ca no 1-",
    "ca no ****",
    "account ",
    "account no. ",
    "account 501012345 ifsc ",
    "ifsc ",
    "SBIN0001234 ",
    "deposit to account 501012345 ",
    "ref ",
    "ref-",
    "ref/1",
    "bill no SB",
    "bill no 1-",
    "qr code ",
    "scan qr on ",
    "collect request ",
    "screenshot ",
    "phonepe 9812345678 ",
    "*401*",
    "**21*98 ",
    "star 401 ",
    "cash agent ",
    "at your door pay ",
    "install whatsapp ",
    "install app ",
    "Suvidha Rs 5 update ",
    "Suvidha ",
    "apk ",
    "anydesk ",
    "electricity bill pay ",
    "р9",
    "b\u{456}ll ",
    "bi\u{200b}ll ",
    "\u{1d41b}",
    "é",
    "😀",
    "😀a",
    "বাংলা ",
    "a,",
    ",",
    " ",
    "\n",
    "नौ ",
    "a\u{300}",
];

/// Whether the work for twice the text is more than [`MOST_RATIO`] tenths of the work for once.
fn is_steeper(once: u64, twice: u64) -> bool {
    twice * TENTHS > once * MOST_RATIO
}

fn steps(sender: &str, pattern: &str, length: usize) -> u64 {
    let count = length / pattern.chars().count();
    let body = format!("electricity bill cut {}", pattern.repeat(count));
    steps::count(|| with_input(sender, &body, |input| drop(Detected::new(input)))).1
}

#[test]
fn twice_the_text_is_twice_the_work() {
    assert!(PATTERNS.len() >= 60);
    let mut slow = Vec::new();
    for pattern in PATTERNS {
        for (sender, lengths) in [(OFFICIAL, &LENGTHS[..]), (BUSINESS, &LENGTHS[..2]), (PHONE, &LENGTHS[..2])] {
            let counts: Vec<u64> = lengths.iter().map(|length| steps(sender, pattern, *length)).collect();
            if counts.windows(2).any(|pair| is_steeper(pair[0], pair[1])) {
                slow.push((pattern, sender, counts));
            }
        }
    }
    assert!(slow.is_empty(), "{slow:#?}");
}

/// The longest SMS, whatever it is made of, takes so many steps a character at most.
#[test]
fn a_character_takes_a_bounded_number_of_steps() {
    const MOST: u64 = 400;
    const LENGTH: usize = 10_000;
    let cost = |pattern: &&str| steps(OFFICIAL, pattern, LENGTH) / LENGTH as u64;
    let dear: Vec<(&&str, u64)> =
        PATTERNS.iter().map(|pattern| (pattern, cost(pattern))).filter(|it| it.1 > MOST).collect();
    assert!(dear.is_empty(), "{dear:?}");
}

/// The test above can fail: reading every pair of tokens is found out.
#[test]
fn squares_are_found_out() {
    let pairs = |length: usize| {
        with_input(OFFICIAL, &"1 ".repeat(length), |input| {
            let all = || 0..input.tokens().len();
            steps::count(|| all().flat_map(|_| all()).filter(|at| input.digits(*at).is_some()).count()).1
        })
    };
    assert!(is_steeper(pairs(100), pairs(200)));
}
