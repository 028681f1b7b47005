//! The sum of evidence with weights that can still move.
//!
//! In: examples. Out: weights, learnt by stochastic gradient descent on the hinge loss with a step of its
//! own for each weight (`AdaGrad`). Only `+ - * /` and square roots in a fixed order, all of which IEEE 754
//! rounds exactly: the same bytes on every machine.

use asli::Piece;
use asli::list::schema::{ClaimWeights, Combination};
use asli::training::{Example, FADES};
use std::collections::{BTreeMap, HashMap};

/// How many weights runs of letters share.
const GRAMS: usize = 1 << 15;
/// Points in a unit of the model: a message is safe on its side from one unit on.
const POINTS: f64 = 1000.0;
/// Points in one step of the table.
const STEP: u8 = 4;
/// The largest weight in the table, in steps.
const MOST: f64 = 28.0;
/// Combinations that weigh less are left out.
const LEAST: f64 = 0.055;

/// What is learnt from one message.
pub(super) struct Lesson {
    pub(super) example: Example,
    pub(super) claims: bool,
    pub(super) cost: f64,
    windows: Vec<Vec<usize>>,
    sender: usize,
    talk: Vec<usize>,
}

/// Which evidence counts: what is silenced in training must be made up for by the rest.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Voices {
    All,
    Combinations,
    Wording,
}

/// A weight that moves, the square of all its moves so far, and the sum of the values that it had.
#[derive(Clone, Copy, Default)]
struct Weight {
    value: f64,
    moved: f64,
    sum: f64,
}

impl Weight {
    fn step(&mut self, gradient: f64, rate: f64) {
        self.moved += gradient * gradient;
        self.value += rate * gradient / (self.moved.sqrt() + 1e-6);
    }
}

/// Where the single pieces and pairs have their weights.
#[derive(Default)]
pub(super) struct Names {
    places: HashMap<Vec<Piece>, usize>,
    names: Vec<Vec<Piece>>,
}

impl Names {
    fn place(&mut self, of: Vec<Piece>) -> usize {
        let next = self.names.len();
        *self.places.entry(of).or_insert_with_key(|of| {
            self.names.push(of.clone());
            next
        })
    }

    /// Every piece and every pair of a window.
    fn combinations(&mut self, window: &[Piece]) -> Vec<usize> {
        let mut places = Vec::new();
        for (at, one) in window.iter().enumerate() {
            places.push(self.place(vec![*one]));
            places.extend(window[at + 1..].iter().map(|other| self.place(vec![*one, *other])));
        }
        places
    }

    pub(super) fn lesson(&mut self, example: Example, claims: bool, cost: f64) -> Lesson {
        let windows = example.windows.iter().map(|window| self.combinations(window)).collect();
        let sender = self.place(example.sender.into_iter().collect());
        let talk =
            if example.acts { Vec::new() } else { example.talk.iter().map(|piece| self.place(vec![*piece])).collect() };
        Lesson { example, claims, cost, windows, sender, talk }
    }
}

pub(super) struct Model {
    /// Of pieces and pairs: never below zero.
    combinations: Vec<Weight>,
    /// Of senders: either way.
    senders: Vec<Weight>,
    /// Of talk: never below zero, and taken away.
    talk: Vec<Weight>,
    grams: Vec<Weight>,
    bias: Weight,
}

/// A sum with where it came from.
struct Sum<'l> {
    total: f64,
    window: &'l [usize],
    /// The runs of letters in the strongest stretch, with how much of each is left at its end; below zero
    /// those in the stretch against.
    stretch: Vec<(usize, f64)>,
}

impl Sum<'_> {
    /// Adds the runs of letters of a stretch.
    fn fade(&mut self, example: &Example, range: std::ops::Range<usize>) {
        let mut left = 1.0;
        for (short, long) in example.grams[range].iter().rev() {
            for hash in [Some(*short), *long].into_iter().flatten() {
                self.stretch.push((place(hash), left));
            }
            left -= left / f64::from(FADES);
        }
    }
}

impl Model {
    pub(super) fn new(names: &Names) -> Self {
        let zero = vec![Weight::default(); names.names.len()];
        Self {
            combinations: zero.clone(),
            senders: zero.clone(),
            talk: zero,
            grams: vec![Weight::default(); GRAMS],
            bias: Weight::default(),
        }
    }

    /// Every weight begins anew; what is remembered stays.
    pub(super) fn begin(&mut self) {
        self.each().for_each(|weight| *weight = Weight { sum: weight.sum, ..Weight::default() });
        self.bias.value = -1.0;
    }

    /// The sum of a lesson, in units; a claim from zero on.
    pub(super) fn sum(&self, lesson: &Lesson) -> f64 {
        self.weigh(lesson, Voices::All).total
    }

    fn weigh<'l>(&self, lesson: &'l Lesson, voices: Voices) -> Sum<'l> {
        let mut sum =
            Sum { total: self.bias.value + self.senders[lesson.sender].value, window: &[], stretch: Vec::new() };
        sum.total -= lesson.talk.iter().map(|at| self.talk[*at].value).sum::<f64>();
        if voices != Voices::Wording {
            let mut best = -1.0;
            for window in &lesson.windows {
                let added = window.iter().map(|at| self.combinations[*at].value).sum::<f64>();
                if added > best {
                    (best, sum.window) = (added, window);
                }
            }
            sum.total += best.max(0.0);
        }
        if voices != Voices::Combinations {
            let (weight, range) = self.stretch(&lesson.example, 1.0);
            sum.total += weight;
            if !lesson.example.acts {
                let (against, range) = self.stretch(&lesson.example, -1.0);
                sum.total -= against;
                let range = if against > 0.0 || lesson.claims { range } else { 0..lesson.example.grams.len() };
                sum.fade(&lesson.example, range);
            }
            // A claim that no stretch speaks for yet: any of it may learn to.
            let range = if weight > 0.0 || !lesson.claims { range } else { 0..lesson.example.grams.len() };
            sum.fade(&lesson.example, range);
        }
        sum
    }

    fn stretch(&self, example: &Example, sign: f64) -> (f64, std::ops::Range<usize>) {
        let (mut sum, mut start, mut best, mut range) = (0.0_f64, 0, 0.0, 0..0);
        for (at, (short, long)) in example.grams.iter().enumerate() {
            if sum <= 0.0 {
                start = at;
            }
            let weight = self.grams[place(*short)].value + long.map_or(0.0, |long| self.grams[place(long)].value);
            sum = (sum - sum / f64::from(FADES) + sign * weight).max(0.0);
            if sum > best {
                (best, range) = (sum, start..at + 1);
            }
        }
        (best, range)
    }

    /// Learns one lesson: where the sum is not a whole unit on the right side, every part of it moves.
    pub(super) fn learn(&mut self, lesson: &Lesson, voices: Voices, rate: f64) {
        let sum = self.weigh(lesson, voices);
        let sign = if lesson.claims { 1.0 } else { -1.0 };
        if sign * sum.total >= 1.0 {
            return;
        }
        let (window, stretch) = (sum.window, sum.stretch);
        let gradient = sign * lesson.cost;
        for at in window {
            let weight = &mut self.combinations[*at];
            weight.step(gradient, 0.05 * rate);
            weight.value = weight.value.max(0.0);
        }
        for at in &lesson.talk {
            let weight = &mut self.talk[*at];
            weight.step(-gradient, 0.1 * rate);
            weight.value = weight.value.clamp(0.0, 3.0);
        }
        for (at, left) in stretch {
            let weight = &mut self.grams[at];
            weight.step(gradient * left, 0.015 * rate);
            let most = MOST * f64::from(STEP) / POINTS;
            weight.value = weight.value.clamp(-most, most);
        }
        self.senders[lesson.sender].step(gradient, 0.1 * rate);
        self.bias.step(gradient, 0.1 * rate);
    }

    /// Every weight moves a share towards zero.
    pub(super) fn shrink(&mut self, share: f64) {
        let parts = [&mut self.combinations, &mut self.talk, &mut self.grams];
        parts.into_iter().flatten().for_each(|weight| weight.value -= weight.value * share);
    }

    fn each(&mut self) -> impl Iterator<Item = &mut Weight> {
        let parts = [&mut self.combinations, &mut self.senders, &mut self.talk, &mut self.grams];
        parts.into_iter().flatten().chain([&mut self.bias])
    }

    /// Takes the values of one round into the mean.
    pub(super) fn remember(&mut self) {
        self.each().for_each(|weight| weight.sum += weight.value);
    }

    /// Puts the mean over `rounds` in place of the last values, which lean to the messages that came last.
    pub(super) fn settle(&mut self, rounds: usize) {
        self.each().for_each(|weight| weight.value = weight.sum / rounds as f64);
    }

    /// The weights as the list has them.
    pub(super) fn weights(&self, names: &Names) -> ClaimWeights {
        let points = |value: f64| (value * POINTS).round();
        let step = |weight: &Weight| (weight.value * POINTS / f64::from(STEP)).round().clamp(-MOST, MOST) as i8;
        let named = || names.names.iter().enumerate();
        let single = |of: &[Piece]| of.first().map(Piece::to_string).unwrap_or_default();
        let mut combinations: Vec<Combination> = named()
            .filter(|(at, _)| self.combinations[*at].value >= LEAST)
            .map(|(at, of)| Combination {
                of: of.iter().map(Piece::to_string).collect(),
                weight: points(self.combinations[at].value) as u16,
            })
            .collect();
        combinations.sort_by(|one, other| one.of.cmp(&other.of));
        let signed = |at: usize| points(self.senders[at].value) as i32;
        let senders: BTreeMap<_, _> =
            named().filter(|(at, _)| signed(*at) != 0).map(|(at, of)| (single(of), signed(at))).collect();
        let taken = |at: usize| points(self.talk[at].value) as u16;
        let talk = named().filter(|(at, _)| taken(*at) != 0).map(|(at, of)| (single(of), taken(at))).collect();
        let table = self.grams.iter().map(|weight| char::from((i16::from(b'?') + i16::from(step(weight))) as u8));
        ClaimWeights {
            schema: 1,
            threshold: points(-self.bias.value) as i32,
            alone: named()
                .map(|(at, _)| points(-self.bias.value) as i32 - signed(at))
                .min()
                .unwrap_or_default()
                .max(100),
            senders,
            combinations,
            talk,
            step: STEP,
            grams: table.collect(),
        }
    }
}

fn place(hash: u32) -> usize {
    ((u64::from(hash) * GRAMS as u64) >> 32) as usize
}
