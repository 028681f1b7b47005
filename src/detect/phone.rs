//! Phone numbers in any writing.
//!
//! In: tokens and number words. Out: findings. Runs of digits, number words
//! and letters that stand for digits, with whatever marks and blanks between
//! them, are read as one sequence of pieces; a window of whole pieces that
//! makes a number of the nation's plan is a finding. Digits that fill a typed
//! value (a date, an amount, an account number) break the sequence. `(1/2)`, which counts the parts of a long SMS,
//! is passed over where the digits around it make a number.

use super::date::{is_year, month_at};
use super::{Detected, Found, Input};
use crate::report::FindingCode;
use crate::rules::Numbering;
use crate::text::{Marks, TokenKind};
use crate::words::{Concept, Hit};
use bumpalo::collections::{String, Vec};
use std::ops::Range;

/// Most marks between two pieces of one number.
const MOST_MARKS: usize = 5;
/// Most pieces of one number that is not of the plan.
const MOST_PIECES: usize = 16;
/// How far behind a contact word a number may stand, in tokens.
const REACH: usize = 8;
/// How far behind "helpline" a number is one to call, in tokens.
const MOST_BETWEEN: usize = 4;

pub(super) fn dangers<'a>(input: &Input<'a>, detected: &Detected<'a>, found: &mut Vec<'a, Found<'a>>) {
    if !input.exact.numbers && input.numbers().all(|at| detected.is_typed(at)) {
        return;
    }
    let first = found.len();
    let mut run = input.list();
    let mut multiply = 1;
    for at in 0..input.tokens().len() {
        if input.token(at).is_some_and(|token| token.kind == TokenKind::Mark) {
            continue;
        }
        let piece = if detected.is_typed(at) { None } else { piece_at(input, at) };
        let Some(digits) = piece else {
            search_and_clear(input, &mut run, found);
            continue;
        };
        if run.last().is_some_and(|last| at - last.tokens.end > MOST_MARKS) {
            search_and_clear(input, &mut run, found);
        }
        match digits {
            Digits::Times(times) => multiply = times,
            Digits::Unit(unit) if run.last().is_some_and(|last| unit != "0" && is_tens(input, last)) => {
                if let Some(last) = run.last_mut() {
                    let tens = last.digits.strip_suffix('0').unwrap_or_default();
                    last.digits = input.arena.alloc_str(&[tens, unit].concat());
                    last.tokens.end = at + 1;
                }
            }
            Digits::Unit(digits) | Digits::Plain(digits) => run.push(Piece::new(input, digits, &mut multiply, at)),
        }
    }
    search_and_clear(input, &mut run, found);
    helplines_last(input, &mut found[first..]);
}

/// Whether the piece is of `(1/2)`: the first or the second number of a part and of how many there are.
fn counts_parts(input: &Input<'_>, piece: &Piece<'_>) -> bool {
    let at = piece.tokens.start;
    let number = |at: usize| input.digits(at).filter(|digits| digits.len() <= 2)?.parse::<u8>().ok();
    let counts = |part: usize| {
        let marks = input.text.is_mark(part.wrapping_sub(1), b'(')
            && input.text.is_mark(part + 1, b'/')
            && input.text.is_mark(part + 3, b')');
        marks && matches!((number(part), number(part + 2)), (Some(part), Some(of)) if 0 < part && part <= of)
    };
    counts(at) || at.checked_sub(2).is_some_and(counts)
}

/// A piece of a number: digits that stand together.
#[derive(Clone)]
struct Piece<'a> {
    digits: &'a str,
    tokens: Range<usize>,
}

impl<'a> Piece<'a> {
    /// The digits at token `at`, as often as a word before them said.
    fn new(input: &Input<'a>, digits: &'a str, multiply: &mut usize, at: usize) -> Self {
        let digits = match std::mem::replace(multiply, 1) {
            1 => digits,
            times => input.arena.alloc_str(&digits.repeat(times)),
        };
        Self { digits, tokens: at..at + 1 }
    }
}

fn search_and_clear<'a>(input: &Input<'a>, run: &mut Vec<'a, Piece<'a>>, found: &mut Vec<'a, Found<'a>>) {
    if run.iter().map(|piece| piece.digits.len()).sum::<usize>() >= 3 {
        let before = found.len();
        if run.iter().any(|piece| counts_parts(input, piece)) {
            let around =
                Vec::from_iter_in(run.iter().filter(|piece| !counts_parts(input, piece)).cloned(), input.arena);
            search(input, &around, found);
        }
        // Nothing is hidden by writing a number's own digits like that.
        if found.len() == before {
            search(input, run, found);
        }
    }
    run.clear();
}

/// "ninety", to which a unit may follow.
fn is_tens(input: &Input<'_>, piece: &Piece<'_>) -> bool {
    piece.tokens.len() == 1
        && piece.digits.len() == 2
        && piece.digits.ends_with('0')
        && input.token(piece.tokens.start).is_some_and(|token| token.kind == TokenKind::Latin)
}

enum Digits<'a> {
    Plain(&'a str),
    /// A word for one digit.
    Unit(&'a str),
    Times(usize),
}

fn piece_at<'a>(input: &Input<'a>, at: usize) -> Option<Digits<'a>> {
    if let Some(digits) = input.digits(at) {
        return Some(Digits::Plain(digits));
    }
    let number = input.group.words.info(*input.ids.get(at)?).and_then(|info| info.number);
    if let Some(number) = number {
        return Some(match &*input.rules.numbers[usize::from(number)] {
            "x2" => Digits::Times(2),
            "x3" => Digits::Times(3),
            unit if unit.len() == 1 => Digits::Unit(unit),
            digits => Digits::Plain(digits),
        });
    }
    leet_digits(input, at).map(Digits::Plain)
}

/// `O`, `l`, `S` beside digits.
fn leet_digits<'a>(input: &Input<'a>, at: usize) -> Option<&'a str> {
    let word = input.word(at).filter(|word| word.len() <= 3)?;
    let beside = (input.is_glued(at) && input.digits(at - 1).is_some())
        || (input.is_glued(at + 1) && input.digits(at + 1).is_some());
    if !beside {
        return None;
    }
    let mut digits = String::new_in(input.arena);
    for b in word.bytes() {
        digits.push(match b {
            b'o' | b'q' | b'd' => '0',
            b'l' | b'i' | b'j' => '1',
            b'z' => '2',
            b's' => '5',
            b'b' => '8',
            b'g' => '9',
            _ => return None,
        });
    }
    Some(digits.into_bump_str())
}

fn search<'a>(input: &Input<'a>, run: &[Piece<'a>], found: &mut Vec<'a, Found<'a>>) {
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

/// A number found: what it is, the piece after it, and its digits.
type Window<'a> = (FindingCode, usize, &'a str);

fn longest_window<'a>(input: &Input<'a>, run: &[Piece<'a>], at: usize) -> Option<Window<'a>> {
    let numbering = &input.rules.nation.numbering;
    let mut digits = String::with_capacity_in(Numbering::MOST_DIGITS, input.arena);
    let mut best = None;
    for (end, piece) in (at + 1..).zip(&run[at..]) {
        if digits.len() + piece.digits.len() > Numbering::MOST_DIGITS {
            break;
        }
        digits.push_str(piece.digits);
        let area = end > at + 1 && numbering.is_area_code(run[at].digits);
        let code = match plan(numbering, &digits, plus_before(input, run[at].tokens.start)) {
            Some(_) if area => Some(FindingCode::LandlineNumber),
            // `0880 1712 345678`: a nought for the plus of a foreign number.
            None if area && numbering.is_longer_than_domestic(&digits) => Some(FindingCode::LandlineNumber),
            code => code,
        };
        if let Some(code) = code {
            best = Some((code, end, digits.len()));
        }
    }
    let digits = digits.into_bump_str();
    best.map(|(code, end, length)| (code, end, &digits[..length]))
}

fn plus_before(input: &Input<'_>, at: usize) -> bool {
    at > 0 && input.text.is_mark(at - 1, b'+')
}

/// What `digits` are in the nation's numbering plan.
fn plan(numbering: &Numbering, digits: &str, plus: bool) -> Option<FindingCode> {
    if let Some(national) = numbering.national(digits) {
        if numbering.is_national_mobile(national) {
            return Some(FindingCode::PhoneNumber);
        }
        // Without the trunk prefix it could be any ten digits.
        let landline = numbering.is_toll_free(national) || numbering.has_trunk_prefix(digits);
        return landline.then_some(FindingCode::LandlineNumber);
    }
    let is_foreign = numbering.is_international(digits) || plus && numbering.is_behind_plus(digits);
    (numbering.is_toll_free(digits) || is_foreign).then_some(FindingCode::LandlineNumber)
}

/// The issuer's own helpline, with or without a word that says to call it.
fn own_helpline<'a>(input: &Input<'a>, run: &[Piece<'a>], at: usize) -> Option<Window<'a>> {
    let digits = run[at].digits;
    let own = input.group.allow.helplines.iter().any(|line| line.value == digits);
    own.then_some((FindingCode::OfficialNumber, at + 1, digits))
}

/// A number of any length that the text says to call.
fn called<'a>(input: &Input<'a>, run: &[Piece<'a>], at: usize) -> Option<Window<'a>> {
    let rest = &run[at..run.len().min(at + MOST_PIECES)];
    let digits: usize = rest.iter().map(|piece| piece.digits.len()).sum();
    let tokens = rest[0].tokens.start..rest[rest.len() - 1].tokens.end;
    let said = input.fuzzy.hits_around(&tokens, REACH).any(|hit| {
        let contact = hit.concepts.has(Concept::Contact);
        contact && hit.tokens.end <= tokens.start && input.fuzzy.is_within(&tokens, &hit.tokens, REACH)
            || contact && tokens.end <= hit.tokens.start && hit.tokens.start < tokens.end + 4
            || is_introduced(input, hit, tokens.start)
    });
    let numbering = &input.rules.nation.numbering;
    let (short, local) = (&numbering.short_code_digits, &numbering.local_digits);
    let code = match digits {
        _ if !said || digits > Numbering::MOST_DIGITS => return None,
        _ if digits > *local.end() => FindingCode::PhoneNumber,
        _ if local.contains(&digits) => FindingCode::LandlineNumber,
        _ if digits >= *short.start() && rest.len() == 1 && !is_of_month(input, &rest[0]) => FindingCode::ShortNumber,
        _ => return None,
    };
    let mut value = String::with_capacity_in(digits, input.arena);
    for piece in rest {
        value.push_str(piece.digits);
    }
    // The series of the companies' own lines: no mobile begins so.
    let code = if numbering.is_service_line(&value) { FindingCode::LandlineNumber } else { code };
    Some((code, at + rest.len(), value.into_bump_str()))
}

/// Whether the piece is the year of the month directly before it: "Nov 2026".
fn is_of_month(input: &Input<'_>, piece: &Piece<'_>) -> bool {
    let is_month = |at: usize| month_at(input, at).is_some();
    let is_behind_month = piece.tokens.start.checked_sub(1).is_some_and(is_month);
    is_behind_month && is_year(piece.digits)
}

/// `Helpline 25…`, `Toll free no. 25…`, `Officer: 16…`: a word that only stands before a number to call.
fn is_introduced(input: &Input<'_>, hit: &Hit, number: usize) -> bool {
    let reach = match () {
        () if hit.concepts.has(Concept::PhoneWord) => MOST_BETWEEN,
        () if hit.concepts.has(Concept::Person) => 1,
        () => return false,
    };
    let between = hit.tokens.end..number;
    let parted = |at: usize| input.text.is_one_of(at, const { Marks::of(b",;!?") });
    between.start <= between.end && between.len() <= reach && !between.into_iter().any(parted)
}

/// The issuer's own helplines are no danger, only out of place; the nation's are help.
fn helplines_last(input: &Input<'_>, found: &mut [Found<'_>]) {
    for found in found {
        let value = found.value.unwrap_or("");
        if input.rules.nation.numbering.without_prefixes(value).any(|number| input.is_helpline(number)) {
            found.code = FindingCode::OfficialNumber;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{OFFICIAL, detect};
    use crate::report::FindingCode::{self, LandlineNumber, OfficialNumber, PhoneNumber, ShortNumber};

    fn numbers(body: &str) -> Vec<(FindingCode, String)> {
        let of_number = |code| matches!(code, PhoneNumber | LandlineNumber | ShortNumber | OfficialNumber);
        let found = detect(OFFICIAL, body).found.into_iter().filter(|found| of_number(found.0));
        found.map(|found| (found.0, found.2.unwrap_or_default())).collect()
    }

    #[test]
    fn a_number_to_call_is_found() {
        for (body, code, value) in [
            ("98123 45678", PhoneNumber, "9812345678"),
            ("+91-98123-45678", PhoneNumber, "919812345678"),
            ("nine eight 12345678", PhoneNumber, "9812345678"),
            ("98I23O5678", PhoneNumber, "9812305678"),
            ("0612 2504036", LandlineNumber, "06122504036"),
            ("1800 123 4567", LandlineNumber, "18001234567"),
            ("00442079460958", LandlineNumber, "00442079460958"),
            ("0880 1712 345678", LandlineNumber, "08801712345678"),
            ("Helpline 1600123456", LandlineNumber, "1600123456"),
            ("+91 9812301234/35", PhoneNumber, "919812301234"),
            ("0091 98123 01234/35", PhoneNumber, "00919812301234"),
            ("+919812301", LandlineNumber, "919812301"),
            ("9812(2/2) 3 01234", PhoneNumber, "9812301234"),
            ("(1/2) 98123 01234", PhoneNumber, "9812301234"),
            ("981(2/3)0 1234", PhoneNumber, "9812301234"),
            ("हेल्पलाइन: 2504036", LandlineNumber, "2504036"),
            ("Toll free no. 2504036", LandlineNumber, "2504036"),
            ("For help 12345", ShortNumber, "12345"),
            ("For help Nov 1950", ShortNumber, "1950"),
            ("Officer 1600123456", LandlineNumber, "1600123456"),
            ("For help call 1912", OfficialNumber, "1912"),
        ] {
            assert_eq!(numbers(body), [(code, value.to_owned())], "{body}");
        }
    }

    #[test]
    fn other_digits_are_no_number_to_call() {
        for body in [
            "2504036",
            "1600123456",
            "CA no 236012345",
            "Helpline, paid 2504036",
            "Rs 98123",
            "05/12/2026",
            "For help Nov 2026",
        ] {
            assert_eq!(numbers(body), [], "{body}");
        }
    }
}
