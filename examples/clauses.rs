//! Tries unsigned clauses on messages: `clauses check FILE [--count]`, one message per line.
#![allow(clippy::print_stdout, missing_docs)]

use asli::allowlist::embedded;
use asli::list::schema::Clauses;
use asli::{Filter, Sms};
use std::collections::BTreeMap;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let args: Vec<String> = std::env::args().collect();
    let folder = std::env::var("CLAUSES").unwrap_or_else(|_| "lists/bihar/clauses".to_owned());
    let mut files: Vec<_> = std::fs::read_dir(&folder)?.map(|file| Ok(file?.path())).collect::<std::io::Result<_>>()?;
    files.sort();
    let mut all = String::new();
    for file in &files {
        let text = std::fs::read_to_string(file)?;
        if let Err(error) = Clauses::parse_draft(&text) {
            println!("{}: {error}", file.display());
            std::process::exit(2);
        }
        all.push_str(&text);
        all.push('\n');
    }
    let mut lines = BTreeMap::new();
    let mut total = 1;
    for file in &files {
        lines.insert(total, file.clone());
        total += std::fs::read_to_string(file)?.lines().count() + 1;
    }
    let place = |line: usize| {
        lines.range(..=line).next_back().map(|(start, file)| format!("{}:{}", file.display(), line - start + 1))
    };
    let clauses = loop {
        match Clauses::parse(&all) {
            Ok(clauses) => break clauses,
            Err(error) if error.to_string().contains("nothing defines chunk") => {
                let text = error.to_string();
                let name = text.rsplit('"').nth(1).unwrap_or_default().to_owned();
                all = format!("{all}\nchunk {name} = zzzz{}", name.replace('_', ""));
            }
            Err(error) => {
                println!("{}: {error}", place(error.line).unwrap_or_default());
                std::process::exit(2);
            }
        }
    };
    let mut list = embedded()?;
    let kinds: Vec<&str> = list.allow.kinds.iter().map(|kind| kind.id.as_str()).collect();
    let compiled = match asli::list::CompiledClauses::new(&clauses, &kinds) {
        Ok(compiled) => compiled,
        Err(asli::list::RulesError::Clause { line, what }) => {
            println!("{}: {what}", place(line).unwrap_or_default());
            std::process::exit(2);
        }
        Err(error) => return Err(error.into()),
    };
    println!("{} bytes compiled", compiled.as_bytes().len());
    list.clauses = compiled;
    let started = std::time::Instant::now();
    let filter = match Filter::new(list) {
        Ok(filter) => filter,
        Err(asli::FilterError::Rules(asli::list::RulesError::Clause { line, what })) => {
            println!("{}: {what}", place(line).unwrap_or_default());
            std::process::exit(2);
        }
        Err(error) => return Err(error.into()),
    };
    println!("loaded in {:?}", started.elapsed());
    let now = "2026-11-24T10:00:00+05:30".parse()?;
    let count_only = args.iter().any(|arg| arg == "--count");
    let (mut proven, mut sequence, mut messages) = (0, 0, 0);
    for body in std::fs::read_to_string(&args[2])?.lines() {
        let body = body.replace(" \\n ", "\n");
        let north = body.contains("NBPDCL")
            || body.contains("एनबीपी")
            || body.to_lowercase().contains("north bihar")
            || body.contains("नॉर्थ")
            || body.contains("नार्थ")
            || body.contains("उत्तर बिहार")
            || body.to_lowercase().contains("uttar bihar");
        let sms = Sms::new(if north { "JM-NBPDCL-S" } else { "JM-SBPDCL-S" }, &body);
        let report = filter.check(&sms, now);
        let explained = filter.explain(&sms, now);
        messages += 1;
        proven += usize::from(report.verdict == asli::Verdict::Genuine);
        sequence += usize::from(explained.is_sequence);
        if !count_only && report.verdict != asli::Verdict::Genuine {
            let (read, rest) = body.split_at(explained.stopped_at.min(body.len()));
            println!("\n{read}⟦STOP⟧{rest}");
            let parts: Vec<_> =
                explained.parts.iter().map(|part| format!("{}:{:?}", part.chunk, &body[part.place.clone()])).collect();
            println!("   parts: {}", parts.join(" "));
            if !explained.is_sequence {
                let expected: Vec<_> =
                    explained.expected.iter().map(|name| name.chars().take(60).collect::<String>()).take(12).collect();
                println!("   expected: {expected:?}");
            }
            for finding in &report.findings {
                println!(
                    "   - {} {:?} {:?}",
                    finding.code,
                    finding.span.map(|span| &body[span.utf8_start as usize..span.utf8_end as usize]),
                    finding.value
                );
            }
        }
    }
    println!("{proven} of {messages} proven; {sequence} are sequences of clauses");
    Ok(())
}
