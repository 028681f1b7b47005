//! Messages that nobody wrote.
//!
//! In: the cases, a seed and the number of the message. Out: a case that was changed once or a few times: letters,
//! words, digits, the sender, the writing of the whole text, or a second case behind it.

#[path = "../../../tests/common/reencode.rs"]
mod reencode;

use super::Message;
use crate::rng::Rng;
use reencode::REENCODINGS;

/// As often as this a message is changed at most.
const MOST_CHANGES: usize = 4;

/// The `index`th mutated message of `seed`; it has the time of the case that it was made from.
pub(super) fn mutated(seed: u64, index: usize, cases: &[Message]) -> Message {
    let mut rng = Rng::of(seed, "reports", u64::try_from(index).unwrap_or(u64::MAX));
    let mut message = rng.pick(cases).clone();
    message.id = format!("mutated-{index}");
    for _ in 0..rng.between(1, MOST_CHANGES) {
        let other = rng.pick(cases);
        change(&mut rng, &mut message, other);
    }
    message
}

fn change(rng: &mut Rng, message: &mut Message, other: &Message) {
    let body = &message.body;
    message.body = match rng.below(10) {
        0 => with_letters(body, |letters| {
            let theirs: Vec<char> = other.body.chars().collect();
            let at = rng.below(letters.len());
            letters[at] = theirs.get(rng.below(theirs.len())).copied().unwrap_or(' ');
        }),
        1 => with_letters(body, |letters| {
            letters.remove(rng.below(letters.len()));
        }),
        2 => with_letters(body, |letters| {
            let at = rng.below(letters.len());
            letters.insert(at, letters[at]);
        }),
        3 => with_words(body, |words| {
            let (one, two) = (rng.below(words.len()), rng.below(words.len()));
            words.swap(one, two);
        }),
        4 => with_words(body, |words| {
            words.remove(rng.below(words.len()));
        }),
        5 => with_words(body, |words| {
            let theirs: Vec<&str> = other.body.split(' ').collect();
            words.insert(rng.below(words.len()), rng.text(&theirs));
        }),
        6 => with_words(body, |words| {
            let theirs: Vec<&str> = other.body.split(' ').collect();
            words.truncate(rng.between(1, words.len()));
            words.extend(&theirs[rng.below(theirs.len())..]);
        }),
        7 => body.chars().map(|c| if c.is_ascii_digit() { digit(rng) } else { c }).collect(),
        8 => {
            message.sender.clone_from(&other.sender);
            return;
        }
        _ => (rng.pick(REENCODINGS).1)(body),
    };
}

fn digit(rng: &mut Rng) -> char {
    char::from_digit(u32::try_from(rng.below(10)).unwrap_or_default(), 10).unwrap_or('0')
}

/// The text after a change of its characters; one without any stays as it is.
fn with_letters(text: &str, change: impl FnOnce(&mut Vec<char>)) -> String {
    let mut letters: Vec<char> = text.chars().collect();
    if !letters.is_empty() {
        change(&mut letters);
    }
    letters.into_iter().collect()
}

/// The text after a change of its words, of which there is always one, empty or not.
fn with_words<'a>(text: &'a str, change: impl FnOnce(&mut Vec<&'a str>)) -> String {
    let mut words: Vec<&str> = text.split(' ').collect();
    change(&mut words);
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    fn cases() -> Vec<Message> {
        let case = |sender: &str, body: &str| Message {
            id: "case".to_owned(),
            sender: sender.to_owned(),
            body: body.to_owned(),
            received_at: None,
        };
        vec![case("JM-SBPDCL-S", "Pay by 05/12/2026."), case("98765", "बिल"), case("", "")]
    }

    #[test]
    fn the_seed_and_the_number_decide() {
        let made = |seed, index| mutated(seed, index, &cases()).body;
        let all = |seed| (0..100).map(|index| made(seed, index)).collect::<Vec<_>>();
        assert_eq!(all(1), all(1));
        assert_ne!(all(1), all(2));
    }

    #[test]
    fn there_are_many_of_them_and_empty_texts_are_no_trouble() {
        let bodies: HashSet<String> = (0..2_000).map(|index| mutated(7, index, &cases()).body).collect();
        assert!(bodies.len() > 500, "{}", bodies.len());
    }
}
