//! Random sentences of what a list can call genuine.
//!
//! In: the rules of a group, and a way to choose. Out: candidates of one kind: sequences of clauses with values, written out.
//! Whether a candidate is genuine is for the whole filter to say; nothing here runs on a phone.

use crate::documents::ValueReading;
use crate::grammar::{Grammar, Move, Reads, Symbol};
use crate::report::Element;
use crate::rules::Group;
use jiff::ToSpan;
use jiff::civil::Date;
use std::collections::HashSet;
use std::fmt::Write;

/// A candidate has at most as many clauses.
const MOST_CLAUSES: usize = 8;
/// A chunk is walked as often in search of an element.
const WALKS: usize = 12;

/// An order of chunks in which each may be next to the other is looked for as often.
const SHUFFLES: usize = 8;

/// Chooses one of so many.
type Choose<'c> = &'c mut dyn FnMut(usize) -> usize;

/// The grammar, made ready for writing.
pub(crate) struct Sampler<'r> {
    group: &'r Group,
    /// The words that each symbol reads.
    phrases: Vec<Vec<String>>,
    chunks: Vec<Chunk>,
    /// The chunks of each frame, and the groups of which it needs one each.
    frames: Vec<(Vec<u8>, Vec<u128>)>,
}

struct Chunk {
    id: u8,
    /// The elements that its parts can be.
    elements: u32,
}

/// A candidate so far.
#[derive(Default)]
struct Draft {
    text: String,
    elements: u32,
    chunks: u128,
}

impl<'r> Sampler<'r> {
    pub(crate) fn new(group: &'r Group) -> Self {
        let grammar = &group.grammar;
        let mut phrases = vec![Vec::new(); usize::from(grammar.symbol_count())];
        grammar.each_phrase(|words, symbol| {
            let words: Vec<&str> = words.iter().map(|word| grammar.spelling(*word)).collect();
            phrases[symbol.index()].push(words.join(" "));
        });
        let chunk = |id| {
            let elements = symbols_of(grammar, id).fold(0, |all, symbol| all | bit(grammar, symbol));
            Chunk { id, elements }
        };
        let chunks: Vec<Chunk> = (0..grammar.chunk_count()).map(chunk).collect();
        let frame = |frame: usize| {
            let of_frame = (0..grammar.chunk_count()).filter(|chunk| grammar.frames_of(*chunk) >> frame & 1 != 0);
            (of_frame.collect(), grammar.needs_of(frame).collect())
        };
        let frames = (0..grammar.frame_count()).map(frame).collect();
        Self { group, phrases, chunks, frames }
    }

    /// A candidate of the kind in the name of an issuer, both by index, as on `today`.
    pub(crate) fn candidate(&self, kind: usize, issuer: usize, today: Date, choose: Choose<'_>) -> Option<String> {
        let grammar = &self.group.grammar;
        let wanted = self.group.kinds.get(kind)?;
        let frames: Vec<usize> =
            (0..self.frames.len()).filter(|frame| grammar.kinds_of_frames(1 << frame) >> kind & 1 != 0).collect();
        let mut draft = Draft::default();
        let values = Values { group: self.group, issuer, today };
        for _ in 0..MOST_CLAUSES {
            let missing =
                wanted.required.iter().find(|any| any.iter().all(|element| draft.elements >> *element as u32 & 1 == 0));
            let lacks_clause = wanted.clauses.filter(|any| draft.chunks & any == 0);
            if missing.is_none() && lacks_clause.is_none() && choose(3) != 0 {
                break;
            }
            let wanted = missing.map_or(0, |any| any.iter().fold(0, |all, element| all | 1 << *element as u32));
            let gives = |chunk: &u8| {
                lacks_clause.is_some_and(|any| any >> chunk & 1 != 0)
                    || self.chunks.get(usize::from(*chunk)).is_some_and(|chunk| chunk.elements & wanted != 0)
            };
            let helpful: Vec<usize> =
                frames.iter().copied().filter(|frame| self.frames[*frame].0.iter().any(gives)).collect();
            let frame = *pick(if helpful.is_empty() { &frames } else { &helpful }, choose)?;
            self.clause(frame, &gives, wanted, &values, &mut draft, choose);
        }
        Some(draft.text)
    }

    /// Adds a clause of `frame`: one chunk for each of its needs, one that gives what is wanted, some others.
    fn clause(
        &self,
        frame: usize,
        gives: &dyn Fn(&u8) -> bool,
        wanted: u32,
        values: &Values<'_>,
        draft: &mut Draft,
        choose: Choose<'_>,
    ) {
        let (all, needs) = &self.frames[frame];
        let mut chunks: Vec<u8> = Vec::new();
        for need in needs {
            let any: Vec<u8> = all.iter().copied().filter(|chunk| need >> chunk & 1 != 0).collect();
            chunks.extend(pick(&any, choose));
        }
        let giving: Vec<u8> = all.iter().copied().filter(gives).collect();
        chunks.extend(pick(&giving, choose));
        chunks.extend(all.iter().copied().filter(|_| choose(all.len().max(4)) == 0));
        let mut seen = 0_u128;
        chunks.retain(|chunk| {
            let is_new = seen >> chunk & 1 == 0;
            seen |= 1 << chunk;
            is_new
        });
        for _ in 0..SHUFFLES {
            shuffle(&mut chunks, choose);
            if chunks.windows(2).all(|pair| self.group.grammar.may_follow(pair[0], pair[1], false)) {
                break;
            }
        }
        if !draft.text.is_empty() {
            draft.text.push_str([". ", ". ", ", ", "\n"][choose(4)]);
        }
        for (at, chunk) in chunks.into_iter().enumerate() {
            if at > 0 && choose(4) == 0 {
                draft.text.push_str([", ", ": ", " - ", " | "][choose(4)]);
            }
            self.chunk(chunk, wanted, values, draft, choose);
        }
        draft.chunks |= seen;
    }

    /// Adds a chunk, with an element that is wanted where it has one.
    fn chunk(&self, chunk: u8, wanted: u32, values: &Values<'_>, draft: &mut Draft, choose: Choose<'_>) {
        let known = &self.chunks[usize::from(chunk)];
        let mut symbols = Vec::new();
        for _ in 0..WALKS {
            symbols = self.walk(known, choose);
            let elements = symbols.iter().fold(0, |all, symbol| all | bit(&self.group.grammar, *symbol));
            if known.elements & wanted == 0 || elements & wanted != 0 {
                break;
            }
        }
        for symbol in symbols {
            draft.elements |= bit(&self.group.grammar, symbol);
            if !draft.text.is_empty() && !draft.text.ends_with([' ', '\n']) {
                draft.text.push(' ');
            }
            match self.group.grammar.reads(symbol) {
                Reads::Words(_) => draft.text.extend(pick(&self.phrases[symbol.index()], choose).map(String::as_str)),
                reads => values.write(reads, self.group.grammar.name(symbol), &mut draft.text, choose),
            }
        }
    }

    /// The symbols of one way through a chunk.
    fn walk(&self, chunk: &Chunk, choose: Choose<'_>) -> Vec<Symbol> {
        let automaton = self.group.grammar.automaton();
        let mut symbols = Vec::new();
        let mut ways: Vec<Move> = automaton.starts_of(chunk.id).collect();
        while let Some(next) = pick(&ways, choose).copied() {
            symbols.push(next.symbol);
            ways = automaton.moves_of(chunk.id, next.state).collect();
            if automaton.can_end(chunk.id, next.state) && (ways.is_empty() || choose(2) == 0) {
                break;
            }
        }
        symbols
    }
}

/// What values are made of.
struct Values<'r> {
    group: &'r Group,
    issuer: usize,
    today: Date,
}

impl Values<'_> {
    fn write(&self, reads: Reads, name: &str, to: &mut String, choose: Choose<'_>) {
        let allow = &self.group.allow;
        let written = match reads {
            Reads::Company => allow
                .issuers
                .get(self.issuer)
                .and_then(|issuer| pick(&issuer.names, choose))
                .map(|name| name.value.clone()),
            Reads::App => pick(&allow.apps, choose).and_then(|app| pick(&app.names, choose)).cloned(),
            Reads::Site => pick(&allow.sites, choose).map(|site| site.host.clone()),
            Reads::Slot(slot) => self.group.grammar.slots.get(usize::from(slot)).map(|slot| {
                let of_rebate = slot.element == Some(Element::Rebate);
                self.value(slot.reading(), slot.element, of_rebate && name.contains("plus"), name, choose)
            }),
            Reads::Words(_) => None,
        };
        to.push_str(&written.unwrap_or_default());
    }

    fn value(
        &self,
        reading: ValueReading,
        element: Option<Element>,
        is_sum_of_two: bool,
        name: &str,
        choose: Choose<'_>,
    ) -> String {
        let digits =
            |count: usize, choose: Choose<'_>| (0..count).fold(String::new(), |all, _| all + &choose(10).to_string());
        match reading {
            ValueReading::Amount if element == Some(Element::Rebate) => format!("Rs {}", 1 + choose(5)),
            ValueReading::Amount if name.contains("bare") => (100 + choose(4900)).to_string(),
            ValueReading::Amount => match choose(3) {
                0 => format!("Rs {}", 100 + choose(4900)),
                1 => format!("₹{}.{:02}", 100 + choose(900), choose(100)),
                _ => format!("Rs. {},{:03}/-", 1 + choose(9), choose(1000)),
            },
            ValueReading::Percent if is_sum_of_two => "1.5% + 1%".to_owned(),
            ValueReading::Percent => ["1%", "1.5%", "2.5%"][choose(3)].to_owned(),
            ValueReading::Date if name.contains("range") => "01.11.2026-30.11.2026".to_owned(),
            ValueReading::Date => self.date(element, choose),
            ValueReading::Month => format!("{} 2026", ["September", "October", "Nov"][choose(3)]),
            ValueReading::Number => (1 + choose(29)).to_string(),
            ValueReading::Digits => format!("{}{}", 1 + choose(5), digits(10, choose)),
            ValueReading::Time => format!("{:02}:{:02}", choose(24), choose(60)),
            ValueReading::Text => format!("sb{}", digits(8, choose)),
        }
    }

    fn date(&self, element: Option<Element>, choose: Choose<'_>) -> String {
        let days = i32::try_from(1 + choose(20)).unwrap_or(1);
        let days = if element == Some(Element::Date) { -days } else { days };
        let date = self.today.checked_add(days.days()).unwrap_or(self.today);
        let mut written = String::new();
        // Writing to a string does not fail.
        let _ = match choose(3) {
            0 => write!(written, "{:02}/{:02}/{}", date.day(), date.month(), date.year()),
            1 => write!(written, "{:02}-{:02}-{}", date.day(), date.month(), date.year()),
            _ => write!(written, "{}", date.strftime("%-d %b %Y")),
        };
        written
    }
}

fn bit(grammar: &Grammar, symbol: Symbol) -> u32 {
    grammar.element(symbol).map_or(0, |element| 1 << element as u32)
}

/// Every symbol that is read in the chunk.
fn symbols_of(grammar: &Grammar, chunk: u8) -> impl Iterator<Item = Symbol> + use<'_> {
    let automaton = grammar.automaton();
    let mut open: Vec<Move> = automaton.starts_of(chunk).collect();
    let mut known: HashSet<Move> = open.iter().copied().collect();
    std::iter::from_fn(move || {
        let read = open.pop()?;
        open.extend(automaton.moves_of(chunk, read.state).filter(|next| known.insert(*next)));
        Some(read.symbol)
    })
}

fn pick<'t, T>(all: &'t [T], choose: Choose<'_>) -> Option<&'t T> {
    if all.is_empty() { None } else { all.get(choose(all.len())) }
}

fn shuffle<T>(all: &mut [T], choose: Choose<'_>) {
    for at in (1..all.len()).rev() {
        all.swap(at, choose(at + 1));
    }
}
