//! The templates that a portal's download holds.
//!
//! In: the text of a CSV with one template a row, the columns that a person names, and what the list has of sender ids
//! and roles. Out: each row as a template whose blanks have guessed roles that nobody has confirmed, or why it is left
//! out. Nothing here reads or writes a file.

mod columns;
mod guess;
mod table;

pub use guess::blanks;

use anyhow::bail;
use asli::list::schema::{Allow, Clauses, Tag, Template, TemplateLanguage, role};
use columns::{Columns, Field};
use table::Table;

/// A status that begins so is one of a template in use.
const IN_USE: [&str; 4] = ["approved", "active", "registered", "success"];

/// What the group's other documents say.
#[derive(Clone, Copy, Debug)]
pub struct Known<'l> {
    /// Whose sender ids there are.
    pub allow: &'l Allow,
    /// The roles that a blank can have.
    pub roles: &'l [String],
}

/// A row of a download: the line that it begins on, from 1, and its template or why it is left out.
pub type Row = (u64, anyhow::Result<Template>);

/// Reads the rows of a download; `columns` are `FIELD=NAME`, for names that are not known.
///
/// # Errors
/// Where the text is no table, or has no column for what every template has.
pub fn rows(csv: &str, columns: &[String], known: &Known<'_>) -> anyhow::Result<Vec<Row>> {
    let table = Table::parse(csv.trim_start_matches('\u{feff}'))?;
    let columns = Columns::find(&table.header, columns)?;
    Ok(table.rows.iter().map(|(line, row)| (*line, template(&columns, row, known))).collect())
}

/// The roles that a blank can have: slots of the clauses, the elements that they prove, and official names.
pub fn roles(clauses: &Clauses) -> Vec<String> {
    let of_slot = clauses.slots.iter().flat_map(|slot| [slot.definition.element.clone(), slot.name.clone()]);
    let names = [role::COMPANY, role::APP, role::SITE, role::LISTED].map(str::to_owned);
    let mut roles: Vec<String> = of_slot.filter(|role| role != "none").chain(names).collect();
    roles.sort();
    roles.dedup();
    roles
}

impl Known<'_> {
    /// Whether the group has the sender id.
    pub fn has_header(&self, header: &str) -> bool {
        let mut all = self.allow.issuers.iter().flat_map(|issuer| &issuer.headers);
        all.any(|known| known.value.eq_ignore_ascii_case(header))
    }
}

/// The template of a row.
fn template(columns: &Columns, row: &[String], known: &Known<'_>) -> anyhow::Result<Template> {
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
    let headers = headers(columns.of(row, Field::Header), known)?;
    let text = text(columns.of(row, Field::Content), columns.of(row, Field::Tags))?;
    let blanks = guess::blanks(&text, known.roles)?;
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
fn headers(cell: &str, known: &Known<'_>) -> anyhow::Result<Vec<String>> {
    let all = cell.split([',', ';', '|', '/', ' ', '\n']).map(str::trim).filter(|header| !header.is_empty());
    let own: Vec<String> = all.filter(|header| known.has_header(header)).map(str::to_owned).collect();
    if own.is_empty() {
        bail!("none of its sender ids ({cell}) is one of allow.json");
    }
    Ok(own)
}

/// Devanagari anywhere is Hindi; Hindi in Latin letters is for a person to say.
pub fn language(text: &str) -> TemplateLanguage {
    let is_hindi = text.chars().any(|c| ('\u{900}'..='\u{97f}').contains(&c));
    if is_hindi { TemplateLanguage::Hi } else { TemplateLanguage::En }
}

/// The text with its blanks in one notation, and the tags of a column of their own (`var1=#numeric#, …`).
///
/// # Errors
/// Where the column names more or fewer tags than there are blanks without one.
pub fn text(content: &str, tags: &str) -> anyhow::Result<String> {
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
}
