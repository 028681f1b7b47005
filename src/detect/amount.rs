//! Amounts of money and shares of a hundred.
//!
//! In: tokens. Out: `Rs 1,02,450.50`, `₹512/-`, `512 रुपये` as `102450.50`,
//! and `1.5%`, `1.5 प्रतिशत` as `1.5`. Indian grouping is accepted, not required.
//! `Rs 1.2K` and `1.5 लाख` are read with their multiplier, `₹ -150` with its sign.

use super::{Input, Typed};
use crate::text::Marks;
use crate::words::{Label, Meaning};
use bumpalo::collections::{String, Vec};
use std::ops::Range;

/// A crore of rupees has eight digits; no household bill does.
const MOST_DIGITS: usize = 7;

/// Groups and decimals that an amount can have; digits with more dots and commas are something else.
const MOST_GROUPS: usize = 4;

/// `99999.00`: without a rupee sign, more digits may be a number of another kind.
const MOST_NAMED: usize = 8;

pub(super) fn amounts<'a>(input: &Input<'a>) -> Vec<'a, Typed<&'a str>> {
    let mut amounts = input.list();
    let mut taken = 0;
    let labels = |meaning| matches!(meaning, Meaning::Label(Label::Currency | Label::Amount | Label::Rebate));
    for at in input.numbers_and(labels) {
        if at >= taken
            && let Some(found) = before(input, at).or_else(|| after(input, at)).or_else(|| named(input, at))
        {
            taken = found.tokens.end;
            amounts.push(found);
        }
    }
    amounts
}

/// `Rs. 512.00/-`.
fn before<'a>(input: &Input<'a>, at: usize) -> Option<Typed<&'a str>> {
    let number = input.skip_marks(input.label(at, Label::Currency)?, const { Marks::of(b".:-=()") });
    let (value, end) = signed_at(input, number)?;
    let end = input.label(end, Label::Currency).unwrap_or_else(|| with_dash(input, end));
    Some(Typed { tokens: at..end, value })
}

/// The number at `at` with the sign before it: `₹ -150`, but not `Rs-150`.
fn signed_at<'a>(input: &Input<'a>, at: usize) -> Option<(&'a str, usize)> {
    let (value, end) = number_at(input, at)?;
    let dash = at.checked_sub(1).filter(|dash| input.text.is_mark(*dash, b'-') && input.is_glued(at));
    let apart = |dash: usize| {
        let symbol = dash.checked_sub(1).is_some_and(|sign| !input.text.written(sign..dash).is_ascii());
        !input.is_glued(dash) || symbol && input.word(dash - 1) == Some("rs")
    };
    let negative = dash.is_some_and(apart) && value.bytes().any(|b| matches!(b, b'1'..=b'9'));
    let value = if negative { &*input.arena.alloc_str(&["-", value].concat()) } else { value };
    Some((value, end))
}

/// `512 रुपये`, `512/-`.
fn after<'a>(input: &Input<'a>, at: usize) -> Option<Typed<&'a str>> {
    let behind_word = || input.is_glued(at) && input.word(at.wrapping_sub(1)).is_some();
    let number = extent(input, at).filter(|_| !behind_word() && !is_within_number(input, at))?;
    let number = multiplier(input, number).map_or(number, |(_, end)| end);
    let dashed = with_dash(input, number);
    let close = input.skip_marks(dashed, const { Marks::of(b".") });
    // `Nov-26 Rs. 450`: the sign belongs to the number behind it, unless that is a day (`450 रुपये 5 दिसंबर तक`).
    let own = |end: &usize| {
        let next = input.skip_marks(*end, const { Marks::of(b".:-=") });
        input.digits(next).is_none() || is_day(input, next)
    };
    let end = match input.label(close, Label::Currency).filter(own) {
        Some(end) => end,
        None if dashed > number => dashed,
        None => return None,
    };
    let (value, _) = number_at(input, at)?;
    Some(Typed { tokens: at..end, value })
}

/// `5 दिसंबर`, `05/12`.
fn is_day(input: &Input<'_>, at: usize) -> bool {
    let month = |meaning| matches!(meaning, Meaning::Month(_)).then_some(());
    let named = input.phrase(input.skip_marks(at + 1, const { Marks::of(b"-.") }), month).is_some();
    let written = input.text.is_one_of(at + 1, const { Marks::of(b"/-") }) && input.digits(at + 2).is_some();
    input.digits(at).is_some_and(|day| day.len() <= 2) && (named || written)
}

/// `Bal: -36.00`: a name stands for the rupee's sign.
fn named<'a>(input: &Input<'a>, at: usize) -> Option<Typed<&'a str>> {
    let label = input.label(at, Label::Amount).or_else(|| input.label(at, Label::Rebate))?;
    let number = input.skip_marks(label, const { Marks::of(b".:-=()") });
    // `शेष 613.45 रुपये`: the sign is this number's, not that of what stands behind it.
    if let Some(signed) = after(input, number) {
        return Some(signed);
    }
    let (value, end) = signed_at(input, number)?;
    let decimals = end > number + 2 && input.text.is_mark(end - 2, b'.');
    // `rebate of 1.5%` is a share.
    if share_sign(input, end).is_some() {
        return None;
    }
    // `Amount 05/12/26` is a date, and digits with a unit are not money.
    let goes_on = input.is_glued(end) && input.is_glued(end + 1) && input.digits(end + 1).is_some();
    let unit = input.label(end, Label::EnergyUnit).or_else(|| input.label(end, Label::DurationUnit));
    let next = input.skip_marks(end, const { Marks::of(b"-.,'") });
    let month = input.phrase(next, |meaning| matches!(meaning, Meaning::Month(_)).then_some(()));
    (decimals && value.len() <= MOST_NAMED && !goes_on && unit.is_none() && month.is_none())
        .then_some(Typed { tokens: number..end, value })
}

fn with_dash(input: &Input<'_>, at: usize) -> usize {
    let slash = input.text.is_mark(at, b'/');
    let dash = input.text.is_mark(at + 1, b'-') || input.text.is_mark(at + 1, b'=');
    if slash && dash { at + 2 } else { at }
}

/// The token after a number with grouping and decimals; none where it has more of them than an amount.
fn extent(input: &Input<'_>, at: usize) -> Option<usize> {
    input.digits(at)?;
    let mut end = at + 1;
    for _ in 0..=MOST_GROUPS {
        if !is_group(input, end) {
            return Some(end);
        }
        end += 2;
    }
    None
}

/// Whether a comma or dot at `at` stands between digits, nothing else between.
fn is_group(input: &Input<'_>, at: usize) -> bool {
    input.text.is_one_of(at, const { Marks::of(b",.") })
        && input.is_glued(at)
        && input.is_glued(at + 1)
        && input.digits(at + 1).is_some()
}

/// Whether the digits at `at` go on from others.
fn is_within_number(input: &Input<'_>, at: usize) -> bool {
    at > 1 && is_group(input, at - 1) && input.digits(at - 2).is_some()
}

/// A number with grouping, at most two decimals and its multiplier, and the token after it.
fn number_at<'a>(input: &Input<'a>, at: usize) -> Option<(&'a str, usize)> {
    let mut whole = String::from_str_in(input.digits(at).filter(|digits| digits.len() <= MOST_DIGITS)?, input.arena);
    let mut end = at + 1;
    while let Some((group, next)) = group_at(input, end).filter(|_| whole.len() < MOST_DIGITS) {
        whole.push_str(group);
        end = next;
    }
    if whole.len() > MOST_DIGITS {
        return None;
    }
    let decimals = decimals_at(input, end).filter(|decimals| decimals.len() <= 2);
    end = if decimals.is_some() { end + 2 } else { end };
    let decimals = decimals.unwrap_or("");
    let multiplied = multiplier(input, end);
    let (zeros, end) = multiplied.unwrap_or((0, end));
    let mut value = whole;
    value.push_str(&decimals[..decimals.len().min(zeros)]);
    (decimals.len()..zeros).for_each(|_| value.push('0'));
    let rest = &decimals[decimals.len().min(zeros)..];
    value.push('.');
    value.push_str(rest);
    value.push_str(&"00"[rest.len()..]);
    Some((value.into_bump_str(), end))
}

/// The next group of digits behind `,`, `'` or a blank (`1 234`, but not `10 125 units`), and the token after it.
fn group_at<'a>(input: &Input<'a>, at: usize) -> Option<(&'a str, usize)> {
    if input.text.is_one_of(at, const { Marks::of(b",'") }) && input.is_glued(at) && input.is_glued(at + 1) {
        let group = input.digits(at + 1)?;
        let comma = input.text.is_mark(at, b',');
        return (group.len() == 3 || comma && group.len() == 2).then_some((group, at + 2));
    }
    let group = input.digits(at).filter(|group| group.len() == 3)?;
    let blank = matches!(input.text.gap(at), " " | "\u{a0}" | "\u{2009}" | "\u{202f}");
    let unit = input.label(at + 1, Label::EnergyUnit).or_else(|| input.label(at + 1, Label::DurationUnit));
    let short = input.digits(at - 1).is_some_and(|before| before.len() <= 3);
    (blank && short && unit.is_none()).then_some((group, at + 1))
}

/// By how many noughts the word at `at`, right behind a number, multiplies it, and the token after that.
fn multiplier(input: &Input<'_>, at: usize) -> Option<(usize, usize)> {
    let zeros = input.rules.language.zeros(input.word(at)?, input.is_glued(at))?;
    Some((zeros, at + 1))
}

/// The digits behind a dot at `at`, nothing between.
pub(super) fn decimals_at<'a>(input: &Input<'a>, at: usize) -> Option<&'a str> {
    let glued = input.text.is_mark(at, b'.') && input.is_glued(at) && input.is_glued(at + 1);
    if glued { input.digits(at + 1) } else { None }
}

pub(super) fn shares<'a>(input: &Input<'a>) -> Vec<'a, Typed<&'a str>> {
    let mut shares: Vec<'a, Typed<&'a str>> = input.list();
    let add = |at: usize| {
        if shares.last().is_none_or(|last| last.tokens.end <= at) {
            shares.extend(share_at(input, at));
        }
    };
    input.each_number(|_| false, add);
    shares
}

fn share_at<'a>(input: &Input<'a>, at: usize) -> Option<Typed<&'a str>> {
    let whole = input.digits(at).or_else(|| input.number_word(at)).filter(|digits| digits.len() <= 2)?;
    let decimals = decimals_at(input, at + 1).filter(|digits| digits.len() <= 2);
    let end = share_sign(input, if decimals.is_some() { at + 3 } else { at + 1 })?;
    // `@1.5%`, `1.5% + 1%`.
    let signed = at > 0 && (input.text.is_mark(at - 1, b'@') || input.text.is_mark(at - 1, b'+'));
    let tokens: Range<usize> = at - usize::from(signed)..end;
    let value = match decimals {
        Some(decimals) => input.arena.alloc_str(&[whole, ".", decimals].concat()),
        None => whole,
    };
    Some(Typed { tokens, value })
}

fn share_sign(input: &Input<'_>, at: usize) -> Option<usize> {
    if input.text.is_mark(at, b'%') {
        return Some(at + 1);
    }
    let word = input.word(at).filter(|word| input.rules.language.percent.has(word))?;
    Some(if word == "per" && input.word(at + 1) == Some("cent") { at + 2 } else { at + 1 })
}

#[cfg(test)]
mod tests {
    use super::super::testing::{BUSINESS, detect};

    fn values(body: &str) -> Vec<String> {
        detect(BUSINESS, body).amounts.into_iter().map(|amount| amount.1).collect()
    }

    #[test]
    fn an_amount_is_read_as_it_is_meant() {
        for (body, value) in [
            ("Rs 1,02,450.50", "102450.50"),
            ("₹512/-", "512.00"),
            ("512 रुपये", "512.00"),
            ("Rs 1.2K", "1200.00"),
            ("Rs 15.5L", "1550000.00"),
            ("1.25 lakh rs", "125000.00"),
            ("₹ -150", "-150.00"),
            ("₹-150", "-150.00"),
            ("bal: -36.00", "-36.00"),
            ("Rs-150", "150.00"),
            ("Rs 1'234", "1234.00"),
            ("₹ 1 234 is", "1234.00"),
            ("₹ 1\u{202f}234", "1234.00"),
        ] {
            assert_eq!(values(body), [value], "{body}");
        }
    }

    #[test]
    fn what_is_no_amount_has_none() {
        for body in ["1.1.1.1.1.1.1 rs", "Rs 1234567890", "rebate of 1.5%", "amount 512", "a512 rs"] {
            assert_eq!(values(body), [""; 0], "{body}");
        }
        assert_eq!(values("Rs 10 125 units"), ["10.00"]);
    }
}
