//! What crosses the bridge to Kotlin, for the target `ffi`.
//!
//! In: messages and files. Out: seeds: the call's byte, the clock and the time of receipt, and what is handed over. Each
//! is written as uniffi writes it: numbers with the highest byte first, texts behind their length.

/// The clock of the seeds, in milliseconds.
const NOW: i64 = 1_795_494_600_000;

/// A message in every way in which it can cross.
pub(super) fn of_message(sender: &str, body: &str) -> Vec<Vec<u8>> {
    let text = format!("{sender}\n{body}");
    let utf16: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    // The second message has no time of receipt.
    let sms = |received: &[u8]| [&string(sender)[..], &string(body), received].concat();
    let one = sms(&[&[1][..], &NOW.to_be_bytes()].concat());
    let two = [&[0, 0, 0, 2][..], &one, &sms(&[0])].concat();
    vec![
        seed(0, &utf16),
        seed(1, text.as_bytes()),
        seed(2, &one),
        seed(3, &two),
        seed(4, &[finding(body), proof(body), evidence()].concat()),
    ]
}

/// The beginning of a bundle, a root with a bundle, and names of folders.
pub(super) fn of_files(bundle: &[u8], root: &str) -> Vec<Vec<u8>> {
    let start = bundle.get(..2048).unwrap_or(bundle);
    let names = ["", "a", "बिजली", "a\u{0}b"].map(|name| name.encode_utf16().flat_map(u16::to_le_bytes).collect());
    let mut seeds = vec![seed(5, start), seed(6, &[root.as_bytes(), &[0], start].concat())];
    seeds.extend(names.iter().map(|name: &Vec<u8>| seed(7, name)));
    seeds
}

fn seed(call: u8, bytes: &[u8]) -> Vec<u8> {
    [&[call][..], &NOW.to_le_bytes(), &NOW.to_le_bytes(), bytes].concat()
}

/// Texts of cases are far shorter than 4 GiB.
fn string(text: &str) -> Vec<u8> {
    let length = u32::try_from(text.len()).unwrap_or(u32::MAX);
    [&length.to_be_bytes()[..], text.as_bytes()].concat()
}

/// A phone number that is a danger, at a place, with a value.
fn finding(value: &str) -> Vec<u8> {
    [&[0, 0, 0, 1, 0, 0, 0, 3][..], &[1, 0, 0, 0, 2, 0, 0, 0, 9], &[1], &string(value)].concat()
}

/// A company at a place, with a name in each language.
fn proof(value: &str) -> Vec<u8> {
    [&[0, 0, 0, 1][..], &[0, 0, 0, 0, 0, 0, 0, 6], &string(value), &[1], &string(value)].concat()
}

/// Wording, without a place.
fn evidence() -> Vec<u8> {
    [&string("wording")[..], &[0], &[0, 0, 0, 9]].concat()
}
