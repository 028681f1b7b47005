//! Patterns of classes and chunks.
//!
//! In: the text behind `=`. Out: a [`Pattern`], or what is wrong with it.

use super::Problem;
use std::fmt;

/// A pattern over words, classes and slots.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Pattern {
    /// A word as it is written.
    Word(String),
    /// A word of a class.
    Class(String),
    /// A value of a slot.
    Slot(String),
    /// Words that are an element.
    Element {
        /// The element's name.
        element: String,
        /// The words.
        words: Box<Pattern>,
    },
    /// One after the other.
    Sequence(Vec<Pattern>),
    /// One of several.
    Alternatives(Vec<Pattern>),
    /// May be missing.
    Optional(Box<Pattern>),
}

/// A word with endings stands for at most as many words.
const MOST_ENDINGS: usize = 256;
/// Brackets are nested at most as deep.
const MOST_DEPTH: usize = 64;

impl Pattern {
    /// Reads a pattern.
    ///
    /// # Errors
    /// [`Problem`].
    #[cfg(feature = "lint")]
    pub(crate) fn parse_text(text: &str) -> Result<Self, Problem> {
        Self::parse(text)
    }

    /// Reads a pattern.
    ///
    /// # Errors
    /// [`Problem`].
    pub(super) fn parse(text: &str) -> Result<Self, Problem> {
        let mut reader = Reader { rest: text.trim(), depth: 0 };
        let pattern = reader.alternatives()?;
        if reader.rest.is_empty() { Ok(pattern) } else { Err(Problem::Unexpected(reader.first())) }
    }
}

impl fmt::Display for Pattern {
    /// As it is written.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut joined = |all: &[Self], between: &str| {
            all.iter().enumerate().try_for_each(|(at, part)| {
                let between = if at == 0 { "" } else { between };
                match part {
                    Self::Alternatives(_) => write!(f, "{between}({part})"),
                    _ => write!(f, "{between}{part}"),
                }
            })
        };
        match self {
            Self::Word(word) => f.write_str(word),
            Self::Class(name) => write!(f, "{{{name}}}"),
            Self::Slot(name) => write!(f, "<{name}>"),
            Self::Element { element, words } => write!(f, "<{element}: {words}>"),
            Self::Sequence(all) => joined(all, " "),
            Self::Alternatives(all) => joined(all, " | "),
            Self::Optional(inner) => write!(f, "[{inner}]"),
        }
    }
}

struct Reader<'t> {
    rest: &'t str,
    /// How many brackets are open.
    depth: usize,
}

impl Reader<'_> {
    fn alternatives(&mut self) -> Result<Pattern, Problem> {
        let mut all = vec![self.sequence()?];
        while self.take('|') {
            all.push(self.sequence()?);
        }
        Ok(single_or(all, Pattern::Alternatives))
    }

    fn sequence(&mut self) -> Result<Pattern, Problem> {
        let mut parts = Vec::new();
        while let Some(part) = self.part()? {
            parts.push(part);
        }
        if parts.is_empty() { Err(Problem::Empty) } else { Ok(single_or(parts, Pattern::Sequence)) }
    }

    fn part(&mut self) -> Result<Option<Pattern>, Problem> {
        self.rest = self.rest.trim_start();
        let Some(first) = self.rest.chars().next() else { return Ok(None) };
        Ok(Some(match first {
            '|' | ']' | ')' | '>' | '}' => return Ok(None),
            '[' => Pattern::Optional(Box::new(self.enclosed(']')?)),
            '(' if !self.begins_word() => self.enclosed(')')?,
            '{' => Pattern::Class(self.name('}')?),
            '<' => self.slot()?,
            _ => self.word()?,
        }))
    }

    fn enclosed(&mut self, close: char) -> Result<Pattern, Problem> {
        self.skip();
        self.inner(close)
    }

    /// What is behind an open bracket, up to the one that closes it.
    fn inner(&mut self, close: char) -> Result<Pattern, Problem> {
        if self.depth == MOST_DEPTH {
            return Err(Problem::TooDeep(MOST_DEPTH));
        }
        self.depth += 1;
        let inner = self.alternatives()?;
        self.depth -= 1;
        if self.take(close) { Ok(inner) } else { Err(Problem::Unclosed(close)) }
    }

    fn name(&mut self, close: char) -> Result<String, Problem> {
        self.skip();
        let (name, rest) = self.rest.split_once(close).ok_or(Problem::Unclosed(close))?;
        self.rest = rest;
        is_name(name.trim()).then(|| name.trim().to_owned()).ok_or_else(|| Problem::Name(name.trim().to_owned()))
    }

    fn slot(&mut self) -> Result<Pattern, Problem> {
        let colon = self.rest.find([':', '>']).filter(|at| self.rest[*at..].starts_with(':'));
        let Some(colon) = colon else { return Ok(Pattern::Slot(self.name('>')?)) };
        let element = self.rest[1..colon].trim().to_owned();
        self.rest = &self.rest[colon + 1..];
        let words = Box::new(self.inner('>')?);
        Ok(Pattern::Element { element, words })
    }

    /// A word, with the groups of endings that are glued to it.
    fn word(&mut self) -> Result<Pattern, Problem> {
        let mut words = vec![String::new()];
        while let Some(first) = self.rest.chars().next().filter(|c| !ends_word(*c)) {
            if first != '(' {
                for word in &mut words {
                    word.push(first);
                }
                self.skip();
                continue;
            }
            let (endings, rest) = self.rest[1..].split_once(')').ok_or(Problem::Unclosed(')'))?;
            self.rest = rest;
            let with =
                |word: &String| endings.split('|').map(move |ending| format!("{word}{}", ending.trim())).collect();
            words = words.iter().flat_map(|word| -> Vec<String> { with(word) }).collect();
            if words.len() > MOST_ENDINGS {
                return Err(Problem::TooMany(MOST_ENDINGS));
            }
        }
        Ok(single_or(words.into_iter().map(Pattern::Word).collect(), Pattern::Alternatives))
    }

    /// Whether the group at hand is part of a word: something of a word is glued behind it.
    fn begins_word(&self) -> bool {
        let behind = self.rest.split_once(')').and_then(|(_, rest)| rest.chars().next());
        behind.is_some_and(|c| !ends_word(c))
    }

    fn first(&self) -> char {
        self.rest.chars().next().unwrap_or_default()
    }

    fn skip(&mut self) {
        let mut chars = self.rest.chars();
        chars.next();
        self.rest = chars.as_str();
    }

    fn take(&mut self, c: char) -> bool {
        self.rest = self.rest.trim_start();
        let taken = self.rest.starts_with(c);
        if taken {
            self.skip();
        }
        taken
    }
}

/// Whether `c` cannot be part of a word. A group may be, so `(` is not among them.
fn ends_word(c: char) -> bool {
    c.is_whitespace() || matches!(c, '|' | '[' | ']' | '{' | '}' | '<' | '>' | ')')
}

/// Whether `name` can name something: letters, digits and underscores.
pub(super) fn is_name(name: &str) -> bool {
    !name.is_empty() && name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_')
}

fn single_or(mut all: Vec<Pattern>, several: fn(Vec<Pattern>) -> Pattern) -> Pattern {
    if all.len() == 1
        && let Some(only) = all.pop()
    {
        return only;
    }
    several(all)
}

#[cfg(test)]
#[expect(clippy::unwrap_used, clippy::panic, reason = "tests")]
mod tests {
    use super::*;

    fn word(text: &str) -> Pattern {
        Pattern::Word(text.to_owned())
    }

    #[test]
    fn alternatives_bind_weakest() {
        let read = Pattern::parse("last date | due").unwrap();
        assert_eq!(read, Pattern::Alternatives(vec![Pattern::Sequence(vec![word("last"), word("date")]), word("due")]));
    }

    #[test]
    fn a_glued_group_is_of_the_word() {
        let read = Pattern::parse("kar(en|ein|) (by|till) bhug(a|aa)n").unwrap();
        let Pattern::Sequence(parts) = read else { panic!("three parts") };
        assert_eq!(parts[0], Pattern::Alternatives(vec![word("karen"), word("karein"), word("kar")]));
        assert_eq!(parts[1], Pattern::Alternatives(vec![word("by"), word("till")]));
        assert_eq!(parts[2], Pattern::Alternatives(vec![word("bhugan"), word("bhugaan")]));
    }

    #[test]
    fn slots_and_elements() {
        let read = Pattern::parse("{by} <last_date> [<rebate: in time | on time>]").unwrap();
        let Pattern::Sequence(parts) = read else { panic!("three parts") };
        assert_eq!(parts[1], Pattern::Slot("last_date".to_owned()));
        assert!(matches!(&parts[2], Pattern::Optional(inner) if matches!(**inner, Pattern::Element { .. })));
    }

    #[test]
    fn what_is_wrong_is_said() {
        assert_eq!(Pattern::parse("pay [by"), Err(Problem::Unclosed(']')));
        assert_eq!(Pattern::parse("pay | "), Err(Problem::Empty));
        assert_eq!(Pattern::parse("pay )"), Err(Problem::Unexpected(')')));
        assert_eq!(Pattern::parse("{Not A Name}"), Err(Problem::Name("Not A Name".to_owned())));
    }

    #[test]
    fn brackets_without_end_are_refused() {
        for open in ["[", "( ", "<rebate: "] {
            assert_eq!(Pattern::parse(&open.repeat(100_000)), Err(Problem::TooDeep(MOST_DEPTH)), "{open}");
        }
        let nested = "[".repeat(MOST_DEPTH) + "pay" + &"]".repeat(MOST_DEPTH);
        assert!(Pattern::parse(&nested).is_ok());
    }
}
