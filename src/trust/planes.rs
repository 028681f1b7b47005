//! Numbers laid out so that LZ4 finds more of them alike, and the way back. `build.rs` uses this file too.
//!
//! In: a file of the built-in list, unpacked, and the form of each of its parts. Out: the file. The compiled clauses are
//! tables of numbers of two and of four bytes, whose upper bytes hardly change from one to the next: side by side they
//! take a byte in place of many.

/// The bytes of a part, which has a form of its own; the last part may be shorter.
pub(crate) const PART: usize = 8192;

/// How a part is laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// As it is.
    Whole,
    /// All first bytes of its numbers of two bytes, then all second ones.
    Pairs,
    /// The same with numbers of four bytes.
    Quads,
    /// As [`Form::Pairs`], and each byte is what must be added to that of the number before.
    PairSteps,
    /// As [`Form::Quads`], and each byte is what must be added to that of the number before.
    QuadSteps,
}

impl Form {
    /// Bytes of a number.
    pub(crate) fn width(self) -> usize {
        match self {
            Self::Whole => 1,
            Self::Pairs | Self::PairSteps => 2,
            Self::Quads | Self::QuadSteps => 4,
        }
    }

    pub(crate) fn holds_steps(self) -> bool {
        matches!(self, Self::PairSteps | Self::QuadSteps)
    }
}

/// Puts each part back in its own order. Bytes behind a part's last whole number were never moved.
pub(crate) fn restore(content: &mut [u8], forms: &[Form]) {
    let mut copy = [0; PART];
    for (part, form) in content.chunks_mut(PART).zip(forms) {
        let planes = &mut copy[..part.len()];
        planes.copy_from_slice(part);
        match form.width() {
            2 => join::<2>(planes, part, form.holds_steps()),
            4 => join::<4>(planes, part, form.holds_steps()),
            _ => {}
        }
    }
}

/// Puts the bytes of each number side by side, in one pass over the part: a phone does this at each start.
fn join<const WIDTH: usize>(planes: &[u8], part: &mut [u8], holds_steps: bool) {
    let numbers = part.len() / WIDTH;
    let (joined, rest) = part.as_chunks_mut::<WIDTH>();
    let mut planes = planes.chunks_exact(numbers.max(1));
    let planes: [&[u8]; WIDTH] = std::array::from_fn(|_| planes.next().unwrap_or_default());
    let mut before = [0_u8; WIDTH];
    for (at, number) in joined.iter_mut().enumerate() {
        for (byte, plane) in before.iter_mut().zip(planes) {
            let own = plane.get(at).copied().unwrap_or_default();
            *byte = if holds_steps { byte.wrapping_add(own) } else { own };
        }
        *number = before;
    }
    if holds_steps {
        for (byte, before) in rest.iter_mut().zip(before) {
            *byte = byte.wrapping_add(before);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn restored(laid_out: &[u8], form: Form) -> Vec<u8> {
        let mut content = laid_out.to_vec();
        restore(&mut content, &[form]);
        content
    }

    #[test]
    fn bytes_go_back_to_their_numbers() {
        assert_eq!(restored(&[1, 2, 3, 4, 5], Form::Whole), [1, 2, 3, 4, 5]);
        assert_eq!(restored(&[1, 3, 2, 4], Form::Pairs), [1, 2, 3, 4]);
        assert_eq!(restored(&[1, 5, 2, 6, 3, 7, 4, 8], Form::Quads), [1, 2, 3, 4, 5, 6, 7, 8]);
    }

    #[test]
    fn bytes_behind_the_last_whole_number_stay() {
        assert_eq!(restored(&[1, 3, 2, 4, 9], Form::Pairs), [1, 2, 3, 4, 9]);
        assert_eq!(restored(&[1, 2, 3], Form::Quads), [1, 2, 3]);
        assert!(restored(&[], Form::Quads).is_empty());
    }

    #[test]
    fn steps_are_added_up() {
        assert_eq!(restored(&[250, 10, 0, 1, 5], Form::PairSteps), [250, 0, 4, 1, 9]);
        assert_eq!(restored(&[7, 1, 0, 0, 0, 0, 0, 0], Form::QuadSteps), [7, 0, 0, 0, 8, 0, 0, 0]);
    }

    #[test]
    fn each_part_has_a_form_of_its_own() {
        let mut content = vec![0; PART + 4];
        content[1] = 5;
        content[PART..].copy_from_slice(&[1, 3, 2, 4]);
        restore(&mut content, &[Form::Quads, Form::Pairs]);
        assert_eq!((content[1], content[4]), (0, 5));
        assert_eq!(content[PART..], [1, 2, 3, 4]);
    }
}
