//! What evidence is made of: concepts, findings, and the sender.
//!
//! In: a concept, a finding's code or a sender. Out: a [`Piece`], and sets of
//! them. A piece has a name, by which the weights and reports call it.

use super::{FindingCode, SenderClass};
use crate::words::{Concept, Concepts};
use rustc_hash::FxHashMap;
use std::fmt;

/// One piece of evidence that a message speaks for a company.
///
/// ```
/// use asli::Piece;
///
/// let piece: Piece = "finding:phone_number".parse()?;
/// assert_eq!(piece.to_string(), "finding:phone_number");
/// assert!("finding:nonsense".parse::<Piece>().is_err());
/// # Ok::<(), asli::UnknownPiece>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Piece(u8);

/// No piece of evidence has this name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no piece of evidence has this name")]
pub struct UnknownPiece;

/// The first of the findings; concepts stand before.
const FINDINGS: u8 = 64;
/// The first of the senders.
const SENDERS: u8 = 119;
const NAMES_OF_SENDERS: [&str; 8] =
    ["official", "lookalike", "near", "header", "utility", "phone", "short_code", "unknown"];
const _: () = assert!(Concept::ALL.len() <= FINDINGS as usize);
const _: () = assert!(FindingCode::ALL.len() <= (SENDERS - FINDINGS) as usize);

impl Piece {
    /// So many numbers of pieces there are.
    pub(crate) const COUNT: usize = 128;

    /// The letters of the text, whatever the words.
    pub const WORDING: Self = Self(127);

    /// Every piece.
    pub fn all() -> impl Iterator<Item = Self> {
        (0..=u8::MAX / 2).map(Self).filter(|piece| piece.parts().is_some())
    }

    pub(crate) const fn concept(concept: Concept) -> Self {
        Self(concept as u8)
    }

    pub(crate) const fn finding(code: FindingCode) -> Self {
        Self(FINDINGS + code as u8)
    }

    /// The class of a sender; a header that the list has for another utility is a class of its own.
    pub(crate) fn sender(class: SenderClass, is_utility: bool) -> Self {
        Self(
            SENDERS
                + match class {
                    SenderClass::Official => 0,
                    SenderClass::Lookalike => 1,
                    SenderClass::Near => 2,
                    SenderClass::Header if is_utility => 4,
                    SenderClass::Header => 3,
                    SenderClass::Phone => 5,
                    SenderClass::ShortCode => 6,
                    SenderClass::Unknown => 7,
                },
        )
    }

    /// Its number, below [`Self::COUNT`].
    pub(crate) fn number(self) -> usize {
        self.0.into()
    }

    /// What it is; a piece that has no name here is the wording's.
    pub(crate) fn named(self) -> Named {
        let at = |first: u8| usize::from(self.0 - first);
        match self.0 {
            127 => Named::Wording,
            SENDERS.. if self.0 == SENDERS => Named::OfficialSender,
            SENDERS.. => Named::OtherSender,
            FINDINGS.. => FindingCode::ALL.get(at(FINDINGS)).map_or(Named::Wording, |code| Named::Finding(*code)),
            _ => Concept::ALL.get(at(0)).map_or(Named::Wording, |concept| Named::Concept(*concept)),
        }
    }

    /// What kind of piece it is, and its name there.
    pub(crate) fn parts(self) -> Option<(&'static str, &'static str)> {
        let at = |first: u8| usize::from(self.0 - first);
        match self.0 {
            127 => Some(("", "wording")),
            SENDERS.. => NAMES_OF_SENDERS.get(at(SENDERS)).map(|name| ("sender", *name)),
            FINDINGS.. => FindingCode::ALL.get(at(FINDINGS)).map(|code| ("finding", code.code())),
            _ => Concept::ALL.get(at(0)).map(|concept| ("", concept.name())),
        }
    }
}

/// What a piece is, for the texts that say it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Named {
    Concept(Concept),
    Finding(FindingCode),
    OfficialSender,
    OtherSender,
    Wording,
}

impl Piece {
    /// Every piece by its name: the weights of a list name hundreds.
    pub(crate) fn by_name() -> FxHashMap<String, Self> {
        Self::all().map(|piece| (piece.to_string(), piece)).collect()
    }
}

impl fmt::Display for Piece {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.parts() {
            Some(("", name)) => f.write_str(name),
            Some((kind, name)) => write!(f, "{kind}:{name}"),
            None => Ok(()),
        }
    }
}

impl std::str::FromStr for Piece {
    type Err = UnknownPiece;

    /// Reads a piece's name.
    ///
    /// # Errors
    /// [`UnknownPiece`].
    fn from_str(name: &str) -> Result<Self, Self::Err> {
        let (kind, name) = name.split_once(':').unwrap_or(("", name));
        Self::all().find(|piece| piece.parts() == Some((kind, name))).ok_or(UnknownPiece)
    }
}

/// A set of pieces.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Pieces(u128);

impl Pieces {
    pub(crate) const fn of(pieces: &[Piece]) -> Self {
        let (mut set, mut at) = (0, 0);
        while at < pieces.len() {
            set |= 1 << pieces[at].0;
            at += 1;
        }
        Self(set)
    }

    pub(crate) const fn of_concepts(concepts: Concepts) -> Self {
        Self(concepts.bits() as u128)
    }

    pub(crate) const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    pub(crate) const fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    pub(crate) const fn common(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// Whether every piece of `others` is in the set.
    pub(crate) const fn holds(self, others: Self) -> bool {
        self.0 & others.0 == others.0
    }

    pub(crate) const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// How many pieces there are.
    pub(crate) const fn len(self) -> u32 {
        self.0.count_ones()
    }

    /// Its pieces, in order.
    pub(crate) fn iter(self) -> impl Iterator<Item = Piece> {
        let mut rest = self.0;
        std::iter::from_fn(move || {
            let piece = u8::try_from(rest.trailing_zeros()).ok().filter(|_| rest != 0).map(Piece)?;
            rest &= rest - 1;
            Some(piece)
        })
    }
}

impl From<Concepts> for Pieces {
    fn from(concepts: Concepts) -> Self {
        Self::of_concepts(concepts)
    }
}

impl From<Piece> for Pieces {
    fn from(piece: Piece) -> Self {
        Self::of(&[piece])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_piece_has_a_name_of_its_own() {
        assert!(Piece::all().count() > 60);
        for piece in Piece::all() {
            assert_eq!(piece.to_string().parse(), Ok(piece));
        }
        assert_eq!("".parse::<Piece>(), Err(UnknownPiece));
        assert_eq!("sender:wording".parse::<Piece>(), Err(UnknownPiece));
    }

    #[test]
    fn a_set_holds_its_pieces() {
        let (kyc, number) = (Piece::concept(Concept::Kyc), Piece::finding(FindingCode::PhoneNumber));
        let both = Pieces::of(&[kyc, number]);
        assert!(both.holds(kyc.into()) && !Pieces::from(kyc).holds(both));
        assert_eq!(both.iter().collect::<Vec<_>>(), [kyc, number]);
        assert_eq!(both.without(kyc.into()), number.into());
    }
}
