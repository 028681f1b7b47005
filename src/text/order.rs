//! The order in which a body is seen.
//!
//! In: a body that shows its characters in another order than it holds them: it overrides the direction of
//! writing, is written backwards, or upside down. Out: an [`Order`]: the text as it is seen, and the way back.
//!
//! Of the bidirectional algorithm (UAX #9) only explicit overrides are followed (rules X1 to X8 and L2), as
//! they alone reverse Latin letters and digits; that needs no table of every character's direction.

use super::Place;
use bumpalo::Bump;
use bumpalo::collections::{String, Vec};

/// The character from which on everything is seen from right to left.
pub(super) const RIGHT_TO_LEFT: char = '\u{202e}';
/// The deepest level (UAX #9, BD2).
const DEEPEST: u8 = 125;

/// A body as it is seen.
#[derive(Debug)]
pub(super) struct Order<'a> {
    /// What is seen.
    pub(super) text: &'a str,
    /// For each character of it, in order, where it begins in `text` and where it stands in the body.
    places: Vec<'a, (u32, Place)>,
}

/// A character of the body and its place there.
type Placed = (char, Place);

impl<'a> Order<'a> {
    /// `body` as a screen shows it.
    pub(super) fn seen(body: &str, arena: &'a Bump) -> Self {
        let mut placed = placed(body, arena);
        let levels = levels(&placed, arena);
        let mut line = 0;
        for at in 0..=placed.len() {
            if at == placed.len() || ends_line(placed[at].0) {
                reorder(&mut placed[line..at], &levels[line..at]);
                line = at + 1;
            }
        }
        Self::of(&placed, arena)
    }

    /// `body` from its end.
    pub(super) fn backwards(body: &str, arena: &'a Bump) -> Self {
        let mut placed = placed(body, arena);
        placed.reverse();
        mirror(&mut placed);
        Self::of(&placed, arena)
    }

    /// `body` with each character turned by half a circle; from its end, or not.
    pub(super) fn turned(body: &str, from_end: bool, arena: &'a Bump) -> Self {
        let mut placed = placed(body, arena);
        if from_end {
            placed.reverse();
            mirror(&mut placed);
        }
        for (c, _) in &mut placed {
            *c = turned(*c);
        }
        Self::of(&placed, arena)
    }

    fn of(placed: &[Placed], arena: &'a Bump) -> Self {
        let mut text = String::with_capacity_in(placed.len(), arena);
        let mut found = Vec::with_capacity_in(placed.len(), arena);
        for (c, place) in placed {
            found.push((text.len() as u32, *place));
            text.push(*c);
        }
        Self { text: text.into_bump_str(), places: found }
    }

    /// The part of the body that holds all that is seen at `place`.
    pub(super) fn in_body(&self, place: Place) -> Place {
        let first = self.places.partition_point(|(start, _)| *start <= place.start).saturating_sub(1);
        let shown = self.places[first..]
            .iter()
            .inspect(|_| crate::steps::step())
            .take_while(|(start, _)| *start < place.end.max(place.start + 1));
        let mut places = shown.map(|(_, place)| *place);
        let Some(first) = places.next() else { return place };
        places.fold(first, |all, place| Place {
            start: all.start.min(place.start),
            end: all.end.max(place.end),
            utf16_start: all.utf16_start.min(place.utf16_start),
            utf16_end: all.utf16_end.max(place.utf16_end),
        })
    }
}

fn placed<'a>(body: &str, arena: &'a Bump) -> Vec<'a, Placed> {
    let mut placed = Vec::with_capacity_in(body.len(), arena);
    let (mut start, mut utf16_start) = (0, 0);
    for c in body.chars() {
        crate::steps::step();
        let (end, utf16_end) = (start + c.len_utf8() as u32, utf16_start + c.len_utf16() as u32);
        placed.push((c, Place { start, end, utf16_start, utf16_end }));
        (start, utf16_start) = (end, utf16_end);
    }
    placed
}

fn ends_line(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{85}' | '\u{2029}')
}

/// The level of each character: odd ones are seen from right to left.
fn levels<'a>(placed: &[Placed], arena: &'a Bump) -> Vec<'a, u8> {
    let mut levels = Vec::with_capacity_in(placed.len(), arena);
    // Level, whether it is overridden, whether an isolate began it.
    let mut open: Vec<'_, (u8, bool, bool)> = Vec::new_in(arena);
    let mut too_deep = 0_usize;
    for (c, _) in placed {
        crate::steps::step();
        let (level, overridden, _) = open.last().copied().unwrap_or((0, false, false));
        // Without an override, Latin letters and digits are seen from left to right at any level.
        levels.push(if overridden { level } else { level + level % 2 });
        let odd = match c {
            '\u{202b}' | '\u{202e}' | '\u{2067}' => true,
            '\u{202a}' | '\u{202d}' | '\u{2066}' | '\u{2068}' => false,
            '\u{202c}' | '\u{2069}' => {
                let isolate = *c == '\u{2069}';
                if too_deep > 0 {
                    too_deep -= 1;
                } else if isolate {
                    // The end of an isolate ends what began within it.
                    if let Some(begin) = open.iter().rposition(|(_, _, isolate)| *isolate) {
                        open.truncate(begin);
                    }
                } else if open.last().is_some_and(|(_, _, isolate)| !isolate) {
                    open.pop();
                }
                continue;
            }
            _ if ends_line(*c) => {
                open.clear();
                too_deep = 0;
                continue;
            }
            _ => continue,
        };
        let next = level + 1 + u8::from((level + 1) % 2 != u8::from(odd));
        if next > DEEPEST || too_deep > 0 {
            too_deep += 1;
        } else {
            open.push((next, matches!(c, '\u{202d}' | '\u{202e}'), matches!(c, '\u{2066}'..='\u{2068}')));
        }
    }
    levels
}

/// From the highest level to the lowest odd one, every run at that level or above is reversed (L2); what is
/// seen from right to left shows brackets the other way round (L4).
fn reorder(line: &mut [Placed], levels: &[u8]) {
    for (placed, level) in line.iter_mut().zip(levels) {
        if level % 2 == 1 {
            placed.0 = mirrored(placed.0);
        }
    }
    let Some(lowest_odd) = levels.iter().copied().filter(|level| level % 2 == 1).min() else { return };
    let mut found = [false; DEEPEST as usize + 2];
    for level in levels {
        found[usize::from(*level)] = true;
    }
    let mut levels = levels.to_vec();
    for level in (lowest_odd..=DEEPEST + 1).rev().filter(|level| found[usize::from(*level)]) {
        // Down to the next level that occurs, the same runs are reversed each time.
        let next = (lowest_odd..level).rev().find(|level| found[usize::from(*level)]).unwrap_or(lowest_odd - 1);
        if (level - next) % 2 == 0 {
            continue;
        }
        crate::steps::steps(line.len());
        let mut at = 0;
        while at < line.len() {
            let run = levels[at..].iter().take_while(|other| **other >= level).count();
            line[at..at + run].reverse();
            levels[at..at + run].reverse();
            at += run.max(1);
        }
    }
}

fn mirror(placed: &mut [Placed]) {
    for (c, _) in placed {
        *c = mirrored(*c);
    }
}

fn mirrored(c: char) -> char {
    match c {
        '(' => ')',
        ')' => '(',
        '[' => ']',
        ']' => '[',
        '{' => '}',
        '}' => '{',
        '<' => '>',
        '>' => '<',
        _ => c,
    }
}

/// What `c` is once it is turned by half a circle, where the fold table does not know it or knows another letter.
fn turned(c: char) -> char {
    TURNED.iter().find(|(from, _)| *from == c).map_or(c, |(_, to)| *to)
}

const TURNED: [(char, char); 44] = [
    ('b', 'q'),
    ('q', 'b'),
    ('d', 'p'),
    ('p', 'd'),
    ('n', 'u'),
    ('u', 'n'),
    ('M', 'w'),
    ('W', 'm'),
    ('ɔ', 'c'),
    ('ɟ', 'f'),
    ('ƃ', 'g'),
    ('ɓ', 'g'),
    ('ı', 'i'),
    ('ɾ', 'j'),
    ('ſ', 'j'),
    ('ן', 'l'),
    ('ʃ', 'l'),
    ('˥', 'l'),
    ('ɯ', 'm'),
    ('ʍ', 'w'),
    ('ʌ', 'v'),
    ('∀', 'a'),
    ('Ɔ', 'c'),
    ('ᗡ', 'd'),
    ('Ǝ', 'e'),
    ('Ⅎ', 'f'),
    ('פ', 'g'),
    ('⅁', 'g'),
    ('⅂', 'l'),
    ('Ԁ', 'p'),
    ('┴', 't'),
    ('⊥', 't'),
    ('∩', 'u'),
    ('Λ', 'v'),
    ('⅄', 'y'),
    ('6', '9'),
    ('9', '6'),
    ('Ɩ', '1'),
    ('ᄅ', '2'),
    ('Ɛ', '3'),
    ('ㄣ', '4'),
    ('ϛ', '5'),
    ('ㄥ', '7'),
    ('˙', '.'),
];
