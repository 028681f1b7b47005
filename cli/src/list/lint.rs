//! `asli list lint`: what to fix before signing.
//!
//! In: the documents of a list in a folder. Out: for each lint the file, line
//! and column, what is wrong and how to fix it. Exit code 1 where there is an error.

mod accepted;

use super::source::{Documents, Group, line_place, place, repeated_keys};
use accepted::Accepted;
use asli::list::lint::{Document, Level, Lint, lint, lint_templates};
use asli::list::schema::{Allow, Clauses, Lexicon, Scopes};
use jiff::Zoned;
use jiff::civil::Date;
use serde::Serialize;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

#[derive(clap::Args)]
pub(super) struct Args {
    /// Folder of the documents: scopes.json, common/lexicon.json and each GROUP/allow.json, clauses.txt and templates.json.
    #[arg(long, default_value = "lists")]
    lists: PathBuf,
    /// Print notices too.
    #[arg(long)]
    notices: bool,
    /// Fail on warnings too.
    #[arg(long)]
    strict: bool,
    /// One JSON line a lint.
    #[arg(long)]
    json: bool,
    /// The day that decides which holidays are past (default: today).
    #[arg(long)]
    today: Option<Date>,
}

/// A lint with its place in a file, as it is printed.
#[derive(Serialize)]
struct Placed<'a> {
    file: &'a Path,
    line: usize,
    column: usize,
    level: String,
    code: String,
    pointer: &'a str,
    value: &'a str,
    problem: &'a str,
    fix: &'a str,
}

pub(super) fn run(args: &Args) -> anyhow::Result<ExitCode> {
    let documents = Documents::read(&args.lists)?;
    let mut accepted = Accepted::read(&args.lists.join("lint.json"))?;
    let today = args.today.unwrap_or_else(|| Zoned::now().date());
    let mut to = anstream::stdout().lock();
    let mut counts = [0; 3];
    let repeated = repeated(&documents, &mut to, args)?;
    counts[2] += repeated;
    for group in &documents.groups {
        let found = lint_group(group, &documents, today);
        for lint in found.iter().filter(|lint| !accepted.accepts(lint)) {
            let (file, text) = match lint.document {
                Document::Allow => (&group.allow.file, &group.allow.text),
                Document::Clauses => (&group.clauses.file, &group.clauses.text),
                Document::Templates => match &group.templates {
                    Some(templates) => (&templates.file, &templates.text),
                    None => continue,
                },
                Document::Lexicon => (&documents.lexicon.file, &documents.lexicon.text),
                Document::Scopes => (&documents.scopes.file, &documents.scopes.text),
            };
            counts[lint.code.level() as usize] += 1;
            if lint.code.level() > Level::Notice || args.notices {
                print(&mut to, &placed(lint, file, text), args.json)?;
            }
        }
    }
    if !args.json {
        let [notices, warnings, errors] = counts;
        writeln!(to, "{errors} errors, {warnings} warnings, {notices} notices; {} accepted", accepted.used())?;
        for idle in accepted.idle() {
            writeln!(to, "lint.json accepts {idle}, which is not found any more: take it out")?;
        }
    }
    let failed = counts[2] > 0 || args.strict && counts[1] > 0;
    Ok(ExitCode::from(u8::from(failed)))
}

/// The first error of a group that is not written yet.
pub(super) fn first_error(allow: &Allow, clauses: &Clauses, lexicon: &Lexicon, scopes: &Scopes) -> Option<Lint> {
    let found = lint(allow, clauses, lexicon, scopes, Zoned::now().date());
    found.into_iter().find(|lint| lint.code.level() == Level::Error)
}

/// Refuses documents that the lint has errors in.
pub(super) fn refuse_errors(lists: &Path) -> anyhow::Result<()> {
    let documents = Documents::read(lists)?;
    let mut accepted = Accepted::read(&lists.join("lint.json"))?;
    for group in &documents.groups {
        let found = lint_group(group, &documents, Zoned::now().date());
        let error = found.iter().find(|lint| lint.code.level() == Level::Error && !accepted.accepts(lint));
        if let Some(error) = error {
            anyhow::bail!(
                "{}: {} at {}: `asli list lint` shows everything that must be fixed before signing",
                lists.display(),
                error.problem,
                error.pointer
            );
        }
    }
    Ok(())
}

fn lint_group(Group { allow, clauses, templates }: &Group, documents: &Documents, today: Date) -> Vec<Lint> {
    let (lexicon, scopes) = (&documents.lexicon.document, &documents.scopes.document);
    let mut found = lint(&allow.document, &clauses.document, lexicon, scopes, today);
    if let Some(templates) = templates {
        found.extend(lint_templates(&allow.document, &clauses.document, &templates.document, lexicon, today));
    }
    found
}

/// Keys that stand twice: JSON readers keep one of them, each its own.
fn repeated(documents: &Documents, to: &mut impl Write, args: &Args) -> anyhow::Result<usize> {
    let mut count = 0;
    let texts = documents.groups.iter().map(|group| (&group.allow.file, &group.allow.text));
    let templates = documents.groups.iter().filter_map(|group| group.templates.as_ref());
    let texts = texts.chain(templates.map(|templates| (&templates.file, &templates.text)));
    let rest = [
        (&documents.lexicon.file, &documents.lexicon.text),
        (&documents.claim.file, &documents.claim.text),
        (&documents.scopes.file, &documents.scopes.text),
    ];
    for (file, text) in texts.chain(rest) {
        for (key, (line, column)) in repeated_keys(text) {
            count += 1;
            let problem = format!("{key:?} stands twice in one object: only the last one counts");
            let said = Placed {
                file,
                line,
                column,
                level: Level::Error.to_string(),
                code: "key_repeated".to_owned(),
                pointer: "",
                value: &key,
                problem: &problem,
                fix: "join them, or rename one",
            };
            print(to, &said, args.json)?;
        }
    }
    Ok(count)
}

fn placed<'a>(lint: &'a Lint, file: &'a Path, text: &str) -> Placed<'a> {
    let at = match lint.document {
        Document::Clauses => line_place(&lint.pointer),
        _ => place(text, &lint.pointer),
    };
    Placed {
        file,
        line: at.0,
        column: at.1,
        level: lint.code.level().to_string(),
        code: lint.code.to_string(),
        pointer: &lint.pointer,
        value: &lint.value,
        problem: &lint.problem,
        fix: &lint.fix,
    }
}

fn print(to: &mut impl Write, said: &Placed<'_>, json: bool) -> anyhow::Result<()> {
    if json {
        writeln!(to, "{}", serde_json::to_string(said)?)?;
        return Ok(());
    }
    let Placed { file, line, column, level, code, pointer, problem, fix, .. } = said;
    writeln!(to, "{}:{line}:{column}: {level}[{code}] {pointer}", file.display())?;
    writeln!(to, "  {problem}\n  fix: {fix}\n")?;
    Ok(())
}
