//! Each part of the claim on small inputs of its own.

use super::evidence::{CLOSE, PiecesAt, REACH, within};
use super::*;
use crate::documents::{ClaimWeights, Combination};
use crate::text::Text;
use crate::words::Concept;
use bumpalo::Bump;

fn weights(combinations: &[(&[&str], u16)], talk: &[(&str, u16)]) -> Weights {
    let combination = |(of, weight): &(&[&str], u16)| Combination {
        of: of.iter().map(|name| (*name).to_owned()).collect(),
        weight: *weight,
    };
    let document = ClaimWeights {
        threshold: 100,
        combinations: combinations.iter().map(combination).collect(),
        talk: talk.iter().map(|(name, weight)| ((*name).to_owned(), *weight)).collect(),
        senders: [("sender:header".to_owned(), -40)].into(),
        ..ClaimWeights::default()
    };
    Weights::new(document).unwrap()
}

fn set(names: &[&str]) -> Pieces {
    Pieces::of(&names.iter().map(|name| name.parse().unwrap()).collect::<Vec<_>>())
}

fn evidence(places: &[(&[&str], usize)]) -> MessagePieces {
    let place =
        |(names, at): &(&[&str], usize)| PiecesAt { pieces: set(names), tokens: *at..at + 1, words: *at..at + 1 };
    MessagePieces::of(places.iter().map(place).collect(), "sender:phone".parse().unwrap())
}

#[test]
fn a_combination_adds_once_all_of_it_is_there() {
    let weights = weights(&[(&["electricity", "disconnect"], 70), (&["electricity"], 20)], &[]);
    assert_eq!(strongest(&evidence(&[(&["electricity"], 0)]), &weights).1, 20);
    assert_eq!(strongest(&evidence(&[(&["electricity"], 0), (&["disconnect"], 3)]), &weights).1, 90);
}

#[test]
fn combinations_are_found_by_their_first_piece_in_any_order() {
    let weights = weights(&[(&["disconnect", "electricity"], 1), (&["sender:phone"], 2), (&["electricity"], 4)], &[]);
    let added = |names: &[&str]| weights.combinations(set(names)).map(|(_, weight)| weight).sum::<i32>();
    assert_eq!(added(&["electricity", "disconnect", "sender:phone"]), 7);
    assert_eq!(added(&["disconnect", "sender:phone"]), 2);
    assert_eq!(added(&["electricity"]), 4);
    assert_eq!(added(&[]), 0);
}

#[test]
fn pieces_combine_within_reach_of_each_other_only() {
    let weights = weights(&[(&["electricity", "disconnect"], 70)], &[]);
    let apart = |at| strongest(&evidence(&[(&["electricity"], 0), (&["disconnect"], at)]), &weights).1;
    assert_eq!(apart(REACH - 1), 70);
    assert_eq!(apart(REACH), 0);
}

#[test]
fn nothing_combines_without_a_subject() {
    let weights = weights(&[(&["disconnect", "finding:phone_number"], 70)], &[]);
    assert_eq!(strongest(&evidence(&[(&["disconnect"], 0), (&["finding:phone_number"], 1)]), &weights).1, 0);
    let about_power = evidence(&[(&["disconnect"], 0), (&["finding:phone_number"], 1), (&["power"], 2)]);
    assert_eq!(strongest(&about_power, &weights).1, 70);
}

#[test]
fn what_stands_around_the_strongest_pieces_changes_nothing() {
    let weights = weights(&[(&["electricity", "disconnect"], 70)], &[]);
    let padded = evidence(&[(&["news"], 0), (&["electricity"], 200), (&["disconnect"], 201), (&["offer"], 500)]);
    assert_eq!(strongest(&padded, &weights).1, 70);
}

#[test]
fn a_number_is_acted_on_where_a_word_close_by_says_so() {
    let number = |at| evidence(&[(&["contact"], 0), (&["finding:phone_number"], at)]).acts();
    assert!(number(CLOSE) && !number(CLOSE + 1));
    assert!(!evidence(&[(&["finding:phone_number"], 0)]).acts());
}

#[test]
fn a_link_or_payment_id_is_acted_on_by_itself() {
    assert!(evidence(&[(&["finding:unofficial_link"], 0)]).acts());
    assert!(evidence(&[(&["finding:upi_id"], 0)]).acts());
    assert!(!evidence(&[(&["link"], 0)]).acts());
}

#[test]
fn a_word_within_a_phrase_means_what_the_phrase_does() {
    use Concept::{Disconnect, FirstPerson, OutageTalk, Power};
    let of = |own: &[Concept], longer: &[Concept]| {
        within(Concepts::of(own), longer.iter().map(|concept| Concepts::of(&[*concept])))
    };
    assert_eq!(of(&[Power, FirstPerson], &[]), set(&["power", "first_person"]));
    assert_eq!(of(&[Power], &[OutageTalk]), set(&[]));
    assert_eq!(of(&[FirstPerson], &[OutageTalk]), set(&["first_person"]));
    assert_eq!(of(&[Power, FirstPerson], &[Disconnect]), set(&["power"]));
    assert_eq!(of(&[Power, FirstPerson], &[Disconnect, OutageTalk]), set(&["first_person"]));
}

#[test]
fn talk_takes_away_what_each_of_its_words_weighs() {
    let weights = weights(&[], &[("news", 30), ("first_person", 20)]);
    assert_eq!(weights.talk(set(&["news", "first_person", "electricity"])), 50);
    assert_eq!(weights.talk(set(&["electricity"])), 0);
}

#[test]
fn a_number_to_the_companys_consumers_is_certain() {
    assert!(evidence(&[(&["issuer_name", "reader"], 0), (&["finding:phone_number"], 5)]).is_named_number());
    assert!(!evidence(&[(&["issuer_name"], 0), (&["finding:phone_number"], 5)]).is_named_number());
    assert!(!evidence(&[(&["issuer_name", "reader"], 0)]).is_named_number());
}

#[test]
fn so_is_any_channel_from_who_writes_in_its_name() {
    for channel in ["finding:phone_number", "finding:upi_id", "finding:shortened_link"] {
        assert!(evidence(&[(&["speaker", "issuer_name"], 0), (&[channel], 5)]).is_named_number());
    }
    assert!(!evidence(&[(&["speaker", "issuer_name"], 0), (&["finding:official_number"], 5)]).is_named_number());
}

#[test]
fn only_who_warns_and_gives_no_channel_only_warns() {
    assert!(evidence(&[(&["warning", "negation"], 0)]).only_warns());
    assert!(!evidence(&[(&["warning", "negation"], 0), (&["finding:unofficial_link"], 3)]).only_warns());
    assert!(!evidence(&[(&["warning"], 0)]).only_warns());
}

#[test]
fn a_payment_app_that_asks_nothing_only_tells() {
    let from = |sender: &str, places: &[(&[&str], std::ops::Range<usize>)]| {
        let place = |(names, tokens): &(&[&str], std::ops::Range<usize>)| PiecesAt {
            pieces: set(names),
            tokens: tokens.clone(),
            words: tokens.clone(),
        };
        MessagePieces::of(places.iter().map(place).collect(), sender.parse().unwrap()).only_tells()
    };
    let told: [(&[&str], _); 4] =
        [(&["payment_app"], 0..2), (&["pay"], 1..2), (&["issuer_name"], 3..4), (&["bill"], 5..6)];
    assert!(from("sender:header", &told));
    for sender in ["sender:phone", "sender:unknown", "sender:short_code", "sender:utility", "sender:near"] {
        assert!(!from(sender, &told), "{sender}");
    }
    for asked in ["pay", "disconnect", "link", "speaker", "contact", "finding:phone_number", "finding:combining_mark"] {
        assert!(!from("sender:header", &[&told[..], &[(&[asked], 8..9)]].concat()), "{asked}");
    }
    assert!(!from("sender:header", &told[1..]) && !from("sender:header", &told[..3]));
}

#[test]
fn the_strongest_three_pieces_are_named_with_their_places() {
    let weights =
        weights(&[(&["electricity", "disconnect"], 70), (&["disconnect"], 10), (&["you"], 5), (&["bill"], 1)], &[]);
    let evidence = evidence(&[(&["you"], 0), (&["electricity"], 1), (&["disconnect"], 2), (&["bill"], 3)]);
    let (pieces, _) = strongest(&evidence, &weights);
    let spoke = spoke(&evidence, pieces, &Stretch::default(), &weights);
    let named: Vec<_> =
        spoke.iter().map(|spoke| (spoke.piece.to_string(), spoke.tokens.clone(), spoke.weight)).collect();
    assert_eq!(named, [("disconnect".into(), 2..3, 45), ("electricity".into(), 1..2, 35), ("you".into(), 0..1, 5)]);
}

#[test]
fn weights_that_do_not_parse_are_refused() {
    let with = |change: fn(&mut ClaimWeights)| {
        let mut document = ClaimWeights::default();
        change(&mut document);
        Weights::new(document)
    };
    assert!(with(|_| ()).is_ok());
    assert!(with(|document| document.schema = 2).is_err());
    assert!(with(|document| document.grams.clear()).is_err());
    assert!(with(|document| document.grams = "\"".into()).is_err());
    assert!(with(|document| document.grams = "~".into()).is_err());
    assert!(with(|document| document.grams = "?".repeat(1 << 17)).is_err());
    assert!(
        with(|document| {
            document.senders.insert("sender:nobody".into(), 1);
        })
        .is_err()
    );
    assert!(with(|document| document.combinations.push(Combination { of: vec!["x".into()], weight: 1 })).is_err());
    assert!(with(|document| document.combinations.push(Combination { of: Vec::new(), weight: 1 })).is_err());
    let below = r#"{"schema":1,"threshold":1,"alone":1,"senders":{},"combinations":[{"of":["bill"],"weight":-1}],"talk":{},"step":1,"grams":"?"}"#;
    assert!(serde_json::from_str::<ClaimWeights>(below).is_err());
    assert!(serde_json::from_str::<ClaimWeights>(&below.replace("-1", "1")).is_ok());
}

/// A table in which each run of letters of `text` has a weight of its own.
fn table(texts: &[(&str, u8)]) -> Weights {
    let mut grams = vec![b'?'; 1 << 16];
    let arena = Bump::new();
    for (text, weight) in texts {
        wording::each_gram(&Text::new(text, &arena), |_, short, _| {
            grams[((u64::from(short) * (1 << 16)) >> 32) as usize] = *weight;
        });
    }
    let grams = String::from_utf8(grams).unwrap();
    Weights::new(ClaimWeights { grams, step: 1, ..ClaimWeights::default() }).unwrap()
}

fn stretch(text: &str, weights: &Weights) -> Stretch {
    Stretch::new(&Text::new(text, &Bump::new()), &weights.grams)
}

#[test]
fn the_strongest_stretch_is_found_wherever_it_stands() {
    let weights = table(&[("kategi", b'[')]);
    let alone = stretch("kategi", &weights);
    assert!(alone.weight > 0);
    assert_eq!(alone.tokens, 0..1);
    let within = stretch("aaj kategi batti", &weights);
    assert!(within.weight >= alone.weight);
    assert_eq!(within.tokens, 1..2);
}

#[test]
fn text_around_a_stretch_never_lowers_it_not_even_what_speaks_against() {
    let weights = table(&[("kategi", b'['), ("papa", b'#'), ("aaya", b'#')]);
    let alone = stretch("kategi", &weights).weight;
    for text in ["papa kategi", "kategi papa", "papa aaya papa kategi aaya papa", "papa papa papa papa kategi"] {
        assert!(stretch(text, &weights).weight >= alone, "{text}");
    }
    assert!(stretch("papa aaya", &weights).against > 0);
}

#[test]
fn digits_and_marks_between_words_change_nothing() {
    let weights = table(&[("light kategi abhi", b'[')]);
    let plain = stretch("light kategi abhi", &weights).weight;
    assert_eq!(stretch("light 98765 kategi, 43210 abhi", &weights).weight, plain);
}

#[test]
fn a_word_spelt_out_is_the_word() {
    let weights = table(&[("light kategi", b'[')]);
    let plain = stretch("light kategi", &weights).weight;
    for text in ["l.i.g.h.t k.a.t.e.g.i", "l-i-g-h-t k-a-t-e-g-i", "l·i·g·h·t· ·k·a·t·e·g·i"] {
        assert_eq!(stretch(text, &weights).weight, plain, "{text}");
    }
    assert_eq!(stretch("k a t e g i", &weights).weight, stretch("kategi", &weights).weight);
    assert_eq!(stretch("k a 5 t e 5 g i", &weights).weight, 0);
}

#[test]
fn letters_of_every_script_have_weights() {
    for text in ["kategi", "कटेगी", "کٹے گی", "বিচ্ছিন্ন"] {
        let weights = table(&[(text, b'[')]);
        assert!(stretch(text, &weights).weight > 0, "{text}");
        assert_eq!(stretch("hello there", &weights).weight, 0);
    }
}
