//! `asli list template add`: one template by hand.
//!
//! In: what the portal shows of it. Out: the group's templates with this one, its roles guessed and not confirmed.

use super::file::Place;
use anyhow::ensure;
use asli::list::schema::Template;
use asli_cli::template;
use std::io::Write;
use std::process::ExitCode;

#[derive(clap::Args)]
pub(super) struct Args {
    #[command(flatten)]
    place: Place,
    /// Its id on the portal, usually 19 digits.
    #[arg(long)]
    id: String,
    /// Its name on the portal; default: the id.
    #[arg(long)]
    name: Option<String>,
    /// A sender id that it is registered for, without prefix and suffix.
    #[arg(long = "header", required = true)]
    headers: Vec<String>,
    /// Id of the kind of allow.json that its messages are of, where they are of one.
    #[arg(long)]
    kind: Option<String>,
    /// Its text, with blanks as the portal writes them: `Rs {#numeric#}`.
    text: String,
}

pub(super) fn run(args: &Args) -> anyhow::Result<ExitCode> {
    let mut sheet = args.place.read()?;
    let is_known = sheet.document.templates.iter().any(|template| template.id == args.id);
    ensure!(!is_known, "{} has template {} already", sheet.file().display(), args.id);
    for header in &args.headers {
        ensure!(sheet.known().has_header(header), "{header} is no sender id of allow.json");
    }
    let text = template::text(&args.text, "")?;
    let blanks = template::blanks(&text, &sheet.roles)?;
    sheet.document.templates.push(Template {
        id: args.id.clone(),
        name: args.name.clone().unwrap_or_else(|| args.id.clone()),
        headers: args.headers.clone(),
        language: template::language(&text),
        kind: args.kind.clone(),
        text,
        blanks,
    });
    sheet.write()?;
    let file = sheet.file().display();
    writeln!(
        anstream::stdout(),
        "{file}: template {} added; `asli list template confirm {}` is next",
        args.id,
        args.id
    )?;
    Ok(ExitCode::SUCCESS)
}
