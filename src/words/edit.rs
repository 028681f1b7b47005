//! How far apart two words are.
//!
//! In: two words. Out: whether at most so many edits (insert, delete, replace,
//! swap neighbours: optimal string alignment) lie between them.

/// Whether at most `most` edits turn `a` into `b`. `strsim` gives the distance;
/// lengths too far apart are answered without it.
pub(crate) fn distance_within(a: &str, b: &str, most: usize) -> bool {
    let (short, long) = (a.chars().count(), b.chars().count());
    short.abs_diff(long) <= most && strsim::osa_distance(a, b) <= most
}
