//! Do the words beside a value say what it is?
//!
//! In: the parts of a message. Out: the values whose own words name another form, or name none. Chunks of a clause
//! may come in any order, so that "dues" and "2.5%" can be two of them, but anyone reads the share as the dues.

use super::channels::is_channel;
use super::parse::{Read, ReadValue, chunks_of, sentences, tokens_of};
use super::phrases::{begins, ends_before, holds, is_net, is_one, says_share};
use super::slots::Value;
use super::stops::is_sentence_end;
use crate::detect::Input;
use crate::documents::ValueReading;
use crate::grammar::Special;
use crate::report::Element;
use crate::steps::step;
use crate::text::{Marks, Token, TokenKind};
use crate::words::Label;
use bumpalo::collections::Vec;
use core::mem::replace;
use std::ops::Range;

/// A label has at most as many tokens, with the marks behind it.
const LONGEST_LABEL: usize = 8;
/// A label of as many tokens means nothing else: "last date", but not "by".
const SURE_LABEL: usize = 2;
/// Marks that lead from a word to its value.
const LEADING: Marks = Marks::of(b"(:-=");
/// Marks that lead from a label to nothing but its value.
const NAMING: Marks = Marks::of(b":=");
/// Behind a sum, "rebate" is said of it within as many words: "Rs 20 extra rebate".
const MOST_WORDS: usize = 2;
/// The same where the sum is of it: "Rs 20 ki samay par bhugtan chhoot".
const MOST_JOINED: usize = 4;

/// Values behind words that values of another form follow.
pub(super) fn mismatched<'a>(input: &Input<'a>, parts: &[Read], implausible: &mut Vec<'a, Range<usize>>) {
    let grammar = &input.group.grammar;
    for (at, (before, part)) in parts.iter().zip(parts.iter().skip(1)).enumerate() {
        let Some(reading) = grammar.reading(part.symbol) else { continue };
        if at > 0 && is_said_of_day(input, &parts[..at], before, part) {
            implausible.push(part.tokens.clone());
        }
        // "17 December 2026" is no 17 rupees and a month, nor "7 Dec 26" a balance and a date.
        let is_number = matches!(before.value, ReadValue::Typed(Value::Amount(_) | Value::Number(_)));
        let begins_with_month = match reading {
            ValueReading::Month => true,
            ValueReading::Date => input.digits(part.tokens.start).is_none(),
            _ => false,
        };
        if is_number && begins_with_month && before.tokens.end == part.tokens.start {
            implausible.push(before.tokens.start..part.tokens.end);
        }
        let is_alone = before.chunk != part.chunk && parts.get(at + 2).is_none_or(|next| next.chunk != part.chunk);
        let expected = values_behind(input, before);
        // "8 December, last date Rs 863": the label belongs to the value before it, and seems to belong to the next.
        let labels_another = || {
            let of_chunk =
                parts[..=at].iter().rev().inspect(|_| step()).skip(1).take_while(|part| part.chunk == before.chunk);
            let mut readings = of_chunk.filter_map(|part| grammar.reading(part.symbol));
            matches!(before.value, ReadValue::Words) && readings.any(|reading| expected & reading.bit() != 0)
        };
        if is_alone
            && expected != 0
            && (expected & reading.bit() == 0 || labels_another())
            && !is_sentence_end(input, before.tokens.end..part.tokens.start)
        {
            implausible.push(part.tokens.clone());
        }
    }
    let is_wrong = |part: &&Read| is_labelled_otherwise(input, part);
    implausible.extend(parts.iter().filter(is_wrong).map(|part| part.tokens.clone()));
}

/// Whether the `words` make another value of the last date that the parts `behind` end with: "the last date (8 December) is
/// ₹640", "due 10 December by 10 December". "Amount payable by 8 December is ₹640" is said of the amount.
fn is_said_of_day(input: &Input<'_>, behind: &[Read], words: &Read, value: &Read) -> bool {
    let is_last = |part: &Read| part.element == Some(Element::LastDate) && part.date().is_some();
    let Some(day) = behind.last().filter(|day| is_last(day) && matches!(words.value, ReadValue::Words)) else {
        return false;
    };
    let is_of_sum = || {
        let sentence = sentences(input, behind).last().map_or(day.tokens.start, |sentence| sentence[0].tokens.start);
        (sentence..day.tokens.start).any(|at| input.label(at, Label::Amount).is_some())
    };
    let is_joined = words.tokens.len() == 1 && is_one(input, Special::Of, words.tokens.start);
    let is_next = day.tokens.end == words.tokens.start && words.tokens.end == value.tokens.start;
    value.element == Some(Element::Amount) && is_joined && !is_of_sum() || is_last(value) && is_next
}

/// Official names where a label of values has its value: "Bill: Suvidha.", "Balance SBPDCL". A name whose chunk has words
/// before it is labelled by those, and one that a word follows is said something of.
pub(super) fn named_as_values<'a>(input: &Input<'a>, parts: &[Read], implausible: &mut Vec<'a, Range<usize>>) {
    const LABELS: [Label; 4] = [Label::Amount, Label::Rebate, Label::AccountNumber, Label::LastDateBefore];
    let is_word = |at: usize| input.tokens().get(at).is_some_and(Token::is_word) && !input.text.begins_line(at);
    for (before, chunk) in chunks_of(parts).zip(chunks_of(parts).skip(1)) {
        let (label, name) = (before[before.len() - 1].tokens.end, tokens_of(chunk));
        let is_led = (label..name.start).all(|at| input.text.is_one_of(at, NAMING));
        if is_led
            && is_name(&chunk[0])
            && !is_word(name.end)
            && (LABELS.iter().any(|of| is_labelled(input, label, *of, 1))
                || ends_before(input, Special::ValueLabel, label))
        {
            implausible.push(name);
        }
    }
}

fn is_name(part: &Read) -> bool {
    matches!(part.value, ReadValue::Company(_)) || is_channel(part)
}

/// The readings of the values that the last word of the part leads to, as bits. The name "South Bihar Power" labels nothing,
/// whatever "power" does.
fn values_behind(input: &Input<'_>, part: &Read) -> u8 {
    let grammar = &input.group.grammar;
    let last = part.tokens.end.saturating_sub(1);
    let word = grammar.word(input.text.folded(&input.tokens()[last]));
    // "We inform you that": what follows is another clause.
    let is_label = !is_name(part) && !is_one(input, Special::NoLabel, last);
    word.filter(|_| is_label).map_or(0, |word| grammar.values_behind(word))
}

/// Whether directly before the value is a label of values of another form, whatever the chunks: "bill amount" of a
/// bill and "18-12-2026" of a last date.
fn is_labelled_otherwise(input: &Input<'_>, part: &Read) -> bool {
    let start = part.tokens.start;
    // "Your bill amount is 11 Dec", "bill of 1.5%".
    let joined = start.checked_sub(1).filter(|at| is_one(input, Special::Of, *at)).unwrap_or(start);
    match (&part.value, part.element) {
        (ReadValue::Typed(Value::Date(_)), Some(Element::LastDate | Element::DisconnectionDate)) => {
            is_labelled(input, joined, Label::Amount, SURE_LABEL)
        }
        // "Amount within last date Rs 3,881" is an amount; "consumer account Rs 1,415" and "Rs 2,100 is the last date"
        // are none.
        (ReadValue::Typed(Value::Amount(_)), Some(Element::Amount)) => {
            let mut before = start.saturating_sub(LONGEST_LABEL)..start;
            is_labelled(input, start, Label::AccountNumber, SURE_LABEL)
                || ends_before(input, Special::DayLabel, start)
                || is_until(input, part)
                || is_labelled(input, start, Label::LastDateBefore, SURE_LABEL)
                    && !before.any(|at| input.label(at, Label::Amount).is_some_and(|end| end <= start))
        }
        (ReadValue::Typed(Value::Text(_)), _) => is_labelled(input, start, Label::Amount, 1),
        (ReadValue::Typed(Value::Date(_)), _) => {
            [Label::Amount, Label::LastDateBefore].iter().any(|label| is_labelled(input, joined, *label, SURE_LABEL))
                || ends_before(input, Special::ValueLabel, start)
        }
        // "Up to" is before shares, too. "Rebate amount 1.5%" is none, nor is a day "rebate for payment till due date 1.5%".
        (ReadValue::Typed(Value::Percent(_)), _) => {
            let is_of_share = |label: usize, most: usize| {
                let mut words = (label.saturating_sub(most)..label).rev().take_while(|at| input.word(*at).is_some());
                words.any(|at| says_share(input, at))
            };
            let is_of = |label, least, near| {
                label_before(input, joined, label, least).is_some_and(|label| !is_of_share(label, near))
            };
            let is_labelled = is_of(Label::Amount, 1, 1) || is_of(Label::LastDateBefore, SURE_LABEL, MOST_JOINED);
            is_labelled && !is_share_next(input, part.tokens.end) || is_net(input, &part.tokens)
        }
        _ => false,
    }
}

/// Whether the words directly behind the sum make a last date of it: "Rs 2,100 is the last date", and "Rs 1,305 tak" with
/// nothing behind that says of what. "Rs 20 tak ki chhoot" is a rebate, and in "Rs 478 last date: 05/12/2026" the label
/// is the day's.
fn is_until(input: &Input<'_>, sum: &Read) -> bool {
    let end = sum.tokens.end;
    let Some(behind) = input.label(end, Label::LastDateAfter) else { return false };
    let is_word = |at: usize| input.tokens().get(at).is_some_and(Token::is_word);
    let is_field = input.text.is_one_of(behind, NAMING) && !is_one(input, Special::Of, end);
    let value = if is_field { behind + 1 } else { behind };
    let is_own = behind - end < SURE_LABEL || input.digits(value).is_none();
    let is_sure = behind - end >= SURE_LABEL || !is_word(behind) || input.text.begins_line(behind);
    is_own && is_sure && !(end..behind).any(|at| is_sentence_end(input, at..at + 1) || input.text.begins_line(at))
}

fn is_labelled(input: &Input<'_>, start: usize, label: Label, least: usize) -> bool {
    // "₹5,210 is due. 02/12/2026": what another sentence ends with labels nothing.
    label_before(input, start, label, least).is_some_and(|label| !is_sentence_end(input, label..start))
}

/// The start of the label of at least `least` tokens that ends directly before the token `start`, marks aside.
fn label_before(input: &Input<'_>, start: usize, label: Label, least: usize) -> Option<usize> {
    let is_mark = |at: usize| input.tokens()[at].kind == TokenKind::Mark;
    let ends_before = |end: usize| end <= start && (end..start).all(is_mark);
    let mut starts = start.saturating_sub(LONGEST_LABEL)..start;
    starts.find(|at| input.label(*at, label).is_some_and(|end| end - at >= least && ends_before(end)))
}

/// The start of the label of account numbers, and of nothing else, directly before the part: "CA No", not "account".
pub(super) fn own_label(input: &Input<'_>, part: &Read) -> Option<usize> {
    label_before(input, part.tokens.start, Label::AccountNumber, 1)
}

/// Numbers of accounts that no label says are the reader's own with the company, in a sentence that tells to pay: "Pay:
/// account no 555…", "khata 555… par jama karein". A bank has accounts, too.
pub(super) fn paid_into<'a>(input: &Input<'a>, parts: &[Read], implausible: &mut Vec<'a, Range<usize>>) {
    for sentence in sentences(input, parts) {
        let accounts = sentence.iter().filter(|part| part.element == Some(Element::AccountNumber));
        let foreign = accounts.filter(|part| own_label(input, part).is_none()).map(|part| part.tokens.clone());
        // "Pay" on a line of its own tells to pay into what the next line says.
        let is_mark = |at: &usize| input.tokens()[*at].kind == TokenKind::Mark;
        let before = (0..tokens_of(sentence).start).rev().find(|at| !is_mark(at)).map_or(0, |last| last + 1);
        if holds(input, Special::Order, tokens_of(sentence)) || ends_before(input, Special::Order, before) {
            implausible.extend(foreign);
        }
    }
}

/// Whether a word beside the labelled number sends the reader to it: "pay on CA 98…".
pub(super) fn leads_toward(input: &Input<'_>, labelled: Range<usize>) -> bool {
    let Some(toward) = input.group.grammar.special(Special::Toward) else { return false };
    let Range { start, end } = labelled;
    let before = start.checked_sub(1).is_some_and(|word| begins(input, toward, word..start));
    before || begins(input, toward, end..(end + 1).min(input.tokens().len()))
}

/// Shares in sentences that do not say what they are: in "dues 2.5%" no word of the class `share` occurs.
pub(super) fn unexplained<'a>(input: &Input<'a>, parts: &[Read], implausible: &mut Vec<'a, Range<usize>>) {
    if input.group.grammar.special(Special::Share).is_none() {
        return;
    }
    let says_so = |tokens| holds(input, Special::Share, tokens);
    for sentence in sentences(input, parts) {
        // What is between the values before and behind the share is about it, but not the words that lead to the one
        // behind: "till 8 December: 1% (rebate of Rs 25)". Shares of one chunk, or of one beside it, share their words.
        for (at, part) in sentence.iter().enumerate() {
            if part.share().is_none() {
                continue;
            }
            let is_value =
                |other: &&Read| matches!(&other.value, ReadValue::Typed(value) if !matches!(value, Value::Percent(_)));
            let before = sentence[..at].iter().rev().inspect(|_| step()).find(is_value).unwrap_or(&sentence[0]);
            let behind =
                at + 1 + sentence[at + 1..].iter().inspect(|_| step()).take_while(|part| !is_value(part)).count();
            let is_rebate = |next: &&Read| {
                let is_sum = next.element == Some(Element::Amount) && is_beside_rebate(input, sentence, behind);
                next.element == Some(Element::Rebate) || is_sum
            };
            let rebate = sentence.get(behind).filter(is_rebate);
            let leads = |other: &Read| rebate.is_some_and(|next| other.chunk == next.chunk);
            let last = (at..behind).rev().find(|at| !leads(&sentence[*at])).unwrap_or(at);
            let is_said = is_share_next(input, part.tokens.end)
                || is_less_near(input, &part.tokens)
                || says_so(before.tokens.start..sentence[last].tokens.end);
            if !is_said || is_ordered(input, &sentence[..at], part) || is_in_place_of_sum(input, part) {
                implausible.push(part.tokens.clone());
            }
        }
    }
}

/// Whether the next word from `at` on, in the same sentence, says what a share is. Behind a mark it may belong to a value of
/// its own: "1.5%, chhoot 9 rupya".
fn is_share_next(input: &Input<'_>, at: usize) -> bool {
    let word = (at..input.tokens().len()).find(|at| input.tokens()[*at].kind != TokenKind::Mark);
    word.is_some_and(|word| {
        let is_of_next = word > at && (word + 1..=word + MOST_JOINED).any(|at| input.digits(at).is_some());
        !is_sentence_end(input, at..word) && says_share(input, word) && !is_of_next
    })
}

/// Whether the share is alone in brackets where a sum belongs: "your bill (1.5%)", but not "rebate (1.5%)".
fn is_in_place_of_sum(input: &Input<'_>, share: &Read) -> bool {
    let Range { start, end } = share.tokens;
    let Some(open) = start.checked_sub(1).filter(|open| input.text.is_mark(*open, b'(')) else { return false };
    let before = (open.saturating_sub(LONGEST_LABEL)..open).rev();
    let mut words = before.take_while(|at| input.tokens()[*at].kind != TokenKind::Mark);
    input.text.is_mark(end, b')') && !words.any(|at| says_share(input, at))
}

/// Whether a word such as "less" is so near to the share that it is said of it: "kam" in "balance Rs 100 se kam hai, abhi
/// 2.5% hai" is said of the balance.
fn is_less_near(input: &Input<'_>, share: &Range<usize>) -> bool {
    let is_mark = |at: &usize| input.tokens()[*at].kind == TokenKind::Mark || input.text.begins_line(*at);
    let before = (0..share.start).rev().take(MOST_WORDS).take_while(|at| !is_mark(at));
    let behind = (share.end..input.tokens().len()).take(MOST_WORDS).take_while(|at| !is_mark(at));
    before.chain(behind).any(|at| is_one(input, Special::Less, at))
}

/// Whether the share is what the reader is told to pay: "pay 1%" and "3% hi dena hoga", but not "pay 1% less".
fn is_ordered(input: &Input<'_>, before: &[Read], share: &Read) -> bool {
    let Range { start, end } = share.tokens;
    let is_words = |part: &&Read| matches!(part.value, ReadValue::Words);
    let joins = |part: &&Read| part.tokens.len() == 1 && is_one(input, Special::Of, part.tokens.start);
    let last = before.last().filter(|last| is_words(last) && last.tokens.end == start);
    let order = match (last.filter(joins), before) {
        // "Pay your bill of 1%": the words before what joins the two.
        (Some(join), [before @ .., _]) => {
            let mut start = join.tokens.start;
            let words = before.iter().rev().filter(is_words);
            words.take_while(|part| replace(&mut start, part.tokens.start) == part.tokens.end).for_each(drop);
            Some(start..join.tokens.start)
        }
        _ => last.map(|last| last.tokens.clone()),
    };
    let is_before = order.is_some_and(|order| holds(input, Special::Order, order));
    let is_mark = |at: usize| input.tokens()[at].kind == TokenKind::Mark || input.text.begins_line(at);
    // "1.5% ka bill ada karein" has the reader pay the share.
    let behind = if is_one(input, Special::Of, end) { end + 1 } else { end };
    let words = (behind..input.tokens().len()).take(MOST_WORDS).take_while(|at| !is_mark(*at));
    let tokens = input.tokens().len();
    // "Rebate 1.5% pay via": a share whose word is before it, and an order that leads to a channel.
    let is_told = start.checked_sub(1).is_some_and(|label| says_share(input, label));
    let leads = |at: usize| {
        let leading = input.group.grammar.special(Special::ChannelFollows);
        is_told && leading.is_some_and(|leading| begins(input, leading, at..tokens))
    };
    let is_behind = input.group.grammar.special(Special::Order).is_some_and(|order| {
        let mut words = words.take_while(|at| !says_share(input, *at) && !leads(*at));
        words.any(|at| begins(input, order, at..tokens))
    });
    // "Pay 1.5% rebate" and "1.5% chhoot ka bhugtan karein" have the reader pay the rebate.
    let of_rebate = input.label(end, Label::Rebate).is_some_and(|behind| {
        let order = input.group.grammar.special(Special::Order);
        let is_paid = order.is_some_and(|order| begins(input, order, (behind + 1).min(tokens)..tokens));
        is_before || is_one(input, Special::Of, behind) && is_paid
    });
    of_rebate || (is_before || is_behind) && !says_share(input, end)
}

/// Whether anyone reads the sum at `at` as the rebate, though its chunk does not say so: "Get rebate" and "of Rs
/// 25,000" are two chunks.
pub(super) fn is_beside_rebate(input: &Input<'_>, parts: &[Read], at: usize) -> bool {
    is_behind_rebate(input, parts, at)
        || is_before_rebate(input, parts, at)
        || is_gain(input, parts, at)
        || is_bracketed(input, parts, at)
}

/// Whether the sum is in brackets behind a word of rebate of its own chunk: "rebate on energy charges (Rs 1,248)".
fn is_bracketed(input: &Input<'_>, parts: &[Read], at: usize) -> bool {
    let is_open = parts[at].tokens.start.checked_sub(1).is_some_and(|mark| input.text.is_mark(mark, b'('));
    let mut of_chunk = parts[..at].iter().rev().take_while(|part| part.chunk == parts[at].chunk);
    is_open && of_chunk.any(|part| part.element == Some(Element::Rebate))
}

/// Whether a word of gain is directly behind the sum, or behind a word that joins them: "Rs 4,826 ka fayda", "Rs 5,000
/// payein", and "Rs 1,777 ki samay par bhugtan chhoot" where what is joined is one chunk.
fn is_gain(input: &Input<'_>, parts: &[Read], at: usize) -> bool {
    let end = parts[at].tokens.end;
    let is = |special, at| is_one(input, special, at);
    // "Rs 1,777 ki samay par bhugtan chhoot", whatever chunks the words are of.
    let joined = || {
        let is_joined = |at: &usize| input.word(*at).is_some() && !input.text.begins_line(*at);
        let mut words = (end + 1..input.tokens().len()).take(MOST_JOINED).take_while(is_joined);
        words.any(|at| says_share(input, at))
    };
    !input.text.begins_line(end) && (says_share(input, end) || is(Special::Gain, end))
        || is(Special::Of, end) && joined()
}

/// Whether behind the sum are words, none parted by a mark, up to the word "rebate" itself: "Rs 2,310 extra rebate".
fn is_before_rebate(input: &Input<'_>, parts: &[Read], at: usize) -> bool {
    let chunk = parts[at].chunk;
    let mut end = parts[at].tokens.end;
    for part in &parts[at + 1..] {
        let mut gap = end..part.tokens.start;
        let follows =
            !gap.any(|at| input.tokens()[at].kind == TokenKind::Mark) && !input.text.begins_line(part.tokens.start);
        let is_near = part.tokens.start - parts[at].tokens.end <= MOST_WORDS;
        if !follows || !is_near || !matches!(part.value, ReadValue::Words) {
            return false;
        }
        if part.chunk != chunk && says_rebate(input, part) {
            return !holds(input, Special::Net, parts[at].tokens.end..part.tokens.end);
        }
        end = part.tokens.end;
    }
    false
}

/// Whether the chunk of the part `at` is directly behind a word of rebate, or led to from one by a mark with nothing
/// but words between.
fn is_behind_rebate(input: &Input<'_>, parts: &[Read], at: usize) -> bool {
    let Some(last) = parts[..at].iter().rposition(|part| part.chunk != parts[at].chunk) else { return false };
    let before = parts[last].tokens.clone();
    let gap = before.end..parts[last + 1].tokens.start;
    let is_label = before.clone().any(|at| input.label(at, Label::Rebate).is_some_and(|end| end >= before.end));
    let leads = gap.clone().all(|at| input.text.is_one_of(at, LEADING));
    // "Rebate for payment in time Rs 3,420": what is between says nothing of an amount, nor that it is to be paid.
    let of_chunk = parts[last + 1].tokens.start..parts[at].tokens.start;
    let is_label_of_amount = |at: usize| input.label(at, Label::Amount).is_some_and(|end| end <= of_chunk.end);
    let is_amount = of_chunk.clone().any(is_label_of_amount) || holds(input, Special::Order, of_chunk.clone());
    let mut words =
        parts[..=last].iter().rev().inspect(|_| step()).take_while(|part| matches!(part.value, ReadValue::Words));
    let is_rebate = is_label || !is_amount && words.any(|part| says_rebate(input, part));
    // "Rebate alert: 1.5% rebate on your bill of Rs 1,088" says what the rebate is before the sum.
    let is_told = parts[last + 1..at].iter().any(|part| part.share().is_some());
    leads && !is_told && is_rebate && !holds(input, Special::Net, before.start..parts[at].tokens.start)
}

/// Whether a word of the part is "rebate" itself.
fn says_rebate(input: &Input<'_>, part: &Read) -> bool {
    part.element == Some(Element::Rebate) || part.tokens.clone().any(|at| input.label(at, Label::Rebate).is_some())
}
