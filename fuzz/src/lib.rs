//! What must hold of every verdict, whatever the list and the message.
//!
//! In: a filter and a message. Out: the report, and a panic where something does not hold that always must: every place
//! is a piece of the text, in UTF-8 and in UTF-16; a stranger's message is never genuine; the record of the verdict holds
//! nothing of the text, is read back as it was, and is reproduced. With the built-in list the work is bounded as well.

use asli::allowlist::{self, TrustedList};
use asli::jiff::Timestamp;
use asli::list::CompiledClauses;
use asli::list::schema::Texts;
use asli::record::{VerdictRecord, replay};
use asli::{Filter, Report, SenderClass, Sms, Span, Verdict, steps};
use std::hint::black_box;
use std::sync::LazyLock;

/// The list that is built in.
pub static BUILT_IN: LazyLock<Filter> = LazyLock::new(|| Filter::embedded().unwrap());

/// An official sender, another business, and a phone: each is judged by other detectors.
pub const SENDERS: [&str; 3] = ["JM-SBPDCL-S", "VM-HDFCBK-S", "+919876543210"];

/// A word of the dictionary that no record, fault or error repeats.
pub const SECRET: &str = "xqzsecretzqx";

/// So many steps a character, as `src/filter/linear.rs` has it for the longest SMS.
const MOST_STEPS: u64 = 200;
/// So many besides for a message of any length.
const MOST_AT_ONCE: u64 = 20_000;
/// So many a character more for the proof, which only messages of official senders get: it grows with the clauses of the list.
const MOST_OF_PROOF: u64 = 30_000;
/// A proof reads at most 600 tokens; of so many characters, or with so many steps as they take.
const LONGEST_PROOF: u64 = 3_000;

/// A day within the built-in list's dates.
pub fn now() -> Timestamp {
    "2026-11-24T10:00:00Z".parse().unwrap()
}

/// The built-in list with few words and weights, which is compiled a hundred times a second.
pub fn small_list() -> TrustedList {
    let mut list = allowlist::embedded().unwrap();
    let few = |texts: &Texts| texts.iter().take(3).collect::<Texts>();
    let lexicon = &mut list.lexicon;
    for concept in &mut lexicon.concepts {
        let terms = &mut concept.terms;
        for texts in [&mut terms.en, &mut terms.hi, &mut terms.latn] {
            *texts = few(texts);
        }
        (terms.bho, terms.mai, terms.ur, terms.bn) = Default::default();
    }
    lexicon.tlds = ["com", "in"].iter().collect();
    list.first.clauses = CompiledClauses::default();
    list
}

/// Judges a message, and holds what must hold of any list's verdict.
pub fn judge(filter: &Filter, sms: &Sms<'_>, now: Timestamp) -> Report {
    judged(filter, sms, now).0
}

/// The same, with the steps that the check took.
fn judged(filter: &Filter, sms: &Sms<'_>, now: Timestamp) -> (Report, u64) {
    let (report, steps) = steps::count(|| filter.check(sms, now));
    let is_stranger = filter.sender_class(sms.sender) != SenderClass::Official;
    assert!(!is_stranger || report.verdict != Verdict::Genuine, "a stranger's message is genuine");
    assert!(!report.truncated || report.verdict != Verdict::Genuine, "half a message is genuine");
    let spans = report.findings.iter().filter_map(|finding| finding.span);
    let spans = spans.chain(report.evidence.iter().filter_map(|evidence| evidence.span));
    spans.chain(report.proof.iter().map(|proof| proof.span)).for_each(|span| check_place(span, sms.body));
    let record = VerdictRecord::new(&report, sms, filter);
    let json = record.to_json();
    assert!(!json.contains(SECRET), "a record holds some of the message");
    let read = VerdictRecord::from_json(json.as_bytes()).unwrap();
    assert_eq!(read, record);
    assert!(replay(&read, sms, filter).reproduces());
    (report, steps)
}

/// The same by the built-in list, whose work for a message is bounded.
pub fn judge_by_built_in(sms: &Sms<'_>, now: Timestamp) -> Report {
    let (report, steps) = judged(&BUILT_IN, sms, now);
    // The words of a sender are few, but they are read like those of the text.
    let length = (sms.body.chars().count() + sms.sender.chars().count()) as u64;
    let is_proven = BUILT_IN.sender_class(sms.sender) == SenderClass::Official;
    let of_proof = if is_proven { MOST_OF_PROOF * length.min(LONGEST_PROOF) } else { 0 };
    let most = MOST_STEPS * length + MOST_AT_ONCE + of_proof;
    assert!(steps <= most, "{steps} steps for {length} characters, where at most {most} may be");
    reward(steps / length.max(16));
    report
}

fn check_place(span: Span, body: &str) {
    let before = body.get(..span.utf8_start as usize).expect("a place starts within a character");
    let piece = body.get(span.utf8_start as usize..span.utf8_end as usize).expect("a place is no piece of the body");
    assert_eq!(before.encode_utf16().count(), span.utf16_start as usize);
    assert_eq!(piece.encode_utf16().count(), (span.utf16_end - span.utf16_start) as usize);
}

/// Runs through a loop of its own for every four doublings of the steps a character. The fuzzer keeps inputs that run
/// through a loop more often than those before them, so that it looks for the dearest ones.
fn reward(steps: u64) {
    turns::<0>(steps);
    turns::<1>(steps);
    turns::<2>(steps);
    turns::<3>(steps);
}

#[inline(never)]
fn turns<const LEVEL: u32>(steps: u64) {
    // Of the sixteen steps between 1 and 16 times as many as where the loop begins.
    for _ in 0..(steps >> (4 * LEVEL)).min(16) {
        black_box(LEVEL);
    }
}
