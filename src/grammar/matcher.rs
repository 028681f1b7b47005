//! Matching a slot's pattern at one place.
//!
//! In: a pattern, and a text. Out: how far the pattern goes from the beginning of the text, with its groups, as the
//! `regex` crate says it. Patterns of slots are short and fail soon, where readying a general engine costs more than the
//! match. What this one does not take, or not within its bounds, is left to that crate.

use regex_syntax::hir::{Class, Hir, HirKind, Repetition};

/// A program has at most as many steps, and of those at most so many for letters beyond ASCII.
const MOST_OPS: usize = 512;
const MOST_WIDE: usize = 64;
/// A match takes at most as many steps, and has at most so many choices open.
const MOST_STEPS: usize = 1 << 12;
const MOST_OPEN: usize = 96;
/// A pattern has at most as many groups.
const MOST_GROUPS: usize = 8;
/// A group that was not read.
const NOWHERE: u32 = u32::MAX;
/// What is open is an end of a group to restore, not a choice.
const RESTORE: u32 = 1 << 31;

/// A pattern as a program.
#[derive(Debug)]
pub(super) struct Matcher {
    ops: Vec<Op>,
    /// The names of the groups, by number.
    groups: Vec<Box<str>>,
}

#[derive(Debug)]
enum Op {
    Byte(u8),
    /// One of these ASCII characters, as bits.
    Ascii(u128),
    /// A character in one of these ranges.
    Wide(Box<[(char, char)]>),
    /// Goes on at the first; where that leads nowhere, at the second.
    Split(u32, u32),
    Jump(u32),
    /// An end of a group is here.
    Save(u8),
    Match,
}

/// The ends of each group.
type Ends = [u32; 2 * MOST_GROUPS];

/// What a pattern read.
pub(super) struct Matched<'m> {
    matcher: &'m Matcher,
    pub(super) end: usize,
    ends: Ends,
}

impl Matched<'_> {
    /// What the group of that name read in `text`.
    pub(super) fn group<'t>(&self, name: &str, text: &'t str) -> Option<&'t str> {
        let group = self.matcher.groups.iter().position(|known| **known == *name)?;
        let ends = self.ends.get(2 * group..2 * group + 2)?;
        text.get(ends[0] as usize..ends[1] as usize)
    }
}

/// It was too much for this matcher.
pub(super) struct TooMuch;

impl Matcher {
    /// Compiles `pattern`; `None` where it is left to the `regex` crate.
    pub(super) fn new(pattern: &str) -> Option<Self> {
        let parsed = regex_syntax::parse(&format!("(?:{pattern})")).ok()?;
        let mut matcher = Self { ops: Vec::new(), groups: Vec::new() };
        matcher.add(&parsed)?;
        matcher.ops.push(Op::Match);
        let wide = matcher.ops.iter().filter(|op| matches!(op, Op::Wide(_))).count();
        (matcher.ops.len() <= MOST_OPS && wide <= MOST_WIDE).then_some(matcher)
    }

    fn add(&mut self, part: &Hir) -> Option<()> {
        if self.ops.len() > MOST_OPS {
            return None;
        }
        match part.kind() {
            HirKind::Empty => {}
            HirKind::Literal(literal) => self.ops.extend(literal.0.iter().map(|byte| Op::Byte(*byte))),
            HirKind::Class(class) => self.ops.push(one_of(class)?),
            HirKind::Look(_) => return None,
            HirKind::Repetition(repetition) => self.repeat(repetition)?,
            HirKind::Capture(capture) => {
                let group = usize::try_from(capture.index).ok()?.checked_sub(1).filter(|group| *group < MOST_GROUPS)?;
                if self.groups.len() <= group {
                    self.groups.resize(group + 1, "".into());
                }
                self.groups[group] = capture.name.clone().unwrap_or_default();
                let save = u8::try_from(2 * group).ok()?;
                self.ops.push(Op::Save(save));
                self.add(&capture.sub)?;
                self.ops.push(Op::Save(save + 1));
            }
            HirKind::Concat(parts) => parts.iter().try_for_each(|part| self.add(part))?,
            HirKind::Alternation(parts) => {
                let mut ends = Vec::new();
                for (at, part) in parts.iter().enumerate() {
                    let split = (at + 1 < parts.len()).then(|| self.open());
                    self.add(part)?;
                    if let Some(split) = split {
                        ends.push(self.open());
                        self.ops[split] = Op::Split(number(split + 1)?, number(self.ops.len())?);
                    }
                }
                for end in ends {
                    self.ops[end] = Op::Jump(number(self.ops.len())?);
                }
            }
        }
        Some(())
    }

    fn repeat(&mut self, Repetition { min, max, greedy, sub }: &Repetition) -> Option<()> {
        (0..*min).try_for_each(|_| self.add(sub))?;
        let split = |body: usize, behind: usize| {
            let (body, behind) = (number(body)?, number(behind)?);
            Some(if *greedy { Op::Split(body, behind) } else { Op::Split(behind, body) })
        };
        let Some(max) = max else {
            // What may be empty would go round for ever.
            sub.properties().minimum_len().filter(|least| *least > 0)?;
            let begin = self.open();
            self.add(sub)?;
            self.ops.push(Op::Jump(number(begin)?));
            self.ops[begin] = split(begin + 1, self.ops.len())?;
            return Some(());
        };
        let mut splits = Vec::new();
        for _ in *min..*max {
            splits.push(self.open());
            self.add(sub)?;
        }
        for begin in splits {
            self.ops[begin] = split(begin + 1, self.ops.len())?;
        }
        Some(())
    }

    /// Adds a step that is settled later.
    fn open(&mut self) -> usize {
        self.ops.push(Op::Match);
        self.ops.len() - 1
    }

    /// What the pattern reads from the beginning of `text`: the first of its ways in their order, like the `regex` crate.
    pub(super) fn read(&self, text: &str) -> Result<Option<Matched<'_>>, TooMuch> {
        let mut ends: Ends = [NOWHERE; 2 * MOST_GROUPS];
        let mut open = [(0_u32, 0_u32); MOST_OPEN];
        let (mut count, mut op, mut at) = (0_usize, 0_u32, 0_usize);
        for _ in 0..MOST_STEPS {
            let next = match self.ops.get(op as usize).ok_or(TooMuch)? {
                Op::Jump(to) => Some(*to),
                Op::Save(end) => {
                    let end = usize::from(*end);
                    *open.get_mut(count).ok_or(TooMuch)? = (RESTORE | end as u32, ends[end]);
                    (count, ends[end]) = (count + 1, at as u32);
                    Some(op + 1)
                }
                Op::Split(first, second) => {
                    if self.may_go_on(*first, text, at) {
                        *open.get_mut(count).ok_or(TooMuch)? = (*second, at as u32);
                        count += 1;
                        Some(*first)
                    } else {
                        Some(*second)
                    }
                }
                Op::Match => return Ok(Some(Matched { matcher: self, end: at, ends })),
                one => one.length(text, at).map(|length| {
                    at += length;
                    op + 1
                }),
            };
            op = match next.or_else(|| turn_back(&open, &mut count, &mut ends, &mut at)) {
                Some(next) => next,
                None => return Ok(None),
            };
        }
        Err(TooMuch)
    }

    /// Whether the step `op` is not one that fails at once.
    fn may_go_on(&self, op: u32, text: &str, at: usize) -> bool {
        match self.ops.get(op as usize) {
            Some(one @ (Op::Byte(_) | Op::Ascii(_))) => one.length(text, at).is_some(),
            _ => true,
        }
    }
}

impl Op {
    /// How many bytes it reads at `at`.
    #[inline]
    fn length(&self, text: &str, at: usize) -> Option<usize> {
        let byte = || text.as_bytes().get(at).copied();
        match self {
            Self::Byte(known) => (byte() == Some(*known)).then_some(1),
            Self::Ascii(set) => byte().filter(|byte| byte.is_ascii() && set >> byte & 1 != 0).map(|_| 1),
            Self::Wide(ranges) => {
                let next = text.get(at..)?.chars().next()?;
                ranges.iter().any(|(first, last)| (*first..=*last).contains(&next)).then_some(next.len_utf8())
            }
            _ => None,
        }
    }
}

/// Goes back to the last choice, and undoes the ends of groups that were noted since; `None` where no choice is left.
fn turn_back(open: &[(u32, u32)], count: &mut usize, ends: &mut Ends, at: &mut usize) -> Option<u32> {
    while *count > 0 {
        *count -= 1;
        let (to, from) = open[*count];
        if to & RESTORE == 0 {
            *at = from as usize;
            return Some(to);
        }
        ends[(to & !RESTORE) as usize] = from;
    }
    None
}

fn one_of(class: &Class) -> Option<Op> {
    let Class::Unicode(class) = class else { return None };
    let ranges: Vec<(char, char)> = class.iter().map(|range| (range.start(), range.end())).collect();
    if !ranges.iter().all(|(_, last)| last.is_ascii()) {
        return Some(Op::Wide(ranges.into()));
    }
    let all = ranges.iter().flat_map(|(first, last)| u32::from(*first)..=u32::from(*last));
    Some(Op::Ascii(all.fold(0, |set, ascii| set | 1 << ascii)))
}

fn number(at: usize) -> Option<u32> {
    u32::try_from(at).ok().filter(|at| *at < RESTORE)
}
