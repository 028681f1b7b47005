//! Compiling clauses to an automaton.
//!
//! In: [`Clauses`] and the ids of the kinds. Out: [`Tables`]: a trie of the words and phrases of every class, a
//! position automaton (Glushkov) of every chunk over classes and slots, and the frames as sets of chunks. Done once
//! when a list is signed; phones read the tables.

use super::tables::{PositionRow, SlotRow, Tables};
use super::{Reads, Special, Symbol};
use crate::documents::RulesError;
use crate::documents::{Clauses, Pattern};
use crate::report::Element;
use crate::text::{Text, TokenKind};
use bumpalo::Bump;
use rustc_hash::FxHashMap;

/// Chunks are bits of a set.
pub(super) const MOST_CHUNKS: usize = 128;
/// So are frames and kinds.
pub(super) const MOST_FRAMES: usize = 128;
const MOST_KINDS: usize = 32;
/// A class or a group of words stands for at most as many phrases.
const MOST_PHRASES: usize = 1 << 13;
/// Classes refer to each other at most as deep.
const MOST_DEPTH: usize = 16;
/// Places follow each other in at most as many pairs; in the built-in list, in 75,148.
const MOST_PAIRS: usize = 1 << 22;
/// Of a class without a name, explanations show as many characters: enough for its first words.
const MOST_NAME: usize = 24;

/// Compiles `clauses`, whose frames name kinds among `kinds`.
pub(crate) fn compile(clauses: &Clauses, kinds: &[&str]) -> Result<Tables, RulesError> {
    let mut compiler = Compiler::new(clauses, kinds)?;
    compiler.slots()?;
    compiler.chunks()?;
    compiler.tables.add_frames(clauses, &compiler.chunk_ids)?;
    compiler.tables.add_neighbours(clauses, &compiler.chunk_ids)?;
    for (_, name) in Special::ALL {
        let class = compiler.optional_class(name)?;
        compiler.tables.special.push(class);
    }
    Ok(compiler.tables)
}

/// What a pattern contributes to its chunk's automaton.
struct Part {
    nullable: bool,
    first: Vec<u32>,
    last: Vec<u32>,
}

impl Part {
    /// No place at all.
    fn none(nullable: bool) -> Self {
        Self { nullable, first: Vec::new(), last: Vec::new() }
    }

    /// Either of both.
    fn or(mut self, other: Self) -> Self {
        self.nullable |= other.nullable;
        self.first.extend(other.first);
        self.last.extend(other.last);
        self
    }
}

struct Compiler<'c> {
    clauses: &'c Clauses,
    tables: Tables,
    by_name: FxHashMap<String, Symbol>,
    chunk_ids: FxHashMap<&'c str, u8>,
    words: FxHashMap<String, u16>,
    /// How many classes deep the pattern at hand is.
    depth: usize,
    /// How many pairs of places there are that follow each other.
    pairs: usize,
    /// Room for folding a word.
    arena: Bump,
}

impl<'c> Compiler<'c> {
    fn new(clauses: &'c Clauses, kinds: &'c [&'c str]) -> Result<Self, RulesError> {
        let mut chunk_ids = FxHashMap::default();
        let mut chunk_names = Vec::new();
        for chunk in &clauses.chunks {
            let next = u8::try_from(chunk_ids.len()).unwrap_or(u8::MAX);
            chunk_ids.entry(chunk.name.as_str()).or_insert_with(|| {
                chunk_names.push(chunk.name.clone());
                next
            });
        }
        at_most("chunks", chunk_names.len(), MOST_CHUNKS)?;
        at_most("frames", clauses.frames.len(), MOST_FRAMES)?;
        at_most("kinds", kinds.len(), MOST_KINDS)?;
        let kind_names = kinds.iter().map(|kind| (*kind).to_owned()).collect();
        let tables = Tables { chunk_names, kinds: kind_names, ..Tables::default() };
        let (by_name, words) = (FxHashMap::default(), FxHashMap::default());
        Ok(Self { clauses, tables, by_name, chunk_ids, words, depth: 0, pairs: 0, arena: Bump::new() })
    }

    fn slots(&mut self) -> Result<(), RulesError> {
        for (name, reads) in [("company", Reads::Company), ("app", Reads::App), ("site", Reads::Site)] {
            self.symbol(format!("<{name}>"), reads)?;
        }
        for slot in &self.clauses.slots {
            let key = format!("<{}>", slot.name);
            let (line, form) = (slot.line, &slot.definition);
            let at = match self.by_name.get(&key).map(|known| self.tables.symbols[known.index()]) {
                Some(Reads::Slot(at)) => at,
                Some(_) => return Err(RulesError::Clause { line, what: "a slot of this name comes from allow.json" }),
                None => {
                    let at = u16::try_from(self.tables.slots.len()).unwrap_or(u16::MAX);
                    let (element, reading) = (form.element.clone(), form.reading);
                    self.tables.slots.push(SlotRow { element, reading, patterns: Vec::new() });
                    self.symbol(key, Reads::Slot(at))?;
                    at
                }
            };
            if form.element != "none" && Element::ALL.iter().all(|element| element.code() != form.element) {
                return Err(RulesError::Clause { line, what: "the slot's element is none" });
            }
            let row = &mut self.tables.slots[usize::from(at)];
            if (&row.element, row.reading) != (&form.element, form.reading) {
                return Err(RulesError::Clause { line, what: "a slot has one element and one reading" });
            }
            match form.pattern.strip_prefix('@') {
                Some(shared) => {
                    let of = self.clauses.slots.iter().filter(|slot| slot.name == shared);
                    row.patterns.extend(of.map(|slot| slot.definition.pattern.clone()));
                }
                None => row.patterns.push(form.pattern.clone()),
            }
        }
        Ok(())
    }

    fn chunks(&mut self) -> Result<(), RulesError> {
        for chunk in &self.clauses.chunks {
            let id = self.chunk_ids[chunk.name.as_str()];
            let part = self.part(&chunk.definition, id, chunk.line)?;
            if part.nullable {
                return Err(RulesError::Clause { line: chunk.line, what: "the chunk can be empty" });
            }
            let is_apart = self.clauses.apart.iter().any(|apart| apart.name == chunk.name);
            self.tables.apart |= u128::from(is_apart) << id;
            for at in part.first {
                let symbol = self.tables.positions[at as usize].symbol.index();
                if self.tables.first.len() <= symbol {
                    self.tables.first.resize_with(symbol + 1, Vec::new);
                }
                self.tables.first[symbol].push(at);
            }
            part.last.iter().for_each(|at| self.tables.positions[*at as usize].is_last = true);
        }
        Ok(())
    }

    /// The class `name`, where it is defined.
    fn optional_class(&mut self, name: &str) -> Result<Option<Symbol>, RulesError> {
        if !self.clauses.classes.iter().any(|class| class.name == name) {
            return Ok(None);
        }
        self.words_symbol(&Pattern::Class(name.to_owned()), None, 0).map(Some)
    }

    fn part(&mut self, pattern: &Pattern, chunk: u8, line: usize) -> Result<Part, RulesError> {
        match pattern {
            Pattern::Slot(name) => {
                let symbol = self.by_name.get(&format!("<{name}>")).copied();
                let symbol = symbol.ok_or(RulesError::Clause { line, what: "nothing defines the slot" })?;
                self.leaf(symbol, chunk)
            }
            Pattern::Element { element, words } => {
                let element = Element::ALL.iter().find(|known| known.code() == element);
                let element = *element.ok_or(RulesError::Clause { line, what: "there is no such element" })?;
                let symbol = self.words_symbol(words, Some(element), line)?;
                self.leaf(symbol, chunk)
            }
            // A class of classes is read part by part: its phrases would be the product of theirs.
            Pattern::Class(name) if !self.is_flat(name) => self.inline(name, chunk, line),
            Pattern::Alternatives(all) if !all.iter().all(is_written_out) => {
                let (written, others): (Vec<_>, Vec<_>) = all.iter().cloned().partition(is_written_out);
                let together = (!written.is_empty()).then_some(Pattern::Alternatives(written));
                let mut patterns = others.iter().chain(&together);
                patterns.try_fold(Part::none(false), |whole, one| Ok(whole.or(self.part(one, chunk, line)?)))
            }
            Pattern::Word(_) | Pattern::Class(_) | Pattern::Alternatives(_) => {
                let symbol = self.words_symbol(pattern, None, line)?;
                self.leaf(symbol, chunk)
            }
            Pattern::Optional(inner) => Ok(Part { nullable: true, ..self.part(inner, chunk, line)? }),
            Pattern::Sequence(all) => {
                let mut whole = Part::none(true);
                for pattern in all {
                    let part = self.part(pattern, chunk, line)?;
                    self.pairs += whole.last.len() * part.first.len();
                    at_most("pairs of places in chunks", self.pairs, MOST_PAIRS)?;
                    whole.last.iter().for_each(|at| self.tables.positions[*at as usize].follow.extend(&part.first));
                    if whole.nullable {
                        whole.first.extend(&part.first);
                    }
                    if !part.nullable {
                        whole.last.clear();
                    }
                    whole.last.extend(part.last);
                    whole.nullable &= part.nullable;
                }
                Ok(whole)
            }
        }
    }

    /// Whether the class holds only words and phrases that are written out.
    fn is_flat(&self, name: &str) -> bool {
        let definitions = self.clauses.classes.iter().filter(|class| class.name == name);
        definitions.map(|class| &class.definition).all(is_written_out)
    }

    fn inline(&mut self, name: &str, chunk: u8, line: usize) -> Result<Part, RulesError> {
        if self.depth == MOST_DEPTH {
            return Err(RulesError::Clause { line, what: "classes refer to each other in a circle" });
        }
        self.depth += 1;
        let mut whole = Part::none(false);
        for class in self.clauses.classes.iter().filter(|class| class.name == name) {
            whole = whole.or(self.part(&class.definition, chunk, class.line)?);
        }
        self.depth -= 1;
        Ok(whole)
    }

    fn leaf(&mut self, symbol: Symbol, chunk: u8) -> Result<Part, RulesError> {
        at_most("places in chunks", self.tables.positions.len(), 1 << 20)?;
        let at = self.tables.positions.len() as u32;
        self.tables.positions.push(PositionRow { symbol, chunk, is_last: false, follow: Vec::new() });
        Ok(Part { nullable: false, first: vec![at], last: vec![at] })
    }

    fn symbol(&mut self, name: String, reads: Reads) -> Result<Symbol, RulesError> {
        let at = u16::try_from(self.tables.symbols.len());
        let at = at.map_err(|_| RulesError::TooMany { what: "classes", most: usize::from(u16::MAX) })?;
        let symbol = Symbol::new(at);
        self.tables.symbols.push(reads);
        let is_named = name.starts_with('{') || !matches!(reads, Reads::Words(_));
        self.tables.names.push(if is_named { name.clone() } else { shortened(&name) });
        self.by_name.insert(name, symbol);
        Ok(symbol)
    }

    /// The symbol of words that are `element`: one symbol per class, and per group of words.
    fn words_symbol(&mut self, pattern: &Pattern, element: Option<Element>, line: usize) -> Result<Symbol, RulesError> {
        let key = match element {
            Some(element) => format!("<{element}: {pattern}>"),
            None => pattern.to_string(),
        };
        if let Some(known) = self.by_name.get(&key) {
            return Ok(*known);
        }
        let symbol = self.symbol(key, Reads::Words(element))?;
        let phrases = self.phrases(pattern, line, 0)?;
        for phrase in &phrases {
            let words = self.word_ids(phrase, line)?;
            if words.is_empty() {
                return Err(RulesError::Clause { line, what: "a word folds to nothing" });
            }
            self.tables.phrases.entry(words).or_default().insert(symbol);
        }
        Ok(symbol)
    }

    /// The words of a phrase, folded by the same code as messages.
    fn word_ids(&mut self, phrase: &str, line: usize) -> Result<Vec<u16>, RulesError> {
        let mut ids = Vec::new();
        self.arena.reset();
        let text = Text::new(phrase, &self.arena);
        for token in text.tokens().iter().filter(|token| token.kind != TokenKind::Mark) {
            if !token.is_plain() || token.kind == TokenKind::Other {
                return Err(RulesError::Clause {
                    line,
                    what: "a word is written with look-alike or unseen characters, or is none",
                });
            }
            let folded = text.folded(token);
            let id = if let Some(known) = self.words.get(folded) {
                *known
            } else {
                at_most("words in clauses", self.words.len(), usize::from(u16::MAX) - 2)?;
                let id = self.words.len() as u16;
                self.words.insert(folded.to_owned(), id);
                self.tables.words.push(folded.to_owned());
                id
            };
            ids.push(id);
        }
        Ok(ids)
    }

    /// Every phrase that `pattern`, which holds only words and classes, stands for.
    fn phrases(&self, pattern: &Pattern, line: usize, depth: usize) -> Result<Vec<String>, RulesError> {
        if depth > MOST_DEPTH {
            return Err(RulesError::Clause { line, what: "classes refer to each other in a circle" });
        }
        let all = match pattern {
            Pattern::Word(word) => vec![word.clone()],
            Pattern::Class(name) => {
                let of_name = self.clauses.classes.iter().filter(|class| class.name == *name);
                let parts = of_name.map(|class| self.phrases(&class.definition, class.line, depth + 1));
                parts.collect::<Result<Vec<_>, _>>()?.concat()
            }
            Pattern::Alternatives(patterns) => {
                let parts = patterns.iter().map(|pattern| self.phrases(pattern, line, depth + 1));
                parts.collect::<Result<Vec<_>, _>>()?.concat()
            }
            Pattern::Optional(inner) => {
                let mut all = self.phrases(inner, line, depth + 1)?;
                all.push(String::new());
                all
            }
            Pattern::Sequence(patterns) => {
                let mut all = vec![String::new()];
                for pattern in patterns {
                    let next = self.phrases(pattern, line, depth + 1)?;
                    at_most("phrases of one class", all.len() * next.len(), MOST_PHRASES)?;
                    all = all.iter().flat_map(|left| next.iter().map(move |right| join(left, right))).collect();
                }
                all
            }
            Pattern::Slot(_) | Pattern::Element { .. } => {
                return Err(RulesError::Clause { line, what: "a class holds words and other classes only" });
            }
        };
        at_most("phrases of one class", all.len(), MOST_PHRASES)?;
        Ok(all)
    }
}

fn shortened(name: &str) -> String {
    match name.char_indices().nth(MOST_NAME) {
        Some((end, _)) => format!("{}…", name[..end].trim_end()),
        _ => name.to_owned(),
    }
}

fn is_written_out(pattern: &Pattern) -> bool {
    match pattern {
        Pattern::Word(_) => true,
        Pattern::Sequence(all) => all.iter().all(is_word),
        Pattern::Alternatives(all) => {
            all.iter().all(|one| !matches!(one, Pattern::Alternatives(_)) && is_written_out(one))
        }
        _ => false,
    }
}

fn is_word(pattern: &Pattern) -> bool {
    matches!(pattern, Pattern::Word(_))
}

fn join(left: &str, right: &str) -> String {
    if left.is_empty() || right.is_empty() { [left, right].concat() } else { [left, " ", right].concat() }
}

fn at_most(what: &'static str, found: usize, most: usize) -> Result<(), RulesError> {
    if found <= most { Ok(()) } else { Err(RulesError::TooMany { what, most }) }
}
