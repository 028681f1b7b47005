//! How much each piece of evidence weighs: `common/claim.json`, compiled.
//!
//! In: the verified [`ClaimWeights`]. Out: [`Weights`], or a [`RulesError`] that
//! names the place. What may never lower the score cannot be written down with
//! a sign: combinations only add, and talk only takes away.

use super::check_schema;
use crate::documents::{ClaimWeights, Combination, RulesError};
use crate::report::{Piece, Pieces};

/// The weights of one list.
#[derive(Debug)]
pub(crate) struct Weights {
    /// A message speaks for a company from this many points.
    pub(crate) threshold: i32,
    /// So many points of wording make a message worth reading that names no subject.
    pub(crate) alone: i32,
    pub(crate) grams: Grams,
    senders: Vec<(Piece, i32)>,
    combinations: Combinations,
    /// Concepts of talk, and what each takes away.
    talk: Vec<(Pieces, u16)>,
}

/// Sets of pieces, and what each adds where all of it is there.
///
/// A set is looked at where its first piece is there: of some six hundred sets that is a few dozen for a message.
#[derive(Debug)]
struct Combinations {
    /// In the order of their first pieces.
    all: Vec<(Pieces, u16)>,
    /// For each piece, how many begin with one before it.
    begin: Box<[usize; Piece::COUNT + 1]>,
}

/// The weights of runs of letters, by their hash.
#[derive(Debug)]
pub(crate) struct Grams {
    /// One character a weight, as it is written in the list.
    table: Box<[u8]>,
    step: u8,
}

/// The character of a weight of zero; the others lie on both sides of it.
const ZERO: u8 = b'?';
/// The largest weight, in steps. `"` and `\` are no weights: JSON would escape them.
const MOST: u8 = 28;
/// The most weights that are read.
const MOST_GRAMS: usize = 1 << 16;

impl Weights {
    /// Compiles verified weights.
    pub(crate) fn new(document: ClaimWeights) -> Result<Self, RulesError> {
        check_schema("claim", document.schema)?;
        let pieces = Piece::by_name();
        let piece = |name: &str| pieces.get(name).copied().ok_or_else(|| invalid("claim.piece", name));
        let combination = |combination: &Combination| {
            let of = combination.of.iter().map(|name| piece(name)).collect::<Result<Vec<_>, _>>()?;
            Ok((Pieces::of(&of), combination.weight))
        };
        let combinations = document.combinations.iter().map(combination).collect::<Result<_, _>>()?;
        Ok(Self {
            threshold: document.threshold,
            alone: document.alone,
            senders: document
                .senders
                .iter()
                .map(|(name, weight)| Ok((piece(name)?, *weight)))
                .collect::<Result<_, _>>()?,
            combinations: Combinations::new(combinations)?,
            talk: document
                .talk
                .iter()
                .map(|(name, weight)| Ok((piece(name)?.into(), *weight)))
                .collect::<Result<_, _>>()?,
            grams: Grams::new(document.grams, document.step)?,
        })
    }

    /// What the sender adds or takes away.
    pub(crate) fn sender(&self, sender: Piece) -> i32 {
        self.senders.iter().find(|(piece, _)| *piece == sender).map_or(0, |(_, weight)| *weight)
    }

    /// The combinations of which all is in `pieces`, with what each adds.
    pub(crate) fn combinations(&self, pieces: Pieces) -> impl Iterator<Item = (Pieces, i32)> {
        let begun = pieces.iter().flat_map(|first| self.combinations.that_begin_with(first));
        let held = begun.inspect(|_| crate::steps::step()).filter(move |(of, _)| pieces.holds(*of));
        held.map(|(of, weight)| (*of, i32::from(*weight)))
    }

    /// What the talk in `pieces` takes away.
    pub(crate) fn talk(&self, pieces: Pieces) -> i32 {
        self.talk.iter().filter(|(of, _)| pieces.holds(*of)).map(|(_, weight)| i32::from(*weight)).sum()
    }
}

impl Combinations {
    /// Puts them in order; one of nothing is refused, as it would speak for any message.
    fn new(mut all: Vec<(Pieces, u16)>) -> Result<Self, RulesError> {
        let first = |of: &Pieces| of.iter().next().map_or(Piece::COUNT, Piece::number);
        all.sort_by_key(|(of, _)| first(of));
        if all.last().is_some_and(|(of, _)| of.is_empty()) {
            return Err(invalid("claim.combinations", ""));
        }
        let begin = std::array::from_fn(|piece| all.partition_point(|(of, _)| first(of) < piece));
        Ok(Self { all, begin: Box::new(begin) })
    }

    fn that_begin_with(&self, piece: Piece) -> &[(Pieces, u16)] {
        &self.all[self.begin[piece.number()]..self.begin[piece.number() + 1]]
    }
}

impl Grams {
    fn new(table: String, step: u8) -> Result<Self, RulesError> {
        let table = table.into_bytes().into_boxed_slice();
        let in_range = table.iter().fold(true, |all, b| all & (b.wrapping_sub(ZERO - MOST) <= 2 * MOST));
        if table.is_empty() || table.len() > MOST_GRAMS || !in_range {
            return Err(invalid("claim.grams", ""));
        }
        Ok(Self { table, step })
    }

    /// The weight of the run with this hash, in steps.
    pub(crate) fn weight(&self, hash: u32) -> i32 {
        let at = (u64::from(hash) * self.table.len() as u64) >> 32;
        self.table.get(at as usize).map_or(0, |b| i32::from(*b) - i32::from(ZERO))
    }

    /// Points in a step.
    pub(crate) fn step(&self) -> i32 {
        self.step.into()
    }
}

fn invalid(field: &'static str, value: &str) -> RulesError {
    RulesError::Value { field, value: value.to_owned() }
}
