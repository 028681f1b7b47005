//! Reading clause files.
//!
//! In: text. Out: [`Clauses`], or a [`ClausesError`] with the line. Names are looked up here, so that
//! the compiler finds each one defined.

use super::pattern::is_name;
use super::{Apart, Clauses, ClausesError, Frame, Named, Neighbours, Pattern, Problem, Side, SlotForm, ValueReading};

/// Slots whose values come from `allow.json`.
const OFFICIAL_SLOTS: [&str; 3] = ["company", "app", "site"];

impl Clauses {
    /// Reads clause files that were joined in the order of their names.
    ///
    /// # Errors
    /// [`ClausesError`] with the first line that cannot be used.
    pub fn parse(text: &str) -> Result<Self, ClausesError> {
        let clauses = Self::parse_draft(text)?;
        clauses.refuse_undefined()?;
        Ok(clauses)
    }

    /// Reads one of several clause files, whose names may be defined in another.
    ///
    /// # Errors
    /// [`ClausesError`] with the first line that cannot be used.
    pub fn parse_draft(text: &str) -> Result<Self, ClausesError> {
        let mut clauses = Self::default();
        for (line, text) in logical_lines(text) {
            clauses.add(line, &text).map_err(|problem| ClausesError { line, problem })?;
        }
        Ok(clauses)
    }

    fn add(&mut self, line: usize, text: &str) -> Result<(), Problem> {
        let (keyword, rest) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
        match keyword {
            "class" => self.classes.push(pattern(line, rest)?),
            "chunk" => self.chunks.push(pattern(line, rest)?),
            "slot" => self.slots.push(slot(line, rest)?),
            "frame" => self.frames.push(frame(line, rest)?),
            "apart" => self.apart.extend(apart(line, rest)?),
            "before" => self.neighbours.push(neighbours(line, Side::Before, rest)?),
            "behind" => self.neighbours.push(neighbours(line, Side::Behind, rest)?),
            "parted" => self.neighbours.push(neighbours(line, Side::Parted, rest)?),
            _ => return Err(Problem::Keyword(keyword.to_owned())),
        }
        Ok(())
    }

    fn refuse_undefined(&self) -> Result<(), ClausesError> {
        for (of_class, named) in self.classes.iter().map(|c| (true, c)).chain(self.chunks.iter().map(|c| (false, c))) {
            let line = named.line;
            self.check(&named.definition, of_class, &named.name).map_err(|problem| ClausesError { line, problem })?;
        }
        for frame in &self.frames {
            self.refuse_undefined_chunks(frame.line, frame.needs.iter().flatten().chain(&frame.may))?;
        }
        for Apart { name, line } in &self.apart {
            self.refuse_undefined_chunks(*line, [name])?;
        }
        for Neighbours { name, others, line, .. } in &self.neighbours {
            self.refuse_undefined_chunks(*line, others.iter().chain([name]))?;
        }
        for slot in &self.slots {
            if let Some(shared) = slot.definition.pattern.strip_prefix('@')
                && !self.slots.iter().any(|slot| slot.name == shared && !slot.definition.pattern.starts_with('@'))
            {
                let problem = Problem::Undefined { kind: "slot", name: shared.to_owned() };
                return Err(ClausesError { line: slot.line, problem });
            }
        }
        Ok(())
    }

    fn refuse_undefined_chunks<'n>(
        &self,
        line: usize,
        names: impl IntoIterator<Item = &'n String>,
    ) -> Result<(), ClausesError> {
        let is_undefined = |name: &&String| !self.chunks.iter().any(|chunk| chunk.name == **name);
        match names.into_iter().find(is_undefined) {
            Some(name) => Err(ClausesError { line, problem: Problem::Undefined { kind: "chunk", name: name.clone() } }),
            None => Ok(()),
        }
    }

    fn check(&self, pattern: &Pattern, of_class: bool, name: &str) -> Result<(), Problem> {
        match pattern {
            Pattern::Word(_) => Ok(()),
            Pattern::Class(class) if of_class && class == name => Err(Problem::ClassHolds(name.to_owned())),
            Pattern::Class(class) => defined("class", class, self.classes.iter().any(|known| known.name == *class)),
            Pattern::Slot(_) | Pattern::Element { .. } if of_class => Err(Problem::ClassHolds(name.to_owned())),
            Pattern::Slot(slot) => {
                let known =
                    OFFICIAL_SLOTS.contains(&slot.as_str()) || self.slots.iter().any(|known| known.name == *slot);
                defined("slot", slot, known)
            }
            Pattern::Element { words, .. } => self.check(words, true, name),
            Pattern::Optional(inner) => self.check(inner, of_class, name),
            Pattern::Sequence(all) | Pattern::Alternatives(all) => {
                all.iter().try_for_each(|part| self.check(part, of_class, name))
            }
        }
    }
}

fn defined(kind: &'static str, name: &str, is_defined: bool) -> Result<(), Problem> {
    if is_defined { Ok(()) } else { Err(Problem::Undefined { kind, name: name.to_owned() }) }
}

/// Lines with those that continue them, without comments, each with the number of its first.
fn logical_lines(text: &str) -> Vec<(usize, String)> {
    let mut lines: Vec<(usize, String)> = Vec::new();
    for (number, line) in (1..).zip(text.lines()) {
        let continues = line.starts_with([' ', '\t']) && !lines.is_empty();
        let trimmed = line.trim();
        match lines.last_mut() {
            _ if trimmed.is_empty() || trimmed.starts_with('#') => {}
            Some((_, last)) if continues && !begins_definition(trimmed) => {
                last.push(' ');
                last.push_str(trimmed);
            }
            _ => lines.push((number, trimmed.to_owned())),
        }
    }
    lines
}

fn begins_definition(line: &str) -> bool {
    let keyword = line.split_whitespace().next();
    matches!(keyword, Some("class" | "chunk" | "slot")) && line.contains(" = ")
        || matches!(keyword, Some("frame" | "before" | "behind" | "parted")) && line.contains(':')
}

fn named(text: &str) -> Result<String, Problem> {
    let name = text.trim();
    if is_name(name) { Ok(name.to_owned()) } else { Err(Problem::Name(name.to_owned())) }
}

fn pattern(line: usize, text: &str) -> Result<Named<Pattern>, Problem> {
    let (name, pattern) = text.split_once('=').ok_or(Problem::Missing('='))?;
    Ok(Named { name: named(name)?, line, definition: Pattern::parse(pattern)? })
}

/// `last_date last_date date = …`.
fn slot(line: usize, text: &str) -> Result<Named<SlotForm>, Problem> {
    let (head, pattern) = text.split_once('=').ok_or(Problem::Missing('='))?;
    let mut head = head.split_whitespace();
    let mut next = || named(head.next().unwrap_or_default());
    let (name, element, reading) = (next()?, next()?, next()?);
    let reading = ValueReading::from_name(&reading).ok_or(Problem::Reading(reading))?;
    Ok(Named { name, line, definition: SlotForm { element, reading, pattern: pattern.trim().to_owned() } })
}

/// `pay (bill_reminder receipt): pay channel|site last_date?`.
fn frame(line: usize, text: &str) -> Result<Frame, Problem> {
    let (head, chunks) = text.split_once(':').ok_or(Problem::Missing(':'))?;
    let (name, kinds) = head.split_once('(').ok_or(Problem::Missing('('))?;
    let kinds = kinds.trim().strip_suffix(')').ok_or(Problem::Unclosed(')'))?;
    let mut frame = Frame {
        name: named(name)?,
        line,
        kinds: kinds.split_whitespace().map(str::to_owned).collect(),
        needs: Vec::new(),
        may: Vec::new(),
    };
    for chunk in chunks.split_whitespace() {
        match chunk.strip_suffix('?') {
            Some(name) => frame.may.push(named(name)?),
            None => frame.needs.push(chunk.split('|').map(named).collect::<Result<_, _>>()?),
        }
    }
    if frame.needs.is_empty() { Err(Problem::Empty) } else { Ok(frame) }
}

/// `greet notice`: the names of chunks.
fn apart(line: usize, text: &str) -> Result<Vec<Apart>, Problem> {
    let names = text.split_whitespace().map(|name| Ok(Apart { name: named(name)?, line }));
    let names: Vec<Apart> = names.collect::<Result<_, Problem>>()?;
    if names.is_empty() { Err(Problem::Empty) } else { Ok(names) }
}

/// `avoid: channel last_date`: a chunk, and those that may be next to it on one side.
fn neighbours(line: usize, side: Side, text: &str) -> Result<Neighbours, Problem> {
    let (name, others) = text.split_once(':').ok_or(Problem::Missing(':'))?;
    let others: Vec<String> = others.split_whitespace().map(named).collect::<Result<_, _>>()?;
    Ok(Neighbours { name: named(name)?, side, others, line })
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    #[test]
    fn lines_are_joined_and_comments_are_not() {
        let error = Clauses::parse("# words\nclass pay = pay |\n  [clear").unwrap_err();
        assert_eq!(error.line, 2, "the line that the definition begins on is named");
        let clauses =
            Clauses::parse("class pay = pay |\n  clear\n\n# end\nchunk a = {pay} bill\nframe f (*): a").unwrap();
        assert_eq!(clauses.frames[0].needs, [["a"]]);
    }

    #[test]
    fn names_must_be_defined() {
        let error = |text| Clauses::parse(text).unwrap_err().problem;
        assert_eq!(error("chunk a = {pay}"), Problem::Undefined { kind: "class", name: "pay".to_owned() });
        assert_eq!(error("chunk a = <sum>"), Problem::Undefined { kind: "slot", name: "sum".to_owned() });
        assert_eq!(error("chunk a = x\nframe f (*): b"), Problem::Undefined { kind: "chunk", name: "b".to_owned() });
        let unknown = Problem::Undefined { kind: "chunk", name: "b".to_owned() };
        assert_eq!(error("chunk a = x\nbefore a: b"), unknown);
        assert_eq!(error("chunk a = x\nbehind b: a"), unknown);
        assert_eq!(error("chunk a = x\nparted a: b"), unknown);
        assert_eq!(error("chunk a = x\nbehind a"), Problem::Missing(':'));
        assert_eq!(error("class a = x {a}"), Problem::ClassHolds("a".to_owned()));
        assert_eq!(error("class a = <app>"), Problem::ClassHolds("a".to_owned()));
    }

    #[test]
    fn a_slot_says_how_it_is_read() {
        let clauses = Clauses::parse("slot sum amount amount = rs ?(?<amount>[0-9]+)").unwrap();
        assert_eq!(clauses.slots[0].definition.reading, ValueReading::Amount);
        let error = Clauses::parse("slot sum amount money = x").unwrap_err();
        assert_eq!(error.to_string(), "line 1: \"money\" is no way to read a value");
    }
}
