//! Any strings and bytes as the generated code hands them over the bridge, at any time, to every call that takes some.
//!
//! The first byte chooses the call; eight bytes each are the clock and the time of receipt; the rest is what is handed
//! over. Texts are UTF-16 as Kotlin has them, with lone surrogates; records are their lowered bytes, well-formed or not.
//! Must hold: what cannot be lifted is an error; what can comes out as it went in; places are pieces of the text in
//! UTF-16; a check crosses as it is; no import of other bytes than the list's changes the list.
#![no_main]

use asli::explain::Lang;
use asli::record::{VerdictRecord, replay};
use asli::{Advice, Verdict};
use asli_ffi::{Evidence, Finding, ImportResult, Proof, Report, Sms, SmsFilter, Span, UniFfiTag};
use asli_ffi::{advice_text, evidence_text, finding_text, headline, list_state_text, proof_text, reason, warning};
use asli_fuzz::{BUILT_IN, SECRET, judge_by_built_in};
use libfuzzer_sys::fuzz_target;
use std::path::PathBuf;
use std::sync::{Arc, LazyLock};
use uniffi::{Lift, Lower, RustBuffer};

const FAKE: &str = "Dear consumer your electricity power will be disconnected tonight 9.30 pm, call officer 9876543210";
const LANGS: [Lang; 2] = [Lang::En, Lang::Hi];
/// A text is handed over for each of so many messages at most.
const MOST_MESSAGES: usize = 8;

static FOLDER: LazyLock<PathBuf> =
    LazyLock::new(|| std::env::temp_dir().join(format!("asli-fuzz-ffi-{}", std::process::id())));
static FILTER: LazyLock<Arc<SmsFilter>> =
    LazyLock::new(|| SmsFilter::open(FOLDER.to_str().unwrap(), 1_795_494_600_000).unwrap());

fuzz_target!(|input: (u8, i64, i64, &[u8])| {
    let (call, now, received, bytes) = input;
    let received = (received % 3 != 0).then_some(received);
    match call % 8 {
        0 => check(&message(&utf16(bytes), received), now),
        1 => check(&message(&String::from_utf8_lossy(bytes), received), now),
        2 => check_lowered(bytes, now),
        3 => check_all(bytes, now),
        4 => texts(bytes, now),
        5 => import(bytes, now),
        6 => open_pinned(bytes, now),
        _ => open(&utf16(bytes), now),
    }
});

/// A text of Kotlin as it crosses: with U+FFFD for each surrogate without its other half.
fn utf16(bytes: &[u8]) -> String {
    let units: Vec<u16> = bytes.chunks_exact(2).map(|pair| u16::from_le_bytes([pair[0], pair[1]])).collect();
    let text = String::from_utf16_lossy(&units);
    assert_eq!(text.encode_utf16().count(), units.len(), "places would be elsewhere than in Kotlin's text");
    text
}

/// The first line is the sender.
fn message(text: &str, received_at: Option<i64>) -> Sms {
    let (sender, body) = text.split_once('\n').unwrap_or(("+919876543210", text));
    Sms { sender: sender.to_owned(), body: body.to_owned(), received_at }
}

/// What crosses and comes back.
fn crossed<T: Lower<UniFfiTag, FfiType = RustBuffer> + Lift<UniFfiTag, FfiType = RustBuffer>>(value: T) -> T {
    <T as Lift<UniFfiTag>>::try_lift(<T as Lower<UniFfiTag>>::lower(value)).unwrap()
}

fn check(sms: &Sms, now: i64) {
    let own = crossed(sms.clone());
    assert_eq!((&own.sender, &own.body, own.received_at), (&sms.sender, &sms.body, sms.received_at));
    let report = crossed(FILTER.check(&own, now));
    let again = FILTER.check_all(&[own], now);
    assert_eq!(again, [report.clone()]);
    let units: Vec<u16> = sms.body.encode_utf16().collect();
    let spans = report.findings.iter().filter_map(|finding| finding.span);
    for span in spans.chain(report.proof.iter().map(|proof| proof.span)) {
        let piece = units.get(span.start as usize..span.end as usize).expect("a place is no piece of the text");
        String::from_utf16(piece).expect("a place begins or ends within a character");
    }
    let core = asli::Sms { sender: &sms.sender, body: &sms.body, received_at: sms.received_at.map(timestamp) };
    assert_eq!(judge_by_built_in(&core, timestamp(now)).verdict, report.verdict);
    let record = FILTER.record(&report, sms).unwrap();
    let record = VerdictRecord::from_json(record.as_bytes()).unwrap();
    assert!(replay(&record, &core, &BUILT_IN).reproduces());
    say(&report, sms);
}

/// The nearest time that the core can hold.
fn timestamp(milliseconds: i64) -> asli::jiff::Timestamp {
    use asli::jiff::Timestamp;
    let nearest = if milliseconds < 0 { Timestamp::MIN } else { Timestamp::MAX };
    Timestamp::from_millisecond(milliseconds).unwrap_or(nearest)
}

/// Every text there is on a report.
fn say(report: &Report, sms: &Sms) {
    for lang in LANGS {
        assert!(!headline(report, lang).is_empty());
        assert!(reason(report, lang).is_none_or(|reason| !reason.is_empty()));
        assert!(!FILTER.complaint(report, sms, lang).is_empty());
        warning(report, lang);
        let company = &report.company;
        report.findings.iter().for_each(|finding| drop(finding_text(finding.clone(), company, lang)));
        report.proof.iter().for_each(|proof| drop(proof_text(proof.clone(), lang)));
        report.evidence.iter().for_each(|evidence| drop(evidence_text(evidence.clone(), company, lang)));
        report.advice.iter().for_each(|advice: &Advice| drop(advice_text(*advice, company, lang)));
        list_state_text(report.list_state, lang);
    }
}

/// Bytes as a lowered message.
fn check_lowered(bytes: &[u8], now: i64) {
    let sms = <Sms as Lift<UniFfiTag>>::try_lift(RustBuffer::from_vec(bytes.to_vec()));
    if let Ok(sms) = sms {
        check(&sms, now);
    }
}

/// Bytes as a lowered list of messages.
fn check_all(bytes: &[u8], now: i64) {
    // uniffi makes room for as many as are announced before it looks whether they are there. Only its own code on the
    // other side writes that number.
    let announced = bytes.first_chunk().map(|count| i32::from_be_bytes(*count));
    if announced.is_some_and(|count| usize::try_from(count).is_ok_and(|count| count > MOST_MESSAGES)) {
        return;
    }
    let messages = <Vec<Sms> as Lift<UniFfiTag>>::try_lift(RustBuffer::from_vec(bytes.to_vec()));
    if let Ok(messages) = messages {
        let reports = FILTER.check_all(&messages, now);
        assert_eq!(reports.len(), messages.len());
    }
}

/// Bytes as lowered findings, parts of a proof and pieces of evidence, put into a report that no core has made.
fn texts(bytes: &[u8], now: i64) {
    let sms = message(FAKE, None);
    let mut report = FILTER.check(&sms, now);
    let mut rest = bytes;
    loop {
        let before = rest;
        if let Some(finding) = read::<Finding>(&mut rest) {
            report.findings.push(finding);
        } else if let Some(proof) = read::<Proof>(&mut rest) {
            report.proof.push(proof);
        } else if let Some(evidence) = read::<Evidence>(&mut rest) {
            report.evidence.push(evidence);
        }
        if rest.len() == before.len() {
            break;
        }
    }
    report.checked_at = now;
    report.verdict = [Verdict::Genuine, Verdict::Unconfirmed, Verdict::Suspicious, Verdict::Unrelated][bytes.len() % 4];
    let report = crossed(report);
    say(&report, &sms);
    let record = FILTER.record(&report, &sms).unwrap();
    assert!(!record.contains(SECRET), "a record holds a value");
    let empty = message("", None);
    let cut = Span { start: 0, end: u32::MAX };
    let spans = report.findings.into_iter().map(|finding| Finding { span: Some(cut), ..finding });
    say(&Report { findings: spans.collect(), proof: Vec::new(), ..FILTER.check(&empty, now) }, &empty);
}

/// The next value, where the bytes hold one; they are then what is behind it.
fn read<T: Lift<UniFfiTag>>(bytes: &mut &[u8]) -> Option<T> {
    let mut rest = *bytes;
    let value = T::try_read(&mut rest).ok()?;
    *bytes = rest;
    Some(value)
}

fn import(bytes: &[u8], now: i64) {
    let imported = FILTER.import_bundle(bytes.to_vec(), now);
    assert!(!matches!(imported, ImportResult::Updated { .. }), "bytes that nobody signed are a list");
    if let ImportResult::Refused { refusal } = imported {
        assert_eq!(crossed(refusal.clone()), refusal);
    }
    FILTER.status(now);
}

/// A root up to the first NUL, and a bundle.
fn open_pinned(bytes: &[u8], now: i64) {
    let mut parts = bytes.splitn(2, |byte| *byte == 0).map(<[u8]>::to_vec);
    let (root, bundle) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
    assert!(SmsFilter::open_pinned(root, bundle, FOLDER.to_str().unwrap(), now).is_err());
}

/// A folder of any name, which need not be one that can be.
fn open(name: &str, now: i64) {
    let folder = FOLDER.join(format!("x{}", name.replace(['/', '\\'], "_")));
    let opened = SmsFilter::open(folder.to_str().unwrap(), now).unwrap();
    assert!(!opened.status(now).issuers.is_empty());
    let _ = std::fs::remove_dir_all(folder);
}
