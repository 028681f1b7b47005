//! The list that a command works with.
//!
//! In: `--list` and `--root`, `--lists`, or none. Out: a verified list: the given bundle from the given root, or the
//! built-in ones; or an unsigned draft, and standard error says so.

use crate::list;
use anyhow::{Context, bail};
use asli::Filter;
use asli::allowlist::{self, Bundle, ListError, MOST_BYTES, Root, TrustedList};
use asli_cli::input::regular;
use std::io::Write;
use std::path::{Path, PathBuf};

/// Which list, and from which root.
#[derive(clap::Args)]
pub(crate) struct Chosen {
    /// A bundle to use in place of the built-in list.
    #[arg(long)]
    pub(crate) list: Option<PathBuf>,
    /// The root.json to verify it from, in place of the built-in development root.
    #[arg(long, requires = "list")]
    pub(crate) root: Option<PathBuf>,
    /// A folder of documents that nobody has signed yet, to try them out.
    #[arg(long, conflicts_with_all = ["list", "root"])]
    pub(crate) lists: Option<PathBuf>,
}

impl Chosen {
    /// A filter over the list. Where anybody can sign for that list, standard error says so.
    pub(crate) fn filter(&self) -> anyhow::Result<Filter> {
        let list = self.list()?;
        if let Some(folder) = &self.lists {
            writeln!(anstream::stderr(), "asli: nobody has signed {}: a verdict by it is a draft", folder.display())?;
        } else if list.development {
            let told = "the list is signed by development keys, which everybody has: it is for trying out";
            writeln!(anstream::stderr(), "asli: {told}")?;
        }
        Ok(Filter::new(list)?)
    }

    /// The list: verified, or a draft.
    pub(crate) fn list(&self) -> anyhow::Result<TrustedList> {
        match (&self.lists, &self.list) {
            (Some(folder), _) => list::draft(folder),
            (None, Some(bundle)) => verify(bundle, self.root.as_deref()),
            (None, None) => allowlist::embedded().context("the built-in list"),
        }
    }
}

/// Verifies a bundle from a root, or from the built-in one.
pub(crate) fn verify(bundle: &Path, root: Option<&Path>) -> anyhow::Result<TrustedList> {
    // As much of it as shows that it is no list.
    let read = |file: &Path| regular::read(file, MOST_BYTES as u64);
    let bytes = read(bundle)?;
    let pinned = match root {
        Some(file) => Root::from_json(&read(file)?).with_context(|| format!("{}", file.display()))?,
        None => Root::embedded()?,
    };
    match allowlist::verify(&bytes, &pinned) {
        Ok(list) => Ok(list),
        Err(error) if root.is_none() && is_of_another_root(&bytes, &error) => bail!(
            "{}: {error}\nIt does not come from the built-in development root. If it is a list of your own, name its root with \
             --root; that root must have reached you another way than the bundle.",
            bundle.display()
        ),
        Err(error) => Err(error).with_context(|| format!("{}", bundle.display())),
    }
}

/// Whether the bundle's first root is not the built-in one.
fn is_of_another_root(bundle: &[u8], error: &ListError) -> bool {
    let chain = matches!(error, ListError::RootChain { .. } | ListError::Threshold { .. } | ListError::Stray { .. });
    chain && Bundle::unpack(bundle).is_ok_and(|bundle| !bundle.roots().is_empty())
}
