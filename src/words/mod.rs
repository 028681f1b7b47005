//! Words: every word and phrase the signed list knows, and reading a text by them.
//!
//! In: the list's terms, and a folded [`Text`](crate::text::Text). Out: a
//! [`Reading`]: for each word of the text what it means, first exactly, then
//! (for danger only) through misspelling, splitting, gluing and leet.

mod build;
mod concept;
mod edit;
mod fuzzy;
mod mentions;
mod reading;

pub(crate) use build::Builder;
pub(crate) use concept::{Concept, Concepts};
pub(crate) use edit::distance_within;
pub(crate) use mentions::{Mention, Mentions};
pub(crate) use reading::{Hit, Reading, WordAt};

use rustc_hash::{FxHashMap, FxHashSet};

/// A word the list knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct WordId(u16);

impl WordId {
    /// A word the list does not know.
    pub(crate) const UNKNOWN: Self = Self(u16::MAX);

    pub(crate) fn is_known(self) -> bool {
        self != Self::UNKNOWN
    }
}

/// No ending has more characters.
const LONGEST_ENDING: usize = 8;

/// Every word and phrase of one list, compiled for look-up.
#[derive(Debug)]
pub(crate) struct Words {
    ids: FxHashMap<Box<str>, WordId>,
    info: Vec<WordInfo>,
    phrases: Vec<Phrase>,
    /// What may follow a stem of the vocabulary.
    endings: FxHashSet<Box<str>>,
    fuzzy: fuzzy::FuzzyIndex,
}

/// What one word means by itself, and the phrases it begins.
#[derive(Clone, Debug, Default)]
pub(crate) struct WordInfo {
    pub(crate) concepts: Concepts,
    /// It may stand in a genuine message.
    pub(crate) vocabulary: bool,
    /// With an ending, it may stand in a genuine message.
    stem: bool,
    /// It is a number word; index into the list's numbers.
    pub(crate) number: Option<u8>,
    /// Phrases that begin with it: the first of them, and how many there are of each [`Use`].
    phrases: u32,
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
    /// Vocabulary.
    Vocabulary,
}

impl Use {
    const COUNT: usize = 4;
}

/// A phrase, possibly of one word, and its meaning.
#[derive(Clone, Debug)]
pub(crate) struct Phrase {
    rest: Box<[WordId]>,
    pub(crate) meaning: Meaning,
}

/// What a phrase stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Meaning {
    /// A concept, where the phrase has several words.
    Concept(Concept),
    /// Several words of the vocabulary.
    Vocabulary,
    /// The name of an issuer, by index; `None` for a name of the group.
    Issuer(Option<u8>),
    /// An official app, by index.
    App(u8),
    /// Another utility, by index.
    Utility(u8),
    /// A label or unit of the format.
    Label(Label),
    /// A trigger of a message kind, by index.
    Trigger(u8),
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
    Saving,
    Surcharge,
    Direction,
    Via,
    Amount,
    AppWord,
    EnergyUnit,
    Reading,
    DurationUnit,
    Currency,
}

impl Words {
    /// The id of a folded word.
    pub(crate) fn id(&self, folded: &str) -> WordId {
        self.ids.get(folded).copied().unwrap_or(WordId::UNKNOWN)
    }

    /// What a word means; nothing for an unknown one.
    pub(crate) fn info(&self, id: WordId) -> Option<&WordInfo> {
        self.info.get(usize::from(id.0))
    }

    /// Whether `folded`, which is no word of the list, is a stem of the vocabulary with an ending.
    pub(crate) fn is_inflected(&self, folded: &str) -> bool {
        let cuts = folded.char_indices().rev().map(|(cut, _)| cut).take(LONGEST_ENDING);
        let is_stem = |stem: &str| self.info(self.id(stem)).is_some_and(|info| info.stem);
        cuts.filter(|cut| *cut > 1).any(|cut| {
            let (stem, ending) = folded.split_at(cut);
            self.endings.contains(ending) && is_stem(stem)
        })
    }

    /// Phrases that begin with `id`; of one use, the longest first.
    pub(crate) fn phrases(&self, id: WordId) -> &[Phrase] {
        self.info(id).map_or(&[], |info| self.of(info, Use::Concept, Use::Vocabulary))
    }

    /// Concepts and names that begin with a word.
    fn concepts(&self, info: &WordInfo) -> &[Phrase] {
        self.of(info, Use::Concept, Use::Name)
    }

    /// Names, labels, triggers, apps and date words that begin with a word.
    fn mentions(&self, info: &WordInfo) -> &[Phrase] {
        self.of(info, Use::Name, Use::Mention)
    }

    /// Runs of vocabulary that begin with a word.
    pub(crate) fn vocabulary(&self, info: &WordInfo) -> &[Phrase] {
        self.of(info, Use::Vocabulary, Use::Vocabulary)
    }

    fn of(&self, info: &WordInfo, first: Use, last: Use) -> &[Phrase] {
        let count = |uses: &[u16]| uses.iter().map(|count| usize::from(*count)).sum::<usize>();
        let start = info.phrases as usize + count(&info.uses[..first as usize]);
        &self.phrases[start..start + count(&info.uses[first as usize..=last as usize])]
    }
}

impl Meaning {
    fn is_for(self) -> Use {
        match self {
            Self::Concept(_) => Use::Concept,
            Self::Issuer(_) | Self::Utility(_) => Use::Name,
            Self::Vocabulary => Use::Vocabulary,
            Self::App(_) | Self::Label(_) | Self::Trigger(_) | Self::Month(_) | Self::Weekday(_) => Use::Mention,
        }
    }
}

impl Phrase {
    /// How many words it has, where the words after the first are `rest`; `None` where they differ.
    pub(crate) fn matches(&self, rest: &[WordAt]) -> Option<usize> {
        let words = rest.get(..self.rest.len())?;
        words.iter().map(|word| word.id).eq(self.rest.iter().copied()).then_some(self.rest.len() + 1)
    }
}
