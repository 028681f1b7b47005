//! Small clause files, for the target `clauses`.
//!
//! In: the clauses of a list. Out: for each chunk a text with what it needs, and a message that it reads behind a NUL.

use asli::list::schema::{Clauses, Frame, Named, Pattern, ValueReading};
use std::collections::BTreeSet;

/// The longest seed, in bytes.
const MOST: usize = 1200;
/// A seed for each chunk, in the first frame that has it, where it is short enough.
pub(super) fn seeds(text: &str) -> anyhow::Result<Vec<String>> {
    let clauses = Clauses::parse(text)?;
    let (mut known, mut seeds) = (BTreeSet::new(), Vec::new());
    for frame in &clauses.frames {
        for name in frame.needs.iter().flatten().chain(&frame.may).filter(|name| known.insert(name.as_str())) {
            let of_name = clauses.chunks.iter().filter(|chunk| chunk.name == *name);
            let shortest = of_name.map(|chunk| with_needs(&clauses, frame, chunk)).min_by_key(String::len);
            seeds.extend(shortest.filter(|seed| seed.len() <= MOST));
        }
    }
    Ok(seeds)
}

/// The chunk with the classes and slots that it names, a frame of it, and a message.
fn with_needs(clauses: &Clauses, frame: &Frame, chunk: &Named<Pattern>) -> String {
    let mut seed = Seed { clauses, known: BTreeSet::new(), lines: Vec::new() };
    seed.needs(&chunk.definition);
    let Named { name, definition, .. } = chunk;
    let message = seed.message(definition);
    let (lines, kinds) = (seed.lines.concat(), frame.kinds.join(" "));
    format!("{lines}chunk {name} = {definition}\nframe {} ({kinds}): {name}\napart {name}\n\0{message}", frame.name)
}

struct Seed<'c> {
    clauses: &'c Clauses,
    /// The classes and slots that stand in `lines`.
    known: BTreeSet<&'c str>,
    lines: Vec<String>,
}

impl<'c> Seed<'c> {
    /// Adds what the pattern names.
    fn needs(&mut self, pattern: &'c Pattern) {
        match pattern {
            Pattern::Word(_) => {}
            Pattern::Class(name) => {
                let is_new = self.known.insert(name);
                let class = self.clauses.classes.iter().find(|class| class.name == *name);
                if let Some(class) = class.filter(|_| is_new) {
                    self.needs(&class.definition);
                    self.lines.push(format!("class {name} = {}\n", class.definition));
                }
            }
            Pattern::Slot(name) => {
                let is_new = self.known.insert(name);
                let slots = self.clauses.slots.iter().filter(|slot| slot.name == *name);
                // A form that another slot has would need that one too.
                if let Some(slot) =
                    slots.clone().find(|slot| !slot.definition.pattern.starts_with('@')).filter(|_| is_new)
                {
                    let form = &slot.definition;
                    let reading = form.reading.name();
                    self.lines.push(format!("slot {name} {} {reading} = {}\n", form.element, form.pattern));
                }
            }
            Pattern::Element { words, .. } => self.needs(words),
            Pattern::Optional(inner) => self.needs(inner),
            Pattern::Sequence(all) | Pattern::Alternatives(all) => all.iter().for_each(|part| self.needs(part)),
        }
    }

    /// What the pattern reads, by the first of its alternatives.
    fn message(&self, pattern: &Pattern) -> String {
        match pattern {
            Pattern::Word(word) => word.clone(),
            Pattern::Class(name) => {
                let class = self.clauses.classes.iter().find(|class| class.name == *name);
                class.map_or_else(String::new, |class| self.message(&class.definition))
            }
            Pattern::Slot(name) => self.value(name).to_owned(),
            Pattern::Element { words, .. } => self.message(words),
            Pattern::Optional(inner) => self.message(inner),
            Pattern::Sequence(all) => all.iter().map(|part| self.message(part)).collect::<Vec<_>>().join(" "),
            Pattern::Alternatives(all) => all.first().map_or_else(String::new, |part| self.message(part)),
        }
    }

    /// A value of the slot.
    fn value(&self, name: &str) -> &'static str {
        let slot = self.clauses.slots.iter().find(|slot| slot.name == name);
        match slot.map(|slot| slot.definition.reading) {
            Some(ValueReading::Date) => "10/12/2026",
            Some(ValueReading::Month) => "Nov 2026",
            Some(ValueReading::Amount) => "Rs 1,248.50",
            Some(ValueReading::Percent) => "1.5%",
            Some(ValueReading::Digits) => "123456789",
            Some(ValueReading::Number) => "7",
            Some(ValueReading::Time) => "9.30 pm",
            Some(ValueReading::Text) => "RC2048",
            None => match name {
                "app" => "Suvidha",
                "site" => "sbpdcl.co.in",
                _ => "SBPDCL",
            },
        }
    }
}
