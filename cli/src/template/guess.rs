//! What a blank is, by its tag and the words around it.
//!
//! In: a template's text, and the roles that the list has. Out: a guess for each blank, which a person confirms or
//! corrects: nothing here decides anything.

use asli::list::schema::{Blank, Piece, Tag, TemplateProblem, pieces, role};

/// So many characters before a blank are its surroundings.
const AROUND: usize = 48;

/// A role, with the words that it is behind and the words that are behind it.
struct Label {
    role: &'static str,
    before: &'static [&'static str],
    behind: &'static [&'static str],
}

/// What is said of values in English, Hindi and Hindi in Latin letters. Of words before a blank the nearest counts; words
/// behind it are units, and count more.
const LABELS: &[Label] = &[
    Label {
        role: "rebate",
        before: &[
            "rebate",
            "rebate of",
            "rebate of rs",
            "rebate of rs.",
            "rebate rs",
            "rebate rs.",
            "discount of",
            "discount of rs",
            "discount of rs.",
            "save",
            "save rs",
            "save rs.",
            "छूट",
            "छूट रु",
            "छूट रु.",
            "रिबेट",
            "chhoot",
            "chhoot rs",
            "chhut",
            "chhut rs",
        ],
        behind: &["%", "percent", "per cent", "प्रतिशत", "pratishat"],
    },
    Label {
        role: "amount",
        before: &[
            "rs",
            "rs.",
            "inr",
            "₹",
            "रु",
            "रु.",
            "रुपये",
            "amount",
            "dues",
            "balance",
            "bill of",
            "payment of",
            "राशि",
            "बकाया",
            "rashi",
            "bakaya",
        ],
        behind: &["rs", "rupees", "/-", "रुपये", "रु", "rupaye"],
    },
    Label {
        role: "last_date",
        before: &[
            "last date",
            "due date",
            "last date is",
            "due date is",
            "due on",
            "due by",
            "pay by",
            "before",
            "by",
            "till",
            "upto",
            "अंतिम तिथि",
            "देय तिथि",
            "antim tithi",
            "last date of payment",
        ],
        behind: &["तक", "tak", "से पहले", "se pehle"],
    },
    Label {
        role: "disconnection_date",
        before: &["disconnected on", "disconnection on", "disconnection date", "cut on", "disconnected after"],
        behind: &["को काट", "ko kat"],
    },
    Label {
        role: "date",
        before: &["dated", "dt", "dt.", "received on", "paid on", "bill date", "on", "दिनांक", "dinank", "date"],
        behind: &["को", "ko"],
    },
    Label {
        role: "account_number",
        before: &[
            "ca no",
            "ca no.",
            "ca number",
            "ca",
            "consumer no",
            "consumer no.",
            "consumer number",
            "account no",
            "account no.",
            "account number",
            "account",
            "k no",
            "सीए संख्या",
            "उपभोक्ता संख्या",
            "खाता संख्या",
            "सीए",
            "upbhokta sankhya",
            "khata sankhya",
            "consumer id",
        ],
        behind: &[],
    },
    Label {
        role: "reference",
        before: &[
            "receipt no",
            "receipt no.",
            "receipt number",
            "receipt",
            "ref no",
            "ref no.",
            "ref",
            "reference",
            "reference no",
            "transaction id",
            "transaction no",
            "txn id",
            "txn no",
            "bill no",
            "bill no.",
            "bill number",
            "रसीद संख्या",
            "रसीद",
            "बिल संख्या",
            "rasid sankhya",
            "id",
        ],
        behind: &[],
    },
    Label {
        role: "period",
        before: &["month of", "for the month of", "bill month", "period", "माह", "mah", "month"],
        behind: &["month", "माह", "mah"],
    },
    Label {
        role: "energy", before: &["units", "reading", "यूनिट"], behind: &["units", "unit", "kwh", "kw", "यूनिट"]
    },
    Label { role: "duration", before: &["days"], behind: &["days", "day", "दिन", "दिनों", "din"] },
];

/// A guess for each blank of `text`.
///
/// # Errors
/// Where a blank is not written as portals write it.
pub fn blanks(text: &str, roles: &[String]) -> Result<Vec<Blank>, TemplateProblem> {
    let pieces = pieces(text)?;
    let mut blanks = Vec::new();
    for (at, piece) in pieces.iter().enumerate() {
        let Piece::Blank(tag) = piece else { continue };
        let of = |at: Option<usize>| match at.and_then(|at| pieces.get(at)) {
            Some(Piece::Text(text)) => *text,
            _ => "",
        };
        let guessed = match tag {
            Tag::Url | Tag::UrlOtt => Some(role::SITE),
            Tag::Cbn | Tag::Email => Some(role::LISTED),
            Tag::Numeric | Tag::Alphanumeric | Tag::Var => by_words(of(at.checked_sub(1)), of(Some(at + 1))),
        };
        let role = guessed.filter(|role| roles.iter().any(|known| known == role)).map(str::to_owned);
        blanks.push(Blank { role, ..Blank::default() });
    }
    Ok(blanks)
}

fn by_words(before: &str, behind: &str) -> Option<&'static str> {
    let (before, behind) = (folded(before), folded(behind));
    let of_unit = LABELS.iter().find(|label| label.behind.iter().any(|unit| begins_with(&behind, unit)));
    if let Some(label) = of_unit {
        return Some(label.role);
    }
    let around = before.char_indices().rev().nth(AROUND).map_or(0, |(at, _)| at);
    let around = &before[around..];
    let ends = LABELS.iter().flat_map(|label| {
        label.before.iter().filter_map(|words| Some((last_end(around, words)?, words.len(), label.role)))
    });
    ends.max_by_key(|(end, length, _)| (*end, *length)).map(|(.., role)| role)
}

/// In small letters, with one blank for any white space.
fn folded(text: &str) -> String {
    text.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether `text` begins with `words`, marks aside, and the last of them ends there.
fn begins_with(text: &str, words: &str) -> bool {
    let text = if words.starts_with(char::is_alphabetic) {
        text.trim_start_matches(|c: char| !c.is_alphabetic())
    } else {
        text.trim_start()
    };
    text.strip_prefix(words).is_some_and(|rest| !goes_on(words, rest))
}

/// Where `words` end last in `text`, as words of their own.
fn last_end(text: &str, words: &str) -> Option<usize> {
    let ends = text.match_indices(words).filter(|(at, _)| {
        let is_begun = !text[..*at].ends_with(char::is_alphanumeric) || !words.starts_with(char::is_alphanumeric);
        is_begun && !goes_on(words, &text[at + words.len()..])
    });
    ends.map(|(at, _)| at + words.len()).last()
}

fn goes_on(words: &str, rest: &str) -> bool {
    let is_of_word = |c: char| c.is_alphanumeric() || ('\u{900}'..='\u{963}').contains(&c);
    words.ends_with(is_of_word) && rest.starts_with(is_of_word)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn guess(text: &str) -> Vec<String> {
        let known = LABELS.iter().map(|label| label.role).chain([role::SITE, role::LISTED]);
        let known: Vec<String> = known.map(str::to_owned).collect();
        let blanks = blanks(text, &known).unwrap();
        assert!(
            blanks.iter().all(|blank| !blank.confirmed && blank.values.is_empty()),
            "nothing is confirmed by a guess"
        );
        blanks.into_iter().map(|blank| blank.role.unwrap_or_default()).collect()
    }

    #[test]
    fn roles_are_guessed_by_the_nearest_words() {
        for (text, roles) in [
            (
                "Bill of Rs {#numeric#} for CA No. {#numeric#} due on {#alphanumeric#}",
                "amount account_number last_date",
            ),
            ("Pay by {#alphanumeric#} and get {#numeric#}% rebate", "last_date rebate"),
            ("रु {#numeric#} का बिल, अंतिम तिथि {#alphanumeric#}", "amount last_date"),
            ("{#alphanumeric#} तक भुगतान करें", "last_date"),
            ("Pay by {#alphanumeric#} and get rebate of Rs {#numeric#}", "last_date rebate"),
            ("Receipt No {#alphanumeric#} dated {#alphanumeric#}", "reference date"),
            ("bill for the month of {#alphanumeric#}, {#numeric#} units", "period energy"),
            ("will be disconnected on {#alphanumeric#}", "disconnection_date"),
            ("see {#url#} or call {#cbn#}", "site listed"),
            ("Dear {#alphanumeric#}, hello", ""),
            ("Barsana {#alphanumeric#}", ""),
        ] {
            assert_eq!(guess(text).join(" "), roles, "{text}");
        }
    }

    #[test]
    fn a_role_that_the_list_has_not_is_not_guessed() {
        assert_eq!(blanks("Rs {#numeric#}", &["last_date".to_owned()]).unwrap()[0].role, None);
        assert!(blanks("Rs {#otp#}", &[]).is_err());
    }
}
