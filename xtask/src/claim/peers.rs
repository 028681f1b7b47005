//! Other ways to tell a claim, small: for comparison in the same run.
//!
//! In: the same messages. Out: each method's scores. None of them knows who sends a message or what is in a list.

use super::data::Message;

/// A method that learns from messages and then scores others: a claim from zero on.
pub(super) trait Peer {
    fn name(&self) -> &'static str;
    fn learn(&mut self, messages: &[&Message]);
    fn score(&self, body: &str) -> f64;
    /// What it keeps, in bytes.
    fn size(&self) -> usize;
}

/// Character n-grams of two to five letters within words, weighed by TF-IDF, and a linear model (hinge loss):
/// what scikit-learn's `TfidfVectorizer(analyzer="char_wb")` and `LinearSVC` do.
pub(super) struct TfIdf {
    idf: Vec<f32>,
    weights: Vec<f32>,
    bias: f32,
}

const SLOTS: usize = 1 << 18;

impl TfIdf {
    pub(super) fn new() -> Self {
        Self { idf: vec![0.0; SLOTS], weights: vec![0.0; SLOTS], bias: 0.0 }
    }

    /// How often each n-gram occurs, by its hash, in order.
    fn counts(body: &str) -> Vec<(usize, f32)> {
        let mut slots = Vec::new();
        for word in body.to_lowercase().split_whitespace() {
            let letters: Vec<char> = format!(" {word} ").chars().collect();
            for length in 2..=5 {
                slots.extend(letters.windows(length).map(|gram| {
                    let hash = gram.iter().fold(0xcbf2_9ce4_8422_2325_u64, |hash, c| (hash ^ u64::from(*c)).wrapping_mul(0x0100_0000_01b3));
                    (hash ^ hash >> 32) as usize & (SLOTS - 1)
                }));
            }
        }
        slots.sort_unstable();
        let mut counts: Vec<(usize, f32)> = Vec::new();
        for slot in slots {
            match counts.last_mut() {
                Some((last, count)) if *last == slot => *count += 1.0,
                _ => counts.push((slot, 1.0)),
            }
        }
        counts
    }

    fn vector(&self, body: &str) -> Vec<(usize, f32)> {
        let mut vector = Self::counts(body);
        vector.iter_mut().for_each(|(slot, count)| *count = (1.0 + count.ln()) * self.idf[*slot]);
        let length = vector.iter().map(|(_, value)| value * value).sum::<f32>().sqrt().max(1e-9);
        vector.iter_mut().for_each(|(_, value)| *value /= length);
        vector
    }

    fn of(&self, vector: &[(usize, f32)]) -> f32 {
        self.bias + vector.iter().map(|(slot, value)| self.weights[*slot] * value).sum::<f32>()
    }
}

impl Peer for TfIdf {
    fn name(&self) -> &'static str {
        "TF-IDF of letters + linear"
    }

    fn learn(&mut self, messages: &[&Message]) {
        let mut seen = vec![0.0_f32; SLOTS];
        messages.iter().for_each(|message| Self::counts(&message.body).iter().for_each(|(slot, _)| seen[*slot] += 1.0));
        let all = messages.len() as f32;
        self.idf = seen.iter().map(|seen| ((1.0 + all) / (1.0 + seen)).ln() + 1.0).collect();
        let vectors: Vec<_> = messages.iter().map(|message| self.vector(&message.body)).collect();
        self.weights = vec![0.0; SLOTS];
        self.bias = 0.0;
        let mut step = 0.0_f32;
        for round in 0..20 {
            for at in super::train::order(messages.len(), round) {
                step += 1.0;
                let rate = 2.0 / (1.0 + step / 4000.0).sqrt();
                let sign = if messages[at].claims { 1.0 } else { -1.0 };
                if sign * self.of(&vectors[at]) < 1.0 {
                    let change = sign * rate * messages[at].cost as f32;
                    vectors[at].iter().for_each(|(slot, value)| self.weights[*slot] += change * value);
                    self.bias += 0.05 * change;
                }
            }
        }
    }

    fn score(&self, body: &str) -> f64 {
        self.of(&self.vector(body)).into()
    }

    fn size(&self) -> usize {
        self.weights.iter().filter(|weight| **weight != 0.0).count() * 8
    }
}
