//! `asli list template import`: the templates that a portal's download holds.
//!
//! In: a CSV with one template a row; columns by name. Out: the group's templates with those of the download, each blank
//! with a guessed role that nobody has confirmed. What was confirmed before stays so while the text is the same.

use super::file::{Place, Sheet};
use anyhow::Context;
use asli::list::schema::{Piece, Tag, Template, pieces};
use asli_cli::{input, template};
use std::collections::BTreeSet;
use std::fs::File;
use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

/// The largest download that is read, in bytes.
const MOST_BYTES: usize = 1 << 24;

#[derive(clap::Args)]
#[command(after_help = "Exit code: 0 everything was taken in, 1 rows were left out, 2 error")]
pub(super) struct Args {
    #[command(flatten)]
    place: Place,
    /// The download as CSV (UTF-8, or UTF-16 with its mark): Jio, Airtel, Vodafone-Idea, BSNL and others.
    file: PathBuf,
    /// The column of a field where its name is not known: FIELD=NAME, with FIELD id, name, header, content, status or tags.
    #[arg(long = "column", value_name = "FIELD=NAME")]
    columns: Vec<String>,
}

/// What became of the rows.
#[derive(Default)]
struct Counts {
    new: usize,
    changed: usize,
    same: usize,
    left_out: usize,
}

pub(super) fn run(args: &Args) -> anyhow::Result<ExitCode> {
    let read = || -> anyhow::Result<String> { input::text(File::open(&args.file)?, MOST_BYTES) };
    let text = read().with_context(|| format!("cannot read {}", args.file.display()))?;
    let mut sheet = args.place.read()?;
    let rows = template::rows(&text, &args.columns, &sheet.known());
    let rows = rows.with_context(|| format!("{}", args.file.display()))?;
    let mut counts = Counts::default();
    let mut in_use = BTreeSet::new();
    let mut to = anstream::stdout().lock();
    for (line, row) in rows {
        match row {
            Ok(template) => {
                in_use.insert(template.id.clone());
                enter(template, &mut sheet, &mut counts);
            }
            Err(reason) => {
                counts.left_out += 1;
                writeln!(to, "line {line}: left out: {reason:#}")?;
            }
        }
    }
    sheet.write()?;
    for template in sheet.document.templates.iter().filter(|template| !in_use.contains(&template.id)) {
        let id = &template.id;
        writeln!(to, "template {id} is in the list and not in use by this download: take it out if it was withdrawn")?;
    }
    let Counts { new, changed, same, left_out } = counts;
    writeln!(to, "{}: {new} new, {changed} changed, {same} as before, {left_out} left out", sheet.file().display())?;
    let open = sheet.document.templates.iter().filter(|template| template.open_blank().is_some()).count();
    writeln!(to, "{open} templates wait for a person: `asli list template confirm` shows what was guessed")?;
    Ok(ExitCode::from(u8::from(left_out > 0)))
}

/// Adds a template, or puts it in the place of an earlier version of it.
fn enter(template: Template, sheet: &mut Sheet, counts: &mut Counts) {
    let known = sheet.document.templates.iter_mut().find(|known| known.id == template.id);
    match known {
        None => {
            counts.new += 1;
            sheet.document.templates.push(template);
        }
        Some(known) if is_same_text(&known.text, &template.text) => {
            counts.same += 1;
            (known.name, known.headers) = (template.name, template.headers);
        }
        Some(known) => {
            counts.changed += 1;
            *known = Template { kind: known.kind.take(), ..template };
        }
    }
}

/// Whether two texts differ in tags at most that a person has given: those are not in every download.
fn is_same_text(known: &str, new: &str) -> bool {
    let (Ok(known), Ok(new)) = (pieces(known), pieces(new)) else { return false };
    let is_same =
        |(known, new): (&Piece<'_>, &Piece<'_>)| known == new || is_blank(known) && *new == Piece::Blank(Tag::Var);
    known.len() == new.len() && known.iter().zip(&new).all(is_same)
}

fn is_blank(piece: &Piece<'_>) -> bool {
    matches!(piece, Piece::Blank(_))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_that_a_person_has_given_is_no_change_of_the_text() {
        assert!(is_same_text("Rs {#numeric#}", "Rs {#var#}"));
        assert!(!is_same_text("Rs {#numeric#}", "Rs {#url#}"));
        assert!(!is_same_text("Rs {#numeric#}", "INR {#var#}"));
        assert!(!is_same_text("Rs {#numeric#} by {#numeric#}", "Rs {#var#} by {#url#}"));
    }
}
