//! `asli list template confirm`: a person says what each blank holds.
//!
//! In: ids of templates, and corrections of what was guessed. Out: the same templates with confirmed roles. Without ids
//! it shows the templates that wait for confirmation, and changes nothing.

use super::file::{Place, Sheet};
use anyhow::{Context, bail, ensure};
use asli::list::schema::{Piece, Tag, Template};
use std::io::Write;
use std::process::ExitCode;

#[derive(clap::Args)]
#[command(after_help = "Blanks are counted from 1. Exit code: 0 done, or nothing waits; 1 templates wait; 2 error")]
pub(super) struct Args {
    #[command(flatten)]
    place: Place,
    /// The templates to confirm.
    ids: Vec<String>,
    /// Confirm every template whose blanks all have a role: look through the list first.
    #[arg(long, conflicts_with = "ids")]
    all: bool,
    /// The role of a blank: N=ROLE.
    #[arg(long = "role", value_name = "N=ROLE", requires = "ids")]
    roles: Vec<String>,
    /// The values that a blank may have: N=VALUE|VALUE.
    #[arg(long = "values", value_name = "N=VALUES", requires = "ids")]
    values: Vec<String>,
    /// The tag that a blank has on the portal, where the text does not show it: N=TAG.
    #[arg(long = "tag", value_name = "N=TAG", requires = "ids")]
    tags: Vec<String>,
    /// The kind of allow.json that the messages are of.
    #[arg(long, requires = "ids")]
    kind: Option<String>,
}

pub(super) fn run(args: &Args) -> anyhow::Result<ExitCode> {
    let mut sheet = args.place.read()?;
    if args.ids.is_empty() && !args.all {
        return show_open(&sheet);
    }
    let is_ready = |template: &&Template| {
        template.open_blank().is_some() && template.blanks.iter().all(|blank| blank.role.is_some())
    };
    let ids: Vec<String> = if args.all {
        sheet.document.templates.iter().filter(is_ready).map(|template| template.id.clone()).collect()
    } else {
        args.ids.clone()
    };
    let roles = sheet.roles.clone();
    let mut to = anstream::stdout().lock();
    for id in &ids {
        let template = sheet.template_mut(id)?;
        correct(template, args, &roles)?;
        for (at, blank) in template.blanks.iter_mut().enumerate() {
            ensure!(
                blank.role.is_some(),
                "template {id}: blank {} has no role: give it with --role {}=ROLE",
                at + 1,
                at + 1
            );
            blank.confirmed = true;
        }
        show(&mut to, template)?;
    }
    sheet.write()?;
    let open = sheet.document.templates.iter().filter(|template| template.open_blank().is_some()).count();
    writeln!(to, "{} templates confirmed, {open} wait; `asli list lint` says whether they can be signed", ids.len())?;
    Ok(ExitCode::from(u8::from(open > 0)))
}

fn correct(template: &mut Template, args: &Args, roles: &[String]) -> anyhow::Result<()> {
    let id = template.id.clone();
    for given in &args.tags {
        let (at, tag) = of_blank(given, template)?;
        let tag = Tag::from_name(tag).with_context(|| format!("--tag {given}: no portal has that tag"))?;
        template.text = retagged(template, at, tag)?;
    }
    for given in &args.roles {
        let (at, role) = of_blank(given, template)?;
        let known = roles.join(", ");
        ensure!(roles.iter().any(|known| known == role), "--role {given}: the roles of this list are {known}");
        template.blanks[at].role = Some(role.to_owned());
    }
    for given in &args.values {
        let (at, values) = of_blank(given, template)?;
        template.blanks[at].values = values.split('|').map(|value| value.trim().to_owned()).collect();
    }
    if let Some(kind) = &args.kind {
        template.kind = Some(kind.clone());
    }
    template.pieces().with_context(|| format!("template {id}"))?;
    Ok(())
}

/// The index of a blank, and what is given for it.
fn of_blank<'g>(given: &'g str, template: &Template) -> anyhow::Result<(usize, &'g str)> {
    let (number, value) = given.split_once('=').with_context(|| format!("{given}: write N=VALUE"))?;
    let number: usize = number.trim().parse().with_context(|| format!("{given}: N is the number of a blank"))?;
    let blanks = template.blanks.len();
    ensure!((1..=blanks).contains(&number), "{given}: template {} has {blanks} blanks", template.id);
    Ok((number - 1, value.trim()))
}

/// The text with another tag for one blank.
fn retagged(template: &Template, blank: usize, tag: Tag) -> anyhow::Result<String> {
    let (mut text, mut at) = (String::with_capacity(template.text.len()), 0);
    for piece in template.pieces()? {
        match piece {
            Piece::Text(fixed) => text.push_str(fixed),
            Piece::Blank(Tag::Var) if at == blank => text.push_str(&tag.to_string()),
            Piece::Blank(known) if at == blank && known != tag => {
                bail!("template {}: blank {} is {known} on the portal", template.id, blank + 1)
            }
            Piece::Blank(known) => text.push_str(&known.to_string()),
        }
        at += usize::from(matches!(piece, Piece::Blank(_)));
    }
    Ok(text)
}

/// Prints the templates that wait.
fn show_open(sheet: &Sheet) -> anyhow::Result<ExitCode> {
    let open: Vec<&Template> = sheet.document.templates.iter().filter(|it| it.open_blank().is_some()).collect();
    let mut to = anstream::stdout().lock();
    for template in &open {
        show(&mut to, template)?;
    }
    writeln!(to, "{} of {} templates wait for a person", open.len(), sheet.document.templates.len())?;
    Ok(ExitCode::from(u8::from(!open.is_empty())))
}

/// A text on one line, without characters that steer a terminal.
fn shown(text: &str) -> String {
    text.replace('\n', " \u{21b5} ").replace(char::is_control, " ")
}

/// The text, and what each blank holds; a guess has a question mark.
fn show(to: &mut impl Write, template: &Template) -> anyhow::Result<()> {
    let Template { id, name, headers, text, .. } = template;
    let (name, text) = (shown(name), shown(text));
    writeln!(to, "{id}  {name}  ({})\n  {text}", headers.join(", "))?;
    let mut at = 0;
    for piece in template.pieces()? {
        let Piece::Blank(tag) = piece else { continue };
        let Some(blank) = template.blanks.get(at) else { continue };
        at += 1;
        let role = blank.role.as_deref().unwrap_or("no role");
        let mark = if blank.confirmed { "" } else { "?" };
        let values = if blank.values.is_empty() { String::new() } else { format!(": {}", blank.values.join(" | ")) };
        writeln!(to, "  {at} {tag:<18} {role}{mark}{values}")?;
    }
    writeln!(to)?;
    Ok(())
}
