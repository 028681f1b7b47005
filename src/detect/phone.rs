//! Phone numbers in any writing.
//!
//! In: tokens and number words. Out: findings. Runs of digits, number words
//! and letters that stand for digits, with whatever marks and blanks between
//! them, are read as one sequence of pieces; a window of whole pieces that
//! makes a number of the Indian plan is a finding. Digits that fill a typed
//! value (a date, an amount, an account number) break the sequence.

use super::{Detected, Found, Input};
use crate::text::TokenKind;
use crate::verdict::FindingCode;
use crate::words::Concept;
use std::ops::Range;

/// Most marks between two pieces of one number.
const MOST_MARKS: usize = 5;
/// Most pieces of one number that is not of the plan.
const MOST_PIECES: usize = 16;
/// How far behind a contact word a number may stand, in tokens.
const REACH: usize = 8;

pub(super) fn dangers(input: &Input<'_>, detected: &Detected, found: &mut Vec<Found>) {
    let first = found.len();
    for run in runs(input, detected) {
        search(input, &run, found);
    }
    helplines_last(input, &mut found[first..]);
}

/// A piece of a number: digits that stand together.
struct Piece {
    digits: String,
    tokens: Range<usize>,
}

fn runs(input: &Input<'_>, detected: &Detected) -> Vec<Vec<Piece>> {
    let mut runs = Vec::new();
    let mut run: Vec<Piece> = Vec::new();
    let mut multiply = 1;
    for at in 0..input.tokens().len() {
        if input.tokens()[at].kind == TokenKind::Mark {
            continue;
        }
        let piece = if detected.is_typed(at) { None } else { piece_at(input, at) };
        let Some(digits) = piece else {
            flush(&mut run, &mut runs);
            continue;
        };
        if run.last().is_some_and(|last| at - last.tokens.end > MOST_MARKS) {
            flush(&mut run, &mut runs);
        }
        match digits {
            Digits::Times(times) => multiply = times,
            Digits::Word(digits) => {
                let tens = run.last().is_some_and(|last| is_tens(input, last)) && digits.len() == 1 && digits != "0";
                match run.last_mut() {
                    Some(last) if tens => {
                        last.digits.pop();
                        last.digits.push_str(digits);
                        last.tokens.end = at + 1;
                    }
                    _ => run
                        .push(Piece { digits: digits.repeat(std::mem::replace(&mut multiply, 1)), tokens: at..at + 1 }),
                }
            }
            Digits::Plain(digits) => {
                run.push(Piece { digits: digits.repeat(std::mem::replace(&mut multiply, 1)), tokens: at..at + 1 });
            }
        }
    }
    flush(&mut run, &mut runs);
    runs
}

fn flush(run: &mut Vec<Piece>, runs: &mut Vec<Vec<Piece>>) {
    if run.iter().map(|piece| piece.digits.len()).sum::<usize>() >= 3 {
        runs.push(std::mem::take(run));
    } else {
        run.clear();
    }
}

/// "ninety", to which a unit may follow.
fn is_tens(input: &Input<'_>, piece: &Piece) -> bool {
    piece.tokens.len() == 1
        && piece.digits.len() == 2
        && piece.digits.ends_with('0')
        && input.tokens()[piece.tokens.start].kind == TokenKind::Latin
}

enum Digits {
    Plain(String),
    Word(&'static str),
    Times(usize),
}

fn piece_at(input: &Input<'_>, at: usize) -> Option<Digits> {
    if let Some(digits) = input.digits(at) {
        return Some(Digits::Plain(digits.to_owned()));
    }
    let number = input.rules.words.info(*input.ids.get(at)?).and_then(|info| info.number);
    if let Some(number) = number {
        return Some(match &*input.rules.numbers[usize::from(number)] {
            "x2" => Digits::Times(2),
            "x3" => Digits::Times(3),
            digits => digits_word(digits),
        });
    }
    leet_digits(input, at).map(Digits::Plain)
}

fn digits_word(digits: &str) -> Digits {
    const UNITS: [&str; 10] = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"];
    match UNITS.iter().find(|unit| **unit == digits) {
        Some(unit) => Digits::Word(unit),
        None => Digits::Plain(digits.to_owned()),
    }
}

/// `O`, `l`, `S` beside digits.
fn leet_digits(input: &Input<'_>, at: usize) -> Option<String> {
    let word = input.word(at).filter(|word| word.len() <= 3)?;
    let beside = (input.is_glued(at) && input.digits(at - 1).is_some())
        || (input.is_glued(at + 1) && input.digits(at + 1).is_some());
    if !beside {
        return None;
    }
    word.bytes()
        .map(|b| match b {
            b'o' | b'q' | b'd' => Some('0'),
            b'l' | b'i' | b'j' => Some('1'),
            b'z' => Some('2'),
            b's' => Some('5'),
            b'b' => Some('8'),
            b'g' => Some('9'),
            _ => None,
        })
        .collect()
}

fn search(input: &Input<'_>, run: &[Piece], found: &mut Vec<Found>) {
    let mut at = 0;
    while at < run.len() {
        let window =
            longest_window(input, run, at).or_else(|| own_helpline(input, run, at)).or_else(|| called(input, run, at));
        let Some((code, end, value)) = window else {
            at += 1;
            continue;
        };
        found.push(Found { code, tokens: run[at].tokens.start..run[end - 1].tokens.end, value: Some(value) });
        at = end;
    }
}

fn longest_window(input: &Input<'_>, run: &[Piece], at: usize) -> Option<(FindingCode, usize, String)> {
    let mut digits = String::new();
    let mut best = None;
    for (end, piece) in (at + 1..).zip(&run[at..]) {
        digits.push_str(&piece.digits);
        if digits.len() > 15 {
            break;
        }
        let area = end > at + 1 && run[at].digits.starts_with('0') && (3..=5).contains(&run[at].digits.len());
        let code = match plan(&digits, plus_before(input, run[at].tokens.start)) {
            Some(_) if area => Some(FindingCode::LandlineNumber),
            code => code,
        };
        if let Some(code) = code {
            best = Some((code, end, digits.clone()));
        }
    }
    best
}

fn plus_before(input: &Input<'_>, at: usize) -> bool {
    at > 0 && input.text.is_mark(at - 1, b'+')
}

/// What `digits` are in the Indian numbering plan.
fn plan(digits: &str, plus: bool) -> Option<FindingCode> {
    let national = ["0091", "091", "91", "0", ""]
        .iter()
        .filter_map(|prefix| digits.strip_prefix(prefix))
        .find(|national| national.len() == 10 && !national.starts_with('0'));
    if let Some(national) = national {
        if matches!(national.as_bytes()[0], b'6'..=b'9') {
            return Some(FindingCode::PhoneNumber);
        }
        // A trunk 0 and an area code; without the 0 it could be any ten digits.
        let toll_free = national.starts_with("1800") || national.starts_with("1860");
        return (toll_free || digits.len() > 10 && digits.starts_with('0')).then_some(FindingCode::LandlineNumber);
    }
    let toll_free = digits.len() == 11 && (digits.starts_with("1800") || digits.starts_with("1860"));
    let foreign = plus && (9..=15).contains(&digits.len());
    (toll_free || foreign).then_some(FindingCode::LandlineNumber)
}

/// The issuer's own helpline, with or without a word that says to call it.
fn own_helpline(input: &Input<'_>, run: &[Piece], at: usize) -> Option<(FindingCode, usize, String)> {
    let digits = &run[at].digits;
    let own = input.rules.allow.helplines.iter().any(|line| line.value == *digits);
    own.then(|| (FindingCode::OfficialNumber, at + 1, digits.clone()))
}

/// A number of any length that the text says to call.
fn called(input: &Input<'_>, run: &[Piece], at: usize) -> Option<(FindingCode, usize, String)> {
    let rest = &run[at..run.len().min(at + MOST_PIECES)];
    let digits: String = rest.iter().map(|piece| piece.digits.as_str()).collect();
    let tokens = rest[0].tokens.start..rest[rest.len() - 1].tokens.end;
    let said = input.fuzzy.hits_around(&tokens, REACH).any(|hit| {
        let contact = hit.concepts.has(Concept::Contact);
        contact && hit.tokens.end <= tokens.start && tokens.start < hit.tokens.end + REACH
            || contact && tokens.end <= hit.tokens.start && hit.tokens.start < tokens.end + 4
    });
    let code = match digits.len() {
        _ if !said => return None,
        3..=5 if rest.len() == 1 => FindingCode::ShortNumber,
        6..=8 => FindingCode::LandlineNumber,
        9..=15 => FindingCode::PhoneNumber,
        _ => return None,
    };
    Some((code, at + rest.len(), digits))
}

/// The issuer's own helplines are no danger, only out of place; the nation's are help.
fn helplines_last(input: &Input<'_>, found: &mut [Found]) {
    for found in found {
        let value = found.value.as_deref().unwrap_or("");
        let national = ["0091", "091", "91", "0", ""].iter().filter_map(|prefix| value.strip_prefix(prefix));
        if national.into_iter().any(|number| input.is_helpline(number)) {
            found.code = FindingCode::OfficialNumber;
        }
    }
}
