//! `asli list template import`: the templates that a portal's download holds.
//!
//! In: a CSV with one template a row; columns by name. Out: the group's templates with those of the download, each blank
//! with a guessed role that nobody has confirmed. What was confirmed before stays so while the text is the same.

use super::columns::{Columns, Field};
use super::file::{Place, Sheet};
use super::guess;
use super::table::Table;
use anyhow::{Context, bail};
use asli::list::schema::{Piece, Tag, Template, TemplateLanguage, pieces};
use asli_cli::input;
use std::collections::BTreeSet;
use std::fs::File;
use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

/// The largest download that is read, in bytes.
const MOST_BYTES: usize = 1 << 24;
/// A status that begins so is one of a template in use.
const IN_USE: [&str; 4] = ["approved", "active", "registered", "success"];

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
    let table = Table::parse(text.trim_start_matches('\u{feff}'));
    let table = table.with_context(|| format!("{}", args.file.display()))?;
    let columns = Columns::find(&table.header, &args.columns).with_context(|| format!("{}", args.file.display()))?;
    let mut sheet = args.place.read()?;
    let mut counts = Counts::default();
    let mut in_use = BTreeSet::new();
    let mut to = anstream::stdout().lock();
    for (line, row) in &table.rows {
        match template(&columns, row, &sheet) {
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

/// The template of a row.
fn template(columns: &Columns, row: &[String], sheet: &Sheet) -> anyhow::Result<Template> {
    let status = columns.of(row, Field::Status);
    if !status.is_empty() && !IN_USE.iter().any(|known| status.to_ascii_lowercase().starts_with(known)) {
        bail!("its status is {status:?}");
    }
    let id = columns.of(row, Field::Id).trim_start_matches('\'');
    if id.is_empty() {
        bail!("it has no id");
    }
    if id.contains(['E', 'e', '+', '.']) && id.parse::<f64>().is_ok() {
        bail!(
            "a spreadsheet has rounded its id to {id}: download the file again, and do not save it from a spreadsheet"
        );
    }
    let headers = headers(columns.of(row, Field::Header), sheet)?;
    let text = text(columns.of(row, Field::Content), columns.of(row, Field::Tags))?;
    let blanks = guess::blanks(&text, &sheet.roles)?;
    let name = Some(columns.of(row, Field::Name)).filter(|name| !name.is_empty()).unwrap_or(id);
    Ok(Template {
        id: id.to_owned(),
        name: name.to_owned(),
        headers,
        language: language(&text),
        kind: None,
        text,
        blanks,
    })
}

/// The group's sender ids among those of a cell.
fn headers(cell: &str, sheet: &Sheet) -> anyhow::Result<Vec<String>> {
    let all = cell.split([',', ';', '|', '/', ' ', '\n']).map(str::trim).filter(|header| !header.is_empty());
    let known: Vec<String> = all.filter(|header| sheet.has_header(header)).map(str::to_owned).collect();
    if known.is_empty() {
        bail!("none of its sender ids ({cell}) is one of allow.json");
    }
    Ok(known)
}

/// Devanagari anywhere is Hindi; Hindi in Latin letters is for a person to say.
pub(super) fn language(text: &str) -> TemplateLanguage {
    let is_hindi = text.chars().any(|c| ('\u{900}'..='\u{97f}').contains(&c));
    if is_hindi { TemplateLanguage::Hi } else { TemplateLanguage::En }
}

/// The text with its blanks in one notation, and the tags of a column of their own (`var1=#numeric#, …`).
pub(super) fn text(content: &str, tags: &str) -> anyhow::Result<String> {
    let mut text = content.replace("\r\n", "\n").replace("{{var}}", "{#var#}");
    for tag in Tag::ALL.iter().map(|tag| tag.name()).chain(["number"]) {
        text = in_braces(&text, tag);
    }
    let tags: Vec<&str> =
        tags.split(['#', ',', ';', ' ', '=', '|']).filter(|part| Tag::from_name(part).is_some()).collect();
    let untagged = text.matches("{#var#}").count();
    if !tags.is_empty() && tags.len() != untagged {
        bail!("it has {untagged} blanks without a tag, and the column of tags names {}", tags.len());
    }
    for tag in tags {
        text = text.replacen("{#var#}", &format!("{{#\u{0}{tag}#}}"), 1);
    }
    Ok(text.replace('\u{0}', ""))
}

/// Writes `#numeric#`, `{#Numeric#}` and `{# numeric #}` as `{#numeric#}`.
fn in_braces(text: &str, tag: &str) -> String {
    let lower = text.to_ascii_lowercase();
    let (mut written, mut from) = (String::with_capacity(text.len()), 0);
    for (at, found) in lower.match_indices(tag) {
        let (before, behind) = (lower[..at].trim_end_matches(' '), lower[at + found.len()..].trim_start_matches(' '));
        let (Some(before), Some(behind)) = (before.strip_suffix('#'), behind.strip_prefix('#')) else { continue };
        let start = before.strip_suffix('{').map_or(before.len(), str::len);
        let end = text.len() - behind.strip_prefix('}').map_or(behind.len(), str::len);
        if start >= from {
            written.push_str(&text[from..start]);
            written.extend(["{#", tag, "#}"]);
            from = end;
        }
    }
    written.push_str(&text[from..]);
    written
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn blanks_of_every_portal_become_one_notation() {
        for (content, tags, expected) in [
            ("Rs {#numeric#} by {#var#}", "", "Rs {#numeric#} by {#var#}"),
            ("Rs {#Numeric#} by {# var #}", "", "Rs {#numeric#} by {#var#}"),
            ("Rs #number# by #alphanumeric#", "", "Rs {#number#} by {#alphanumeric#}"),
            ("Rs {{var}}", "", "Rs {#var#}"),
            ("Rs {#var#} by {#var#}", "var1=#numeric#, var2=#alphanumeric#", "Rs {#numeric#} by {#alphanumeric#}"),
            ("at #url# or #urlott#", "", "at {#url#} or {#urlott#}"),
            ("number 5, a numeric id #1", "", "number 5, a numeric id #1"),
        ] {
            assert_eq!(text(content, tags).unwrap(), expected);
        }
        assert!(text("Rs {#var#}", "numeric, url").is_err());
    }

    #[test]
    fn a_tag_that_a_person_has_given_is_no_change_of_the_text() {
        assert!(is_same_text("Rs {#numeric#}", "Rs {#var#}"));
        assert!(!is_same_text("Rs {#numeric#}", "Rs {#url#}"));
        assert!(!is_same_text("Rs {#numeric#}", "INR {#var#}"));
        assert!(!is_same_text("Rs {#numeric#} by {#numeric#}", "Rs {#var#} by {#url#}"));
    }
}
