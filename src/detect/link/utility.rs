//! Sites of other utilities.
//!
//! In: the links of a text, classified. Out: the same, those trusted that lead to the site of a utility that sends the
//! message, or that another business's message names: a reader who follows one pays that utility. From a phone, or beside no
//! such name, such a site is as foreign as any.

use super::super::Input;
use super::{Link, LinkKind};
use crate::documents::Utility;
use crate::report::FindingCode;
use crate::sender::SenderKind;
use crate::steps::step;
use crate::words::Meaning;
use std::collections::BTreeSet;

pub(super) fn trust(input: &Input<'_>, links: &mut [Link<'_>]) {
    const FOREIGN: [LinkKind; 2] =
        [LinkKind::Danger(FindingCode::UnofficialLink), LinkKind::Danger(FindingCode::LookalikeLink)];
    if input.sender.kind != SenderKind::Header || !links.iter().any(|link| FOREIGN.contains(&link.kind)) {
        return;
    }
    let named = named(input, links);
    let is_theirs = |host: &str| {
        let utilities = input.rules.utilities.iter().enumerate();
        let mut owners = utilities.filter(|(_, utility)| is_site_of(host, utility));
        owners.any(|(at, utility)| named.contains(&at) || input.sender.is_of(utility))
    };
    for link in links.iter_mut().filter(|link| FOREIGN.contains(&link.kind)) {
        if is_theirs(link.host) {
            link.kind = LinkKind::Trusted;
        }
    }
}

/// The utilities that the text names, by index; a name within a link is none.
fn named(input: &Input<'_>, links: &[Link<'_>]) -> BTreeSet<usize> {
    let in_link = |at: usize| {
        let begun = links.partition_point(|link| link.tokens.start <= at);
        begun.checked_sub(1).is_some_and(|last| at < links[last].tokens.end)
    };
    let mentions = input.mentions.all().iter().inspect(|_| step()).filter(|mention| !in_link(mention.start as usize));
    let utilities = mentions.filter_map(|mention| match mention.meaning {
        Meaning::Utility(at) => Some(usize::from(at)),
        _ => None,
    });
    utilities.collect()
}

/// Whether `host` is a site of `utility`, or a name below one.
fn is_site_of(host: &str, utility: &Utility) -> bool {
    let within = |site: &str| host.strip_suffix(site).is_some_and(|sub| sub.is_empty() || sub.ends_with('.'));
    utility.sites.iter().any(|site| within(&site.value))
}
