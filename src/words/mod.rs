//! Words: every word and phrase the signed list knows, and reading a text by them.
//!
//! In: the list's terms, and a folded [`Text`](crate::text::Text). Out: a
//! [`Reading`]: for each word of the text what it means, first exactly, then
//! (for danger only) through misspelling, splitting, gluing and leet.

mod build;
mod concept;
mod edit;
mod fuzzy;
mod index;
mod leet;
mod letters;
mod loose;
mod mentions;
mod near;
mod reading;
mod sketch;
mod spelling;
mod spelt;
#[cfg(test)]
mod tests;

pub(crate) use build::Builder;
pub(crate) use concept::{Concept, Concepts};
pub(crate) use edit::distance_within;
pub(crate) use mentions::{Mention, Mentions};
pub(crate) use reading::{Hit, LONGEST_HIT, Reading, WordAt};

use crate::text::Text;
use bumpalo::Bump;
pub(crate) use spelling::Names;
use spelling::{Spellings, hash};

/// A word the list knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct WordId(u16);

impl WordId {
    /// A word the list does not know.
    pub(crate) const UNKNOWN: Self = Self(u16::MAX);
    /// A word of the clauses that means nothing by itself.
    pub(crate) const OF_CLAUSES: Self = Self(u16::MAX - 1);

    pub(crate) fn is_known(self) -> bool {
        self != Self::UNKNOWN
    }
}

/// Every word and phrase of one list, compiled for look-up.
#[derive(Debug)]
pub(crate) struct Words {
    spellings: Spellings,
    info: Vec<WordInfo>,
    phrases: Vec<Phrase>,
    /// The words of the phrases after their first.
    rests: Vec<WordId>,
    near: near::FuzzyIndex,
}

/// What one word means by itself, and the phrases it begins.
#[derive(Clone, Debug, Default)]
pub(crate) struct WordInfo {
    pub(crate) concepts: Concepts,
    /// It is a number word; index into the list's numbers.
    pub(crate) number: Option<u8>,
    /// It is the subject of a claim, or begins a phrase that is.
    begins_subject: bool,
    /// The first of the phrases that begin with it.
    phrases: u32,
    /// How many of them are for each [`Use`] or one before it.
    uses: [u16; Use::COUNT],
}

/// Which readers a phrase is for. Phrases of one word stand in this order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Use {
    /// Concepts.
    Concept,
    /// Names that are concepts too.
    Name,
    /// Labels, triggers, apps and date words.
    Mention,
}

impl Use {
    const COUNT: usize = 3;
}

/// A phrase, possibly of one word, and its meaning.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Phrase {
    pub(crate) meaning: Meaning,
    /// Its second word, if it has one: most texts differ there.
    next: WordId,
    /// Where the words after its first stand in [`Words::rests`], and how many there are.
    rest: u32,
    more: u16,
}

/// What a phrase stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Meaning {
    /// A concept, where the phrase has several words.
    Concept(Concept),
    /// The name of an issuer, by index among the list's.
    Issuer(u16),
    /// A name that speaks for all issuers of a group, by the group's index.
    Group(u16),
    /// An official app, by index.
    App(u16),
    /// Another utility, by index.
    Utility(u16),
    /// A label or unit of the format.
    Label(Label),
    /// A month, 1–12.
    Month(u8),
    /// A day of the week, Monday 0.
    Weekday(u8),
}

/// The labels and units of an issuer's slots.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Label {
    AccountNumber,
    SharedAccountNumber,
    Reference,
    LastDateBefore,
    LastDateAfter,
    Rebate,
    Direction,
    Amount,
    EnergyUnit,
    DurationUnit,
    Currency,
}

impl Words {
    /// The id of a folded word.
    pub(crate) fn id(&self, folded: &str) -> WordId {
        crate::steps::text(folded);
        self.spellings.id(folded, hash(folded.as_bytes()))
    }

    /// The known word of danger that `folded` comes closest to.
    fn closest(&self, folded: &str) -> Option<WordId> {
        crate::steps::text(folded);
        self.near.closest(folded, &self.spellings)
    }

    /// The spelling of a word that means something.
    #[cfg(test)]
    fn spelling(&self, id: WordId) -> &str {
        self.spellings.of(id)
    }

    /// The known word of danger that `folded` may be, damaged.
    fn loosely(&self, folded: &str) -> Option<WordId> {
        crate::steps::text(folded);
        self.near.loosely(folded, &self.spellings)
    }

    /// The known word of danger that `folded`, of three letters, may be, damaged; rather one that means something by
    /// itself or begins a subject, rather one as long, and rather a subject.
    fn shortly(&self, folded: &str) -> Option<WordId> {
        crate::steps::text(folded);
        self.near.short(folded, &self.spellings).min_by_key(|id| {
            let info = self.info(*id);
            let means = info.is_some_and(|info| !info.concepts.is_empty() || info.begins_subject);
            let subject = info.is_some_and(|info| info.concepts.has_any(Concepts::SUBJECT));
            (!means, self.spellings.of(*id).len(), !subject)
        })
    }

    /// The known word of danger that `run` shows, digits and marks standing for letters.
    fn seen_as(&self, run: &str) -> Option<WordId> {
        crate::steps::text(run);
        self.near.seen_as(run, &self.spellings)
    }

    /// Whether one of the words of `text`, from its end, begins a subject: it may be written backwards.
    pub(crate) fn may_be_backwards(&self, text: &Text<'_>, exact: &[WordAt]) -> bool {
        exact.iter().filter(|word| !word.id.is_known()).any(|word| {
            let folded = text.folded(&text.tokens()[word.token as usize]);
            crate::steps::text(folded);
            let from_end = || folded.chars().rev().collect::<String>();
            self.near.may_be_backwards(folded) && self.begins_subject(self.id(&from_end()))
        })
    }

    /// Whether any reading of `exact`, through any disguise, could have a subject. Never a wrong no.
    pub(crate) fn may_have_subject(&self, text: &Text<'_>, exact: &[WordAt], arena: &Bump) -> bool {
        fuzzy::may_have_subject(text, exact, self, arena)
    }

    /// Whether `word` reads as one that begins a subject, exactly or as the closest.
    fn reads_as_subject(&self, word: &str) -> bool {
        self.begins_subject(self.id(word)) || self.is_closest_to_subject(&[word])
    }

    /// Whether `word` may be one, damaged.
    fn is_loosely_subject(&self, word: &str) -> bool {
        self.near.is_loosely_subject(word, &self.spellings)
    }

    /// Whether `left` and `right` as one word do.
    fn joins_to_subject(&self, left: &str, right: &str) -> bool {
        let exact = || self.begins_subject(self.id(&[left, right].concat()));
        self.near.may_join_to_subject(left, right) && exact() || self.is_closest_to_subject(&[left, right])
    }

    fn is_closest_to_subject(&self, parts: &[&str]) -> bool {
        let closest = || self.closest(&parts.concat()).is_some_and(|id| self.begins_subject(id));
        self.near.may_be_subject(parts) && closest()
    }

    fn begins_subject(&self, id: WordId) -> bool {
        self.info(id).is_some_and(|info| info.begins_subject)
    }

    /// Whether the word, in lower case, means anything to the rules of danger, by itself or as the beginning of a phrase.
    pub(crate) fn means_danger(&self, word: &str) -> bool {
        self.is_of_danger(self.id(word))
    }

    fn is_of_danger(&self, id: WordId) -> bool {
        let concepts = self.info(id).is_some_and(|info| !info.concepts.is_empty());
        concepts || self.phrases(id).iter().any(|phrase| phrase.meaning.is_of_danger())
    }

    /// What a word means; nothing for an unknown one.
    pub(crate) fn info(&self, id: WordId) -> Option<&WordInfo> {
        self.info.get(usize::from(id.0))
    }

    /// Phrases that begin with `id`; of one use, the longest first.
    pub(crate) fn phrases(&self, id: WordId) -> &[Phrase] {
        self.info(id).map_or(&[], |info| self.of(info, Use::Concept, Use::Mention))
    }

    /// Concepts, idioms first, and names that begin with a word.
    fn concepts(&self, info: &WordInfo) -> &[Phrase] {
        self.of(info, Use::Concept, Use::Name)
    }

    /// Names, labels, triggers, apps and date words that begin with a word.
    fn mentions(&self, info: &WordInfo) -> &[Phrase] {
        self.of(info, Use::Name, Use::Mention)
    }

    fn of(&self, info: &WordInfo, first: Use, last: Use) -> &[Phrase] {
        let start = info.phrases as usize;
        let before = if first == Use::Concept { 0 } else { info.uses[first as usize - 1] };
        &self.phrases[start + usize::from(before)..start + usize::from(info.uses[last as usize])]
    }

    /// How many words `phrase` has, where the words after the first are `rest`; `None` where they differ.
    pub(crate) fn matches(&self, phrase: &Phrase, rest: &[WordAt]) -> Option<usize> {
        crate::steps::step();
        let more = usize::from(phrase.more);
        if more == 0 {
            return Some(1);
        }
        let words = rest.get(..more).filter(|words| words[0].id == phrase.next)?;
        let start = phrase.rest as usize;
        words.iter().map(|word| word.id).eq(self.rests[start..start + more].iter().copied()).then_some(more + 1)
    }
}

impl Phrase {
    /// Whether it has one word.
    pub(crate) fn is_one_word(&self) -> bool {
        self.more == 0
    }
}

impl WordInfo {
    /// By itself it means what only talk says, and nothing else; it begins no subject.
    fn is_only_talk(&self) -> bool {
        let other = self.concepts.without(Concepts::TALK);
        !self.concepts.is_empty() && other.is_empty() && !self.begins_subject
    }

    /// Neither a concept nor a number nor the beginning of a concept's phrase or a name.
    fn means_nothing(&self) -> bool {
        self.concepts.is_empty() && self.number.is_none() && self.uses[Use::Name as usize] == 0
    }
}

impl Meaning {
    /// Whether it is what a claim could be about.
    fn is_subject(self) -> bool {
        match self {
            Self::Concept(concept) => Concepts::SUBJECT.has(concept),
            Self::Issuer(_) | Self::Group(_) => true,
            _ => false,
        }
    }

    /// Whether it names a company or an app.
    pub(crate) fn is_name(self) -> bool {
        matches!(self, Self::Issuer(_) | Self::Group(_) | Self::App(_) | Self::Utility(_))
    }

    /// Whether it is words that together mean none of what they mean alone.
    fn is_idiom(self) -> bool {
        self == Self::Concept(Concept::Idiom)
    }

    /// Whether the fuzzy reading looks for it.
    fn is_of_danger(self) -> bool {
        matches!(self, Self::Concept(_) | Self::Issuer(_) | Self::Group(_))
    }

    fn is_for(self) -> Use {
        match self {
            Self::Concept(_) => Use::Concept,
            Self::Issuer(_) | Self::Group(_) | Self::Utility(_) => Use::Name,
            Self::App(_) | Self::Label(_) | Self::Month(_) | Self::Weekday(_) => Use::Mention,
        }
    }
}
