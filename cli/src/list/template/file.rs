//! The templates of one group as a file.
//!
//! In: the folder of a list, and a group where it has several. Out: the templates that are there, with what the group's
//! other documents say of headers, kinds and roles; and the file, written.

use super::super::init::as_text;
use super::super::source::Source;
use super::super::tuf::metadata::write;
use anyhow::{Context, bail};
use asli::allowlist::{SCOPES, allow_path, templates_path};
use asli::list::schema::{Allow, Scopes, Template, Templates};
use asli_cli::template::{Known, roles};
use std::path::{Path, PathBuf};

/// Which templates.
#[derive(clap::Args)]
pub(super) struct Place {
    /// Folder of the list's documents.
    #[arg(long, default_value = "lists")]
    pub(super) lists: PathBuf,
    /// Id of the group, where the list has several.
    #[arg(long)]
    group: Option<String>,
}

/// A group's templates, and what they refer to.
pub(super) struct Sheet {
    file: PathBuf,
    pub(super) allow: Allow,
    /// The roles that a blank can have: slots of the clauses, the elements that they prove, and official names.
    pub(super) roles: Vec<String>,
    pub(super) document: Templates,
}

impl Place {
    /// Reads them; a group without the document has no templates.
    pub(super) fn read(&self) -> anyhow::Result<Sheet> {
        let group = self.group()?;
        let allow: Source<Allow> = Source::read(self.lists.join(allow_path(&group)))?;
        let clauses = Source::read_clauses(self.lists.join(super::super::source::clauses_text_path(&group)))?;
        let file = self.lists.join(templates_path(&group));
        let document = if file.exists() { Source::<Templates>::read(file.clone())?.document } else { Templates::new() };
        Ok(Sheet { file, allow: allow.document, roles: roles(&clauses.document), document })
    }

    fn group(&self) -> anyhow::Result<String> {
        let scopes: Source<Scopes> = Source::read(self.lists.join(SCOPES))?;
        let known: Vec<&String> = scopes.document.groups.keys().collect();
        match (&self.group, known.as_slice()) {
            (Some(group), _) if scopes.document.groups.contains_key(group) => Ok(group.clone()),
            (None, [group]) => Ok((*group).clone()),
            _ => {
                let known = known.iter().map(|id| id.as_str()).collect::<Vec<_>>().join(", ");
                bail!("{} has the groups {known}: name one with --group", scopes.file.display())
            }
        }
    }
}

impl Sheet {
    pub(super) fn file(&self) -> &Path {
        &self.file
    }

    pub(super) fn write(&self) -> anyhow::Result<()> {
        write(&self.file, as_text(&self.document)?.as_bytes())
    }

    /// The template with that id.
    pub(super) fn template_mut(&mut self, id: &str) -> anyhow::Result<&mut Template> {
        let file = self.file.display().to_string();
        let mut all = self.document.templates.iter_mut();
        all.find(|template| template.id == id).with_context(|| format!("{file} has no template {id}"))
    }

    /// What the group's other documents say.
    pub(super) fn known(&self) -> Known<'_> {
        Known { allow: &self.allow, roles: &self.roles }
    }
}
