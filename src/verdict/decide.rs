//! The decision: one total table.
//!
//! In: what the sender is, whether the text speaks for an issuer, and how far
//! the proof got. Out: the [`Verdict`]. Read it from the top; the first row
//! that fits decides.

use crate::report::Verdict;
use crate::sender::SenderKind;

/// Everything the decision looks at.
#[derive(Clone, Copy, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "the columns of the table below")]
pub(crate) struct Facts {
    /// Where the message says it comes from.
    pub(crate) sender: SenderKind,
    /// The text speaks for an electricity company.
    pub(crate) claims: bool,
    /// A finding of severity `danger`, the sender's own kind aside.
    pub(crate) danger: bool,
    /// A finding of severity `warning`.
    pub(crate) warning: bool,
    /// Format proven, everything accounted for, list valid.
    pub(crate) proven: bool,
}

/// The verdict on `facts`.
#[expect(clippy::match_same_arms, reason = "one row a rule, in the order in which they are read")]
pub(crate) fn decide(facts: Facts) -> Verdict {
    use SenderKind::{Header, Lookalike, Near, Official, Phone, ShortCode, Unknown};
    use Verdict::{Genuine, Suspicious, Unconfirmed, Unrelated};
    //     sender                        claims danger warning proven
    match (facts.sender, facts.claims, facts.danger, facts.warning, facts.proven) {
        // An official sender: proven, dangerous, or neither.
        (Official(_), _, true, _, _) => Suspicious,
        (Official(_), _, false, false, true) => Genuine,
        (Official(_), _, false, _, _) => Unconfirmed,
        // An imitation of one is an attack as soon as it wants something.
        (Lookalike(_) | Near(_), true, _, _, _) => Suspicious,
        (Lookalike(_), false, true, _, _) => Suspicious,
        (Lookalike(_), false, false, _, _) => Unconfirmed,
        // Anyone else who does not speak for the company is left alone.
        (_, false, _, _, _) => Unrelated,
        // Companies do not write from phones.
        (Phone | Unknown, true, _, _, _) => Suspicious,
        // Another business may speak of the bill, as long as it is harmless.
        (Header | ShortCode, true, true, _, _) => Suspicious,
        (Header | ShortCode, true, false, _, _) => Unconfirmed,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// For each kind of sender, the verdicts on every combination of claims, danger, warning and proven, in the order
    /// of binary numbers: genuine, unconfirmed, suspicious, or `-` for unrelated.
    const ROWS: [(SenderKind, &str); 7] = [
        (SenderKind::Official(0), "UGUUSSSS UGUUSSSS"),
        (SenderKind::Lookalike(0), "UUUUSSSS SSSSSSSS"),
        (SenderKind::Near(0), "-------- SSSSSSSS"),
        (SenderKind::Header, "-------- UUUUSSSS"),
        (SenderKind::ShortCode, "-------- UUUUSSSS"),
        (SenderKind::Phone, "-------- SSSSSSSS"),
        (SenderKind::Unknown, "-------- SSSSSSSS"),
    ];

    #[test]
    fn every_row_of_the_table() {
        for (sender, verdicts) in ROWS {
            let verdicts: Vec<char> = verdicts.chars().filter(|c| *c != ' ').collect();
            assert_eq!(verdicts.len(), 16);
            for (number, expected) in verdicts.into_iter().enumerate() {
                let column = |bit: usize| number >> bit & 1 == 1;
                let (claims, danger, warning, proven) = (column(3), column(2), column(1), column(0));
                let letter = match decide(Facts { sender, claims, danger, warning, proven }) {
                    Verdict::Genuine => 'G',
                    Verdict::Unconfirmed => 'U',
                    Verdict::Suspicious => 'S',
                    Verdict::Unrelated => '-',
                };
                assert_eq!(letter, expected, "{sender:?} {number:04b}");
            }
        }
    }
}
