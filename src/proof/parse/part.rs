//! The parts of a message that were read, for everything behind the search.

use crate::detect::Input;
use crate::grammar::Symbol;
use crate::proof::slots::Value;
use crate::proof::stops::is_sentence_end;
use crate::report::Element;
use jiff::civil::Date;
use std::ops::Range;

/// A part of a message: what was read at its tokens.
#[derive(Clone, Debug)]
pub(in crate::proof) struct Read {
    pub(in crate::proof) symbol: Symbol,
    pub(in crate::proof) chunk: u8,
    pub(in crate::proof) tokens: Range<usize>,
    pub(in crate::proof) element: Option<Element>,
    pub(in crate::proof) value: ReadValue,
}

impl Read {
    /// The day that it is.
    pub(in crate::proof) fn date(&self) -> Option<Date> {
        match self.value {
            ReadValue::Typed(Value::Date(date)) => Some(date),
            _ => None,
        }
    }

    /// The hundredths of a percent that it is.
    pub(in crate::proof) fn share(&self) -> Option<u32> {
        match self.value {
            ReadValue::Typed(Value::Percent(share)) => Some(share),
            _ => None,
        }
    }

    /// The paise of a sum that is `element`.
    pub(in crate::proof) fn sum_of(&self, element: Element) -> Option<i64> {
        match self.value {
            ReadValue::Typed(Value::Amount(paise)) if self.element == Some(element) => Some(paise),
            _ => None,
        }
    }
}

/// The tokens from the first of some parts to the last, of which there is one at least.
pub(in crate::proof) fn tokens_of(parts: &[Read]) -> Range<usize> {
    parts[0].tokens.start..parts[parts.len() - 1].tokens.end
}

/// The sums of money among the parts, rebates aside, in paise.
pub(in crate::proof) fn sums(parts: &[Read]) -> impl Iterator<Item = i64> {
    parts.iter().filter_map(|part| part.sum_of(Element::Amount))
}

/// The largest of them but that of `part`.
pub(in crate::proof) fn largest_beside(parts: &[Read], part: &Read) -> Option<i64> {
    let at = parts.iter().position(|other| other.tokens == part.tokens).unwrap_or(parts.len());
    sums(&parts[..at]).chain(sums(parts.get(at + 1..).unwrap_or_default())).max()
}

/// The parts, chunk by chunk.
pub(in crate::proof) fn chunks_of(parts: &[Read]) -> impl Iterator<Item = &[Read]> {
    parts.chunk_by(|part, next| part.chunk == next.chunk)
}

/// The parts, sentence by sentence.
pub(in crate::proof) fn sentences<'p>(input: &Input<'_>, parts: &'p [Read]) -> impl Iterator<Item = &'p [Read]> {
    parts.chunk_by(|part, next| !is_sentence_end(input, part.tokens.end..next.tokens.start))
}

/// The days that are `element`, with their tokens.
pub(in crate::proof) fn dates(parts: &[Read], element: Element) -> impl Iterator<Item = (Date, Range<usize>)> {
    let of_element = parts.iter().filter(move |part| part.element == Some(element));
    of_element.filter_map(|part| Some((part.date()?, part.tokens.clone())))
}

/// What a part says.
#[derive(Clone, Debug)]
pub(in crate::proof) enum ReadValue {
    /// Words of the list.
    Words,
    /// A typed value.
    Typed(Value),
    /// A company, an app, by index; the group where a company's is missing.
    Company(Option<u16>),
    /// An app, by index.
    App(u16),
    /// An official site.
    Site,
}
