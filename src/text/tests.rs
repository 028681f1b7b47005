//! What bodies read as.

use super::{Text, TokenKind};
use bumpalo::Bump;

fn folded(body: &str) -> String {
    let arena = Bump::new();
    let text = Text::new(body, &arena);
    text.folded_run(0..text.tokens().len(), &arena).to_owned()
}

/// What is written at each token, and whether it is plain, odd or disguised.
fn tokens(body: &str) -> Vec<(String, &'static str)> {
    let arena = Bump::new();
    let text = Text::new(body, &arena);
    let how = |token: &super::Token| match () {
        () if token.is_plain() => "plain",
        () if token.is_disguised() => "disguised",
        () => "odd",
    };
    let written = |at: usize| {
        let place = text.place(at..at + 1);
        body[place.start as usize..place.end as usize].to_owned()
    };
    text.tokens().iter().enumerate().map(|(at, token)| (written(at), how(token))).collect()
}

fn hows(body: &str) -> Vec<&'static str> {
    tokens(body).into_iter().map(|(_, how)| how).collect()
}

fn unseen(body: &str) -> usize {
    let arena = Bump::new();
    Text::new(body, &arena).unseen.len()
}

#[test]
fn letters_that_look_like_latin_ones() {
    for body in ["ełectricity", "ɐ", "ᔕᗷᑭᗪᑕᒪ", "ꓢꓐꓑꓓꓚꓡ", "ᏚᏴᏢᎠᏟᏞ", "ƀɨłł", "ρσωεr", "вijli", "p€y", "elect®ic", "ɓɨʝɭɨ"]
    {
        assert!(folded(body).bytes().all(|b| b.is_ascii_lowercase()), "{body} {}", folded(body));
    }
    assert_eq!(folded("ełectricity ᔕᗷᑭᗪᑕᒪ ꓢꓐꓑꓓꓚ ɓɨʝɭɨ"), "electricity sbpdcl sbpdc bijli");
}

#[test]
fn text_is_read_in_the_order_in_which_it_is_seen() {
    for (body, seen) in [
        ("\u{202e}lliB\u{202c} due", "bill due"),
        ("pay \u{202e}won\u{202c} at 5", "pay now at 5"),
        ("\u{202e}(won) yap", "pay (now)"),
        ("\u{202e}0123456789", "9876543210"),
        ("\u{202e}llib \u{202d}98\u{202c} ruo", "our 98 bill"),
        ("\u{202e}eno\nowt", "one owt"),
        ("\u{2067}pay now\u{2069}", "pay now"),
    ] {
        assert_eq!(folded(body), seen, "{body:?}");
    }
}

#[test]
fn places_lead_back_to_the_body() {
    assert_eq!(
        tokens("x \u{202e}lliB yap\u{202c}").into_iter().map(|(written, _)| written).collect::<Vec<_>>(),
        ["x", "yap", "lliB"]
    );
    let arena = Bump::new();
    let text = Text::turned("llᴉq ɹno⅄", true, &arena);
    assert_eq!(text.folded_run(0..2, &arena), "your bill");
    let place = text.place(1..2);
    assert_eq!((place.start, place.end, place.utf16_end), (0, 6, 4));
    assert_eq!(Text::backwards("ijliB", &arena).folded_run(0..1, &arena), "bilji");
}

#[test]
fn honest_symbols_are_no_disguise() {
    for body in [
        "Suvidha™",
        "½",
        "5 m²",
        "🇮🇳",
        "🇮🇳🇮🇳",
        "☎️ 1912",
        "café",
        "Jose\u{301}",
        "①",
        "5㎏",
        "ℹ️",
        "№ 5",
        "1️⃣ pay",
        "｜ x",
    ] {
        assert!(!hows(body).contains(&"disguised"), "{body:?} {:?}", tokens(body));
    }
    for body in
        ["①②③", "🇧🇮🇯🇱🇮", "póẃer", "ｐay", "𝐩ay", "9️⃣8️⃣", "⁹⁸⁷", "p\u{336}o\u{336}w", "pоwer", "an é\u{301} bé fé cé"]
    {
        assert!(hows(body).contains(&"disguised"), "{body:?} {:?}", tokens(body));
    }
}

#[test]
fn what_is_not_seen_is_noted_and_a_disguise_only_within_a_word() {
    for mark in [
        "\u{200e}",
        "\u{200f}",
        "\u{feff}",
        "\u{200b}",
        "\u{ad}",
        "\u{2060}",
        "\u{3}",
        "\u{e000}",
        "\u{378}",
        "\u{e0041}",
        "\u{fe00}",
        "\u{202c}",
        "\u{2069}",
        "\u{3164}",
    ] {
        for body in
            [format!("Rs {mark}512"), format!("Rs 512{mark}"), format!("{mark}Rs 512"), format!("Rs {mark} 512")]
        {
            assert_eq!(unseen(&body), 1, "{body:?}");
            assert!(!hows(&body).contains(&"disguised"), "{body:?}");
        }
        for body in [format!("po{mark}wer"), format!("98{mark}76")] {
            assert_eq!(unseen(&body), 1, "{body:?}");
            assert!(hows(&body).contains(&"disguised"), "{body:?} {:?}", tokens(&body));
            assert_eq!(tokens(&body).len(), 1, "{body:?}");
        }
    }
    assert_eq!(unseen("\u{2068}512\u{2069} \u{202a}x\u{202c}"), 4);
    assert_eq!(unseen("क्\u{200d}ष 👨\u{200d}👩 ☎\u{fe0f} plain text, हिन्दी"), 0);
    assert_eq!(unseen("क\u{200d}ष"), 1);
}

#[test]
fn pictures_and_letters_are_not_cut() {
    for (body, count) in [
        ("👨\u{200d}👩\u{200d}👧", 1),
        ("👍🏽", 1),
        ("☎\u{fe0f}", 1),
        ("🇮🇳", 1),
        ("🇮🇳🇮🇳", 2),
        ("e\u{301}t", 1),
        ("कु\u{306}", 1),
        ("बड़", 1),
    ] {
        let all = tokens(body);
        assert_eq!(all.len(), count, "{body:?} {all:?}");
        assert_eq!(all.iter().map(|(written, _)| &**written).collect::<String>(), body);
    }
}

#[test]
fn other_scripts_of_india_make_words() {
    let arena = Bump::new();
    for body in ["بجلی کا بل", "বিদ্যুৎ বিল", "ବିଦ୍ୟୁତ", "ਬਿਜਲੀ ਬਿੱਲ"]
    {
        let text = Text::new(body, &arena);
        assert_eq!(text.tokens().len(), body.split(' ').count(), "{body}");
        assert!(text.tokens().iter().all(|token| token.kind == TokenKind::Script && token.is_plain()), "{body}");
    }
    assert_eq!(folded("pهwer"), "power");
}
