//! The parts of a message, sentence by sentence.
//!
//! In: the parts in their order. Out: the runs of them that no end of a sentence parts.

use super::parse::Read;
use super::stops::is_sentence_end;
use crate::detect::Input;

/// The parts, sentence by sentence.
pub(super) fn sentences<'p>(input: &Input<'_>, parts: &'p [Read]) -> impl Iterator<Item = &'p [Read]> {
    parts.chunk_by(|part, next| !is_sentence_end(input, part.tokens.end..next.tokens.start))
}
