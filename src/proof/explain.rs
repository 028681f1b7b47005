//! Why a message is proven, or where its proof stops.
//!
//! In: a message as the proof reads it. Out: an [`Explanation`] for the people who write clauses.

use super::best;
use super::parse::{Parser, Read};
use super::template::Registered;
use super::view::View;
use crate::detect::{Detected, Input};
use std::ops::Range;

/// How the clauses of a list read a message.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Explanation {
    /// The parts that were read, in the order of the text. Where the message is no sequence of clauses, the
    /// longest chunks from the left.
    pub parts: Vec<Part>,
    /// Whether the whole message is a sequence of clauses; its kind and values are a matter of their own.
    pub is_sequence: bool,
    /// Where the clauses stopped, in bytes of the body: the length of the body where they did not.
    pub stopped_at: usize,
    /// What could have been there, as it is called in the clauses.
    pub expected: Vec<String>,
    /// The registered template that the message is, or that it comes nearest to; `None` where its sender has none.
    pub template: Option<TemplateReading>,
}

/// How a registered template reads a message.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct TemplateReading {
    /// Its id.
    pub id: String,
    /// Whether the whole message is the template; whether its values are plausible is a matter of its own.
    pub is_whole: bool,
    /// Where it stopped, in bytes of the body: the length of the body where it did not.
    pub stopped_at: usize,
    /// What the template has there: a word, a role in angle brackets, or that the text ends.
    pub expected: String,
}

/// A part of a message.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Part {
    /// The chunk that it is of.
    pub chunk: String,
    /// What the chunk calls it: a class, slot or words.
    pub name: String,
    /// Its place in the body, in bytes.
    pub place: Range<usize>,
}

pub(crate) fn explain<'a>(input: &Input<'a>, detected: &Detected<'a>) -> Explanation {
    let view = View::new(input, detected);
    let registered = Registered::new(input, &view);
    let template = template_reading(input, &registered);
    let grammar = &input.group.grammar;
    let mut parser = Parser::new(&view, grammar);
    let best = best(input, &mut parser);
    let is_sequence = best.is_some();
    let stopped = if is_sequence { view.len() } else { parser.furthest() };
    let expected = if is_sequence { Vec::new() } else { parser.expected().into_iter().map(str::to_owned).collect() };
    let of_template =
        registered.filled.map(|(_, parts)| parts.iter().map(|read| part(input, read, "template")).collect());
    let parts: Vec<Part> = match (of_template, best) {
        (Some(parts), _) => parts,
        (None, Some((_, parts))) => {
            parts.iter().map(|read| part(input, read, grammar.chunk_name(read.chunk))).collect()
        }
        (None, None) => parser.islands().iter().map(|read| part(input, read, grammar.chunk_name(read.chunk))).collect(),
    };
    let is_sequence = is_sequence || template.as_ref().is_some_and(|template| template.is_whole);
    let stopped_at = if is_sequence { input.text.source.len() } else { place_of(input, stopped) };
    let expected = if is_sequence { Vec::new() } else { expected };
    Explanation { parts, is_sequence, stopped_at, expected, template }
}

fn part(input: &Input<'_>, read: &Read, chunk: &str) -> Part {
    let place = input.text.place(read.tokens.clone());
    let name = input.group.grammar.name(read.symbol).to_owned();
    Part { chunk: chunk.to_owned(), name, place: place.start as usize..place.end as usize }
}

/// Where the token at `at` begins in the body, whatever the order in which it is seen; behind the last, the end.
fn place_of(input: &Input<'_>, at: usize) -> usize {
    let is_token = at < input.tokens().len();
    if is_token { input.text.place(at..at + 1).start as usize } else { input.text.source.len() }
}

fn template_reading(input: &Input<'_>, registered: &Registered<'_>) -> Option<TemplateReading> {
    if let Some(id) = registered.filled.as_ref().and_then(|(fit, _)| fit.template) {
        let stopped_at = input.text.source.len();
        return Some(TemplateReading { id: id.to_string(), is_whole: true, stopped_at, expected: String::new() });
    }
    let reached = registered.reached?;
    let template = input.group.templates.template(reached.template)?;
    Some(TemplateReading {
        id: template.id.to_string(),
        is_whole: false,
        stopped_at: place_of(input, reached.token),
        expected: reached.expected(template),
    })
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use crate::{Filter, Sms};

    /// Found by fuzzing: such a text is not seen in the order in which it is written.
    #[test]
    fn places_are_those_of_the_body_where_it_is_seen_in_another_order() {
        let filter = Filter::embedded().unwrap();
        let now = "2026-11-24T10:00:00Z".parse().unwrap();
        for pattern in ["\u{202e}a\u{202c}", "\u{202e}1\u{202c}", "\u{2067}\u{202e}a", "\u{202e}a\u{202d}b\u{202c}"] {
            let body = "electricity bill cut ".to_owned() + &pattern.repeat(100);
            let explanation = filter.explain(&Sms::new("JM-SBPDCL-S", &body), now);
            assert!(body.is_char_boundary(explanation.stopped_at), "{pattern:?}");
            assert!(explanation.parts.iter().all(|part| body.get(part.place.clone()).is_some()), "{pattern:?}");
        }
    }
}
