//! Reading whole texts through their disguises, by the embedded list.
#![allow(clippy::unwrap_used)]

#[path = "../../tests/common/jsonl.rs"]
mod jsonl;
#[path = "../../tests/common/reencode.rs"]
mod reencode;

use super::{Concepts, Reading, WordAt, WordId};
use crate::rules::Rules;
use crate::text::Text;
use bumpalo::Bump;
use proptest::prelude::*;
use reencode::REENCODINGS;
use std::sync::LazyLock;

pub(super) static RULES: LazyLock<Rules> = LazyLock::new(|| {
    let list = crate::trust::embedded().unwrap();
    Rules::new(list.first, list.others, list.lexicon, list.claim).unwrap()
});

/// The bodies of every case.
static BODIES: LazyLock<Vec<String>> = LazyLock::new(|| {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let files = jsonl::below(&folder).into_iter().map(|file| std::fs::read_to_string(file).unwrap());
    let body =
        |line: &str| serde_json::from_str::<serde_json::Value>(line).unwrap()["body"].as_str().unwrap().to_owned();
    files.flat_map(|text| text.lines().map(body).collect::<Vec<_>>()).collect()
});

pub(super) fn exact<'a>(text: &Text<'_>, arena: &'a Bump) -> Reading<'a> {
    let words = WordAt::all(text, &RULES.first.words, |word| RULES.first.grammar.word(word).is_some(), arena);
    Reading::new(words, &RULES.first.words, arena)
}

/// What each word of `body` is read as, through its disguise; `?` where it is none that means something.
fn read(body: &str) -> String {
    let arena = Bump::new();
    let text = Text::new(body, &arena);
    let exact = exact(&text, &arena);
    let fuzzy = exact.fuzzy(&text, &RULES.first.words, &arena).unwrap_or(exact);
    let spelling = |id: WordId| {
        if id.is_known() && id != WordId::OF_CLAUSES {
            RULES.first.words.spelling(id).to_owned()
        } else {
            "?".to_owned()
        }
    };
    fuzzy.words.iter().map(|word| spelling(word.id)).collect::<Vec<_>>().join(" ")
}

/// Whether the first look says yes wherever the whole reading finds a subject.
fn first_look_is_sound(body: &str) -> bool {
    let arena = Bump::new();
    let text = Text::new(body, &arena);
    let exact = exact(&text, &arena);
    let may = RULES.first.words.may_have_subject(&text, &exact.words, &arena);
    let fuzzy = exact.fuzzy(&text, &RULES.first.words, &arena).unwrap_or(exact);
    may || !fuzzy.concepts.has_any(Concepts::SUBJECT)
}

#[test]
fn words_are_read_through_disguises() {
    for (body, words) in [
        ("3l3c7r1c17y b1ll", "electricity bill"),
        ("e|ectric!ty $upp|y", "electricity supply"),
        ("bijIi lnstall", "bijli install"),
        ("eelleeccttrriicciittyy powwerrr", "electricity power"),
        ("PowerCutTonight", "power cut tonight"),
        ("SBPDCLBill", "sbpdcl bill"),
        ("yourelectricitywillbedisconnectedtonight", "your electricity will disconnected tonight"),
        ("e.l.e.c.t.r.i.c.i.t.y b*i*l*l", "electricity bill"),
        (
            "e\u{2009}l\u{2009}e\u{2009}c\u{2009}t\u{2009}r\u{2009}i\u{2009}c b\u{2009}i\u{2009}l\u{2009}l",
            "electric bill",
        ),
        ("NBPDCLprepaid SBPDCLBill", "nbpdcl prepaid sbpdcl bill"),
        ("elec tri city", "electricity"),
        ("lctrcty dscnnctd tnght", "electricity disconnected tonight"),
        ("elecrticty disconecnted tonigth cnotact", "electricity disconnected tonight contact"),
    ] {
        assert_eq!(read(body), words, "{body}");
    }
}

#[test]
fn damage_is_read_only_where_there_is_much_of_it() {
    assert_eq!((read("bll"), read("ffcr")), ("?".to_owned(), "?".to_owned()));
    assert_eq!(read("lctrcty bll ffcr"), "electricity bill officer");
    assert_eq!(read("biil cla"), "bill ?");
    assert_eq!(read("biil ofcfe uptde cla yro"), "bijli office update call your");
    // Talk is nothing that anybody hides.
    assert_eq!(read("biil ofcfe uptde mga"), "bijli office update ?");
    // What is spelt out is whole.
    assert_eq!(read("p.o.w.e.r b.i.l.l c.u.t r.e.a.c.h bll"), "power bill cut reach ?");
}

#[test]
fn a_word_of_several_tokens_is_as_long_as_one() {
    let arena = Bump::new();
    let text = Text::new("b.i.l.l is p.o.w.e.r 98", &arena);
    let exact = exact(&text, &arena);
    let fuzzy = exact.fuzzy(&text, &RULES.first.words, &arena).unwrap();
    let places: Vec<_> = (0..=text.tokens().len()).map(|token| fuzzy.place(token)).collect();
    assert_eq!(places, [0, 0, 0, 0, 0, 0, 0, 1, 2, 2, 2, 2, 2, 2, 2, 2, 2, 3, 4]);
    assert_eq!((0..=4).map(|token| exact.place(token)).collect::<Vec<_>>(), [0, 1, 2, 3, 4]);
}

#[test]
fn the_first_look_sees_the_subject_of_every_case_in_every_re_encoding() {
    let mut wrong = Vec::new();
    for (at, body) in BODIES.iter().enumerate() {
        if !first_look_is_sound(body) {
            wrong.push(("as it stands", body.clone()));
        }
        // Each re-encoding of every eighth.
        for (name, encode) in REENCODINGS.iter().skip(at % 8).step_by(8) {
            let body = encode(body);
            if !first_look_is_sound(&body) {
                wrong.push((name, body));
            }
        }
    }
    assert!(wrong.is_empty(), "{} {:?}", wrong.len(), wrong.iter().take(20).collect::<Vec<_>>());
}

proptest! {
    #[test]
    fn and_of_whatever_becomes_of_them(
        case in any::<prop::sample::Index>(),
        (first, second) in (any::<prop::sample::Index>(), any::<prop::sample::Index>()),
        changes in prop::collection::vec((any::<prop::sample::Index>(), 0..5_u8, prop::sample::select(vec!['a', 'I', '0', '1', '|', '@', ' ', '.', '-', 'é', 'ł', '\u{200b}', 'ि', '\u{202e}'])), 0..12),
    ) {
        let encode = |body: &str, at: prop::sample::Index| at.get(REENCODINGS).1(body);
        let mut body: Vec<char> = encode(&encode(case.get(&BODIES[..]).as_str(), first), second).chars().collect();
        for (at, kind, c) in changes {
            let (at, next) = (at.index(body.len()), (at.index(body.len()) + 1) % body.len());
            match kind {
                0 => drop(body.remove(at)),
                1 => body.insert(at, c),
                2 => body[at] = c,
                3 => body.swap(at, next),
                _ => body.insert(at, body[at]),
            }
            if body.is_empty() {
                break;
            }
        }
        let body: String = body.into_iter().collect();
        prop_assert!(first_look_is_sound(&body), "{:?}", body);
    }
}
