//! How far apart two words are.
//!
//! In: two words. Out: whether at most so many edits (insert, delete, replace,
//! swap neighbours: optimal string alignment) lie between them.

/// Whether at most `most` edits turn `a` into `b`. What they begin and end with
/// alike takes no edit; `strsim` gives the distance of what is left, where that
/// is not plain to see.
pub(crate) fn distance_within(a: &str, b: &str, most: usize) -> bool {
    let (a, b) = without_common_ends(a, b);
    let (left, right) = (a.chars().count(), b.chars().count());
    match (left.min(right), left.max(right)) {
        (0, longer) => longer <= most,
        (1, 1) => most >= 1,
        (_, longer) if left.abs_diff(right) > most || most == 1 && longer > 2 => false,
        _ => strsim::osa_distance(a, b) <= most,
    }
}

fn without_common_ends<'a>(a: &'a str, b: &'a str) -> (&'a str, &'a str) {
    let begin: usize = a.chars().zip(b.chars()).take_while(|(a, b)| a == b).map(|(c, _)| c.len_utf8()).sum();
    let (a, b) = (&a[begin..], &b[begin..]);
    let end: usize = a.chars().rev().zip(b.chars().rev()).take_while(|(a, b)| a == b).map(|(c, _)| c.len_utf8()).sum();
    (&a[..a.len() - end], &b[..b.len() - end])
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn agrees_with_the_whole_distance(a in "[abक]{0,7}", b in "[abक]{0,7}", most in 0..4_usize) {
            prop_assert_eq!(distance_within(&a, &b, most), strsim::osa_distance(&a, &b) <= most);
        }
    }
}
