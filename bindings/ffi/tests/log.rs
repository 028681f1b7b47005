//! No line of the log, at any level, holds anything of a message or its sender.
#![allow(clippy::unwrap_used, clippy::print_stdout)]

#[path = "../../../tests/common/jsonl.rs"]
mod jsonl;

use asli::explain::Lang;
use asli_ffi::{LogLevel, Sms, SmsFilter, init_logging};
use serde::Deserialize;
use std::path::Path;
use std::sync::Mutex;

static LINES: Mutex<Vec<String>> = Mutex::new(Vec::new());

struct Capture;

impl log::Log for Capture {
    fn enabled(&self, _: &log::Metadata<'_>) -> bool {
        true
    }

    fn log(&self, record: &log::Record<'_>) {
        LINES.lock().unwrap().push(format!("{} {}: {}", record.level(), record.target(), record.args()));
    }

    fn flush(&self) {}
}

#[derive(Deserialize)]
struct Case {
    sender: String,
    body: String,
}

fn cases() -> Vec<Case> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/cases");
    let texts: Vec<String> = jsonl::below(&folder).iter().map(|file| std::fs::read_to_string(file).unwrap()).collect();
    texts.iter().flat_map(|text| text.lines().map(|line| serde_json::from_str(line).unwrap())).collect()
}

#[test]
fn a_whole_run_of_the_cases_logs_nothing_of_a_message() {
    log::set_logger(&Capture).unwrap();
    // The logger that was there first stays; the level is raised past the ceiling to see every line.
    init_logging(LogLevel::Info);
    assert_eq!(log::max_level(), log::LevelFilter::Info);
    log::set_max_level(log::LevelFilter::Trace);

    let now = 1_795_514_400_000; // 2026-11-24T10:00:00Z
    let folder = std::env::temp_dir().join(format!("asli-log-{}", std::process::id()));
    let filter = SmsFilter::open(folder.to_str().unwrap(), now).unwrap();
    let cases = cases();
    for case in &cases {
        let sms = Sms { sender: case.sender.clone(), body: case.body.clone(), received_at: None };
        let report = filter.check(&sms, now);
        for lang in [Lang::En, Lang::Hi] {
            asli_ffi::headline(&report, lang);
            filter.complaint(&report, &sms, lang);
        }
        filter.record(&report, &sms).unwrap();
        filter.import_bundle(case.body.clone().into_bytes(), now);
    }
    std::fs::remove_dir_all(&folder).ok();

    let lines = LINES.lock().unwrap();
    assert!(lines.iter().any(|line| line.contains("list version")), "the log says which list is in force");
    for line in lines.iter() {
        for case in &cases {
            let words = case.body.split_whitespace().filter(|word| word.chars().count() > 9);
            for held in words.chain([case.sender.as_str(), case.body.as_str()]).filter(|held| held.len() > 5) {
                assert!(!line.contains(held), "a log line holds a part of a message");
            }
        }
    }
    println!("{} log lines over {} cases: none holds a part of a message", lines.len(), cases.len());
}
