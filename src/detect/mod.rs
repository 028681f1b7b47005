//! What a message holds: dangers, and typed values.
//!
//! In: a folded text and its reading. Out: [`Detected`]: dangers found (with
//! their tokens), links, and typed values (dates, amounts, shares, account
//! numbers) that the format proof builds on. One small file a detector; each
//! is a pure function.

mod account;
mod amount;
mod app;
mod date;
mod disguise;
mod link;
mod lure;
mod payload;
mod payment_id;
mod phone;
mod reference;
mod secret;
mod time;

#[cfg(test)]
#[allow(clippy::expect_used)]
pub(crate) mod testing;

pub(crate) use date::civil_date;
pub(crate) use link::Link;
#[cfg(test)]
pub(crate) use link::LinkKind;

use crate::grammar::Phrases;
use crate::report::FindingCode;
use crate::rules::{Group, Rules};
use crate::sender::{Sender, SenderKind};
use crate::steps::step;
use crate::text::{Marks, Text, Token, TokenKind};
use crate::words::{Concept, Concepts, Label, Meaning, Mention, Mentions, Reading, WordId};
use bumpalo::Bump;
use bumpalo::collections::Vec;
use jiff::civil::Date;
use std::cell::OnceCell;
use std::ops::Range;

/// More than most lists hold: growing costs more than the room.
const LIST: usize = 8;
/// How far from a contact word a labelled number is one to call, in tokens.
const CALL_REACH: usize = 6;

/// Everything the detectors read.
pub(crate) struct Input<'a> {
    pub(crate) text: &'a Text<'a>,
    pub(crate) sender: &'a Sender,
    /// Each word as it stands.
    pub(crate) exact: &'a Reading<'a>,
    /// Each word through its disguises.
    pub(crate) fuzzy: &'a Reading<'a>,
    /// What every group's messages are read by.
    pub(crate) rules: &'a Rules,
    /// The group that the message belongs to.
    pub(crate) group: &'a Group,
    /// The day on which the message came, where the issuer is.
    pub(crate) day: Date,
    /// For each token, its word, read exactly.
    pub(crate) ids: &'a [WordId],
    /// Names, labels and date words.
    pub(crate) mentions: &'a Mentions<'a>,
    /// Its words as the clauses know them, once a proof asks for them.
    pub(crate) phrases: OnceCell<Phrases<'a>>,
    /// Where what is found is kept until the verdict.
    pub(crate) arena: &'a Bump,
}

/// Something found, by its tokens.
#[derive(Clone, Debug)]
pub(crate) struct Found<'a> {
    pub(crate) code: FindingCode,
    pub(crate) tokens: Range<usize>,
    pub(crate) value: Option<&'a str>,
}

/// A typed value and its tokens.
#[derive(Clone, Debug)]
pub(crate) struct Typed<T> {
    pub(crate) tokens: Range<usize>,
    pub(crate) value: T,
}

/// Numbers behind a label of one of the issuer's slots.
struct Labelled<'a> {
    /// They match their slot's pattern.
    sure: Vec<'a, Typed<&'a str>>,
    /// They could be something else: neither danger nor accepted.
    doubtful: Vec<'a, Range<usize>>,
}

/// What the detectors found.
pub(crate) struct Detected<'a> {
    pub(crate) found: Vec<'a, Found<'a>>,
    pub(crate) links: Vec<'a, Link<'a>>,
    pub(crate) dates: Vec<'a, Typed<Date>>,
    pub(crate) amounts: Vec<'a, Typed<&'a str>>,
    pub(crate) shares: Vec<'a, Typed<&'a str>>,
    pub(crate) accounts: Vec<'a, Typed<&'a str>>,
    pub(crate) references: Vec<'a, Typed<&'a str>>,
    /// Account and reference numbers that could be something else.
    doubtful: [Vec<'a, Range<usize>>; 2],
    pub(crate) times: Vec<'a, Range<usize>>,
    /// Times and words for the night that can say when supply is cut.
    pub(crate) cuts: Vec<'a, Range<usize>>,
    /// For each token, whether a typed value or link takes it.
    typed: &'a mut [bool],
}

impl<'a> Detected<'a> {
    /// Runs every detector.
    pub(crate) fn new(input: &Input<'a>) -> Self {
        let accounts = account::accounts(input);
        let references = reference::references(input);
        let mut detected = Self {
            amounts: amount::amounts(input),
            shares: amount::shares(input),
            accounts: accounts.sure,
            references: references.sure,
            doubtful: [accounts.doubtful, references.doubtful],
            links: link::links(input),
            dates: input.list(),
            times: input.list(),
            cuts: input.list(),
            found: input.list(),
            typed: input.arena.alloc_slice_fill_copy(input.tokens().len(), false),
        };
        detected.mark_labelled();
        detected.dates = date::dates(input, &detected);
        mark(detected.typed, detected.dates.iter().map(|date| &date.tokens));
        detected.times = time::times(input, &detected);
        mark(detected.typed, &detected.times);
        detected.cuts = time::cuts(input, &detected);
        let mut found = input.list();
        link::dangers(&detected.links, &mut found);
        payment_id::dangers(input, &mut found);
        phone::dangers(input, &detected, &mut found);
        app::dangers(input, &detected, &mut found);
        secret::dangers(input, &detected, &mut found);
        payload::dangers(input, &detected, &mut found);
        disguise::dangers(input, &mut found);
        lure::dangers(input, &mut found);
        found.iter_mut().for_each(|found| trim(input, &mut found.tokens));
        detected.cuts.iter_mut().for_each(|tokens| trim(input, tokens));
        detected.found = found;
        detected
    }

    fn mark_labelled(&mut self) {
        for values in [&self.amounts, &self.shares, &self.accounts, &self.references] {
            mark(self.typed, values.iter().map(|typed| &typed.tokens));
        }
        mark(self.typed, self.doubtful.iter().flatten());
    }

    /// Whether a typed value takes the token at `at`.
    pub(crate) fn is_typed(&self, at: usize) -> bool {
        self.typed.get(at).copied().unwrap_or(false)
    }
}

/// Takes pictures off the ends of `tokens`: they are glued to words but not of them.
fn trim(input: &Input<'_>, tokens: &mut Range<usize>) {
    let is_picture = |at: usize| input.token(at).is_some_and(|token| token.kind == TokenKind::Other);
    while tokens.len() > 1 && is_picture(tokens.start) {
        tokens.start += 1;
    }
    while tokens.len() > 1 && is_picture(tokens.end - 1) {
        tokens.end -= 1;
    }
}

fn mark<'r>(typed: &mut [bool], values: impl IntoIterator<Item = &'r Range<usize>>) {
    for tokens in values {
        typed[tokens.clone()].fill(true);
    }
}

impl<'a> Labelled<'a> {
    fn none(input: &Input<'a>) -> Self {
        Self { sure: input.list(), doubtful: input.list() }
    }
}

impl<'a> Input<'a> {
    /// An empty list that lives until the verdict.
    pub(crate) fn list<T>(&self) -> Vec<'a, T> {
        Vec::with_capacity_in(LIST, self.arena)
    }

    /// Its words as the clauses know them.
    pub(crate) fn phrases(&self) -> &Phrases<'a> {
        self.phrases.get_or_init(|| Phrases::new(&self.group.grammar, self.text, self.arena))
    }

    pub(crate) fn tokens(&self) -> &'a [Token] {
        self.text.tokens()
    }

    /// The token at `at`: detectors walk the text by this, so that their steps are counted.
    pub(crate) fn token(&self, at: usize) -> Option<&'a Token> {
        step();
        self.text.tokens().get(at)
    }

    /// Whether `label` is a top-level domain.
    pub(crate) fn is_top_level(&self, label: &str) -> bool {
        label == "xn" || label.starts_with("xn--") || self.rules.tlds.has(label)
    }

    /// Whether `name` holds a word by which hosts claim to be an electricity company's.
    pub(crate) fn is_brand(&self, name: &str) -> bool {
        self.rules.brand_words.iter().any(|brand| name.contains(brand))
    }

    /// The folded digits of the token at `at`, if it is a run of digits.
    pub(crate) fn digits(&self, at: usize) -> Option<&'a str> {
        let token = self.token(at)?;
        (token.kind == TokenKind::Digits).then(|| self.text.folded(token))
    }

    /// The digits of the number word at `at`, if it is one.
    pub(crate) fn number_word(&self, at: usize) -> Option<&'a str> {
        if !self.exact.numbers {
            return None;
        }
        let number = self.group.words.info(*self.ids.get(at)?)?.number?;
        let digits = &*self.rules.numbers[usize::from(number)];
        digits.bytes().all(|b| b.is_ascii_digit()).then_some(digits)
    }

    /// The folded word at `at`, if it is one.
    pub(crate) fn word(&self, at: usize) -> Option<&'a str> {
        let token = self.token(at)?;
        token.is_word().then(|| self.text.folded(token))
    }

    /// Whether nothing stands between the token at `at` and the one before it.
    pub(crate) fn is_glued(&self, at: usize) -> bool {
        at > 0 && self.token(at).is_some_and(|token| !token.spaced)
    }

    /// Whether the token at `at` is a dot that nothing is glued to.
    pub(crate) fn is_full_stop(&self, at: usize) -> bool {
        self.text.is_mark(at, b'.') && !self.is_glued(at + 1)
    }

    /// The first phrase at token `at` whose meaning `pick` takes, with the token after it.
    pub(crate) fn phrase<T>(&self, at: usize, pick: impl Fn(Meaning) -> Option<T>) -> Option<(T, usize)> {
        self.mentions.at(at).find_map(|mention| Some((pick(mention.meaning)?, mention.end as usize)))
    }

    /// Whether `number` is a helpline, the issuer's own or the nation's.
    pub(crate) fn is_helpline(&self, number: &str) -> bool {
        let info = self.group.words.info(self.group.words.id(number));
        self.group.allow.helplines.iter().any(|line| line.value == number)
            || info.is_some_and(|info| info.concepts.has(Concept::Helplines))
    }

    /// Whether it comes from an official header of the group by whose rules it is read: only then can it be proven.
    pub(crate) fn is_official(&self) -> bool {
        match self.sender.kind {
            SenderKind::Official(issuer) => self.group.own_issuer(issuer).is_some(),
            _ => false,
        }
    }

    /// Whether the sender is a registered header: only those speak of accounts and receipts.
    fn is_from_header(&self) -> bool {
        matches!(self.sender.kind, SenderKind::Official(_) | SenderKind::Header | SenderKind::ShortCode)
    }

    /// Whether the text says to call the number at `tokens`.
    fn is_to_call(&self, tokens: &Range<usize>) -> bool {
        self.fuzzy.has_near(Concepts::of(&[Concept::Contact]), tokens, CALL_REACH)
    }

    /// Whether nothing parts `tokens`: "bill, number 98…" is no bill number.
    fn is_one_clause(&self, mut tokens: Range<usize>) -> bool {
        !tokens.any(|at| self.text.is_one_of(at, const { Marks::of(b",;:!?") }))
    }

    /// The tokens that are runs of digits, in order.
    pub(crate) fn numbers(&self) -> impl Iterator<Item = usize> + use<'a> {
        self.text.digits.iter().map(|at| *at as usize)
    }

    /// The tokens that are runs of digits or begin a mention that `pick` takes, in
    /// order; a place may come twice.
    pub(crate) fn numbers_and(&self, pick: impl Fn(Meaning) -> bool) -> impl Iterator<Item = usize> {
        let (mut numbers, mut mentions) = (self.numbers().peekable(), self.mentions.starts(pick).peekable());
        std::iter::from_fn(move || match (numbers.peek(), mentions.peek()) {
            (Some(number), Some(mention)) if mention < number => mentions.next(),
            (Some(_), _) => numbers.next(),
            (None, _) => mentions.next(),
        })
    }

    /// Calls `each` with the tokens that are runs of digits, number words, or begin a
    /// mention that `pick` takes, in order; a place may come twice.
    pub(crate) fn each_number(&self, pick: impl Fn(Meaning) -> bool, each: impl FnMut(usize)) {
        // Number words are rare: most texts have only digits to look at.
        if self.exact.numbers {
            (0..self.tokens().len()).for_each(each);
        } else {
            self.numbers_and(pick).for_each(each);
        }
    }

    /// The token after the label at `at`, where one stands there.
    pub(crate) fn label(&self, at: usize, label: Label) -> Option<usize> {
        if !self.mentions.has_label(label) {
            return None;
        }
        let mut labels = self.mentions.at(at);
        labels.find(|mention| mention.meaning == Meaning::Label(label)).map(|mention| mention.end as usize)
    }

    /// Where `label` stands; a place may come twice.
    pub(crate) fn starts_of(&self, label: Label) -> impl Iterator<Item = usize> + use<'a> {
        let mentions = if self.mentions.has_label(label) { self.mentions.all() } else { &[] };
        let of_label = move |mention: &&Mention| mention.meaning == Meaning::Label(label);
        mentions.iter().filter(of_label).map(|mention| mention.start as usize)
    }

    /// The next token from `at` that is no mark among `marks`.
    pub(crate) fn skip_marks(&self, mut at: usize, marks: Marks) -> usize {
        while self.text.is_one_of(at, marks) {
            at += 1;
        }
        at
    }
}

#[cfg(test)]
mod tests {
    use super::testing::{PHONE, detect};

    #[test]
    fn a_picture_beside_a_word_is_not_of_it() {
        let seen = detect(PHONE, "😀call👍🏽 the officer 98123 45678, it is cut 😀tonight😀");
        assert!(seen.found.iter().any(|found| found.1 == "call"), "{seen:?}");
        assert_eq!(seen.cuts, ["tonight"]);
    }
}
