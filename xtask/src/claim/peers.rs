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
                    let hash = gram.iter().fold(0xcbf2_9ce4_8422_2325_u64, |hash, c| {
                        (hash ^ u64::from(*c)).wrapping_mul(0x0100_0000_01b3)
                    });
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

/// Words and pairs of words as hashed vectors of a few numbers, their mean, and a logistic output: what fastText's
/// supervised mode does.
pub(super) struct FastText {
    vectors: Vec<[f32; DIMENSIONS]>,
    output: [f32; DIMENSIONS],
    bias: f32,
}

const DIMENSIONS: usize = 10;
const BUCKETS: usize = 1 << 16;

impl FastText {
    pub(super) fn new() -> Self {
        Self { vectors: vec![[0.0; DIMENSIONS]; BUCKETS], output: [0.0; DIMENSIONS], bias: 0.0 }
    }

    fn buckets(body: &str) -> Vec<usize> {
        let hash = |text: &str, seed: u64| {
            let hash = text
                .bytes()
                .fold(0xcbf2_9ce4_8422_2325 ^ seed, |hash, b| (hash ^ u64::from(b)).wrapping_mul(0x0100_0000_01b3));
            (hash ^ hash >> 32) as usize & (BUCKETS - 1)
        };
        let body = body.to_lowercase();
        let words: Vec<&str> = body.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
        let pairs = words.windows(2).map(|pair| hash(&pair.join(" "), 1));
        words.iter().map(|word| hash(word, 0)).chain(pairs).collect()
    }

    fn mean(&self, buckets: &[usize]) -> [f32; DIMENSIONS] {
        let mut mean = [0.0; DIMENSIONS];
        for bucket in buckets {
            mean.iter_mut().zip(&self.vectors[*bucket]).for_each(|(mean, value)| *mean += value / buckets.len() as f32);
        }
        mean
    }

    fn of(&self, mean: &[f32; DIMENSIONS]) -> f32 {
        self.bias + mean.iter().zip(&self.output).map(|(one, other)| one * other).sum::<f32>()
    }
}

impl Peer for FastText {
    fn name(&self) -> &'static str {
        "fastText: words and pairs"
    }

    fn learn(&mut self, messages: &[&Message]) {
        for (at, vector) in self.vectors.iter_mut().enumerate() {
            for (d, value) in vector.iter_mut().enumerate() {
                *value = ((at * 31 + d * 17) % 101) as f32 / 505.0 - 0.1;
            }
        }
        let buckets: Vec<_> = messages.iter().map(|message| Self::buckets(&message.body)).collect();
        for round in 0..15_u16 {
            let rate = 0.5 * (1.0 - f32::from(round) / 15.0);
            for at in super::train::order(messages.len(), round.into()) {
                if buckets[at].is_empty() {
                    continue;
                }
                let mean = self.mean(&buckets[at]);
                let target = if messages[at].claims { 1.0 } else { 0.0 };
                let change = rate * (target - 1.0 / (1.0 + (-self.of(&mean)).exp()));
                let output = self.output;
                self.output.iter_mut().zip(&mean).for_each(|(weight, value)| *weight += change * value);
                self.bias += change;
                for bucket in &buckets[at] {
                    self.vectors[*bucket].iter_mut().zip(&output).for_each(|(value, weight)| *value += change * weight);
                }
            }
        }
    }

    fn score(&self, body: &str) -> f64 {
        self.of(&self.mean(&Self::buckets(body))).into()
    }

    fn size(&self) -> usize {
        BUCKETS * DIMENSIONS * 4
    }
}

/// The words of the lexicon as they stand: a subject, a threat or demand, and something to act on.
pub(super) struct WordList {
    sets: [Vec<String>; 3],
}

impl WordList {
    pub(super) fn new(lexicon: &asli::list::schema::Lexicon) -> Self {
        let of = |names: &[&str]| {
            let concepts = lexicon.concepts.iter().filter(|concept| names.contains(&concept.concept.as_str()));
            concepts.flat_map(|concept| concept.terms.iter().map(|term| format!(" {} ", term.to_lowercase()))).collect()
        };
        Self {
            sets: [
                of(&["electricity", "power"]),
                of(&["disconnect", "due", "kyc", "penalty", "verify", "test_payment"]),
                of(&["contact", "link", "install", "pay", "remote_access", "apk"]),
            ],
        }
    }
}

impl Peer for WordList {
    fn name(&self) -> &'static str {
        "the lexicon's words"
    }

    fn learn(&mut self, _messages: &[&Message]) {}

    fn score(&self, body: &str) -> f64 {
        let words: Vec<String> = body
            .to_lowercase()
            .split(|c: char| c.is_ascii_punctuation() || c.is_whitespace() || c == '।')
            .map(str::to_owned)
            .collect();
        let text = format!(" {} ", words.into_iter().filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" "));
        let all = self.sets.iter().all(|set| set.iter().any(|term| text.contains(term.as_str())));
        if all { 1.0 } else { -1.0 }
    }

    fn size(&self) -> usize {
        self.sets.iter().flatten().map(String::len).sum()
    }
}
