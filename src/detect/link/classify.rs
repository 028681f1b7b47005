//! Where a link leads.
//!
//! In: an [`Address`]. Out: its [`LinkKind`], by the issuer's sites, the sender's name
//! and the hosts that are known to shorten.

use super::super::Input;
use super::LinkKind;
use crate::documents::Site;
use crate::report::FindingCode;
use crate::text::{Token, TokenKind};
use crate::words::distance_within;
use std::ops::Range;

/// A link as it was read.
pub(super) struct Address<'t, 'a> {
    /// The host, folded.
    pub(super) host: &'a str,
    /// The whole link.
    pub(super) tokens: &'t Range<usize>,
    /// What stands behind the host.
    pub(super) path: Range<usize>,
    pub(super) is_ip: bool,
    /// It is written so as to escape filters.
    pub(super) hidden: bool,
}

pub(super) fn classify(input: &Input<'_>, address: &Address<'_, '_>) -> LinkKind {
    let name = address.host.strip_prefix("www.").unwrap_or(address.host);
    let sites = &input.group.allow.sites;
    let tokens = &input.tokens()[address.tokens.clone()];
    if tokens.iter().any(Token::is_disguised) {
        return LinkKind::Danger(FindingCode::DisguisedLink);
    }
    if let Some(site) = sites.iter().find(|site| site.host == name) {
        let path = path(input, address.path.clone());
        let listed = path.is_empty() || site.paths.iter().any(|p| p.trim_matches('/') == path);
        let certain = listed
            && tokens.iter().all(Token::is_plain)
            && !address.hidden
            && !is_glued_to_hindi(input, address.tokens.start);
        return if certain { LinkKind::Official } else { LinkKind::Trusted };
    }
    let own = |site: &Site| name.strip_suffix(&site.host).is_some_and(|sub| sub.ends_with('.'));
    if sites.iter().any(own) || input.rules.nation.government_domains.iter().any(|domain| name.ends_with(domain)) {
        return LinkKind::Trusted;
    }
    let shortened = input.rules.shorteners.has(name);
    // `BIHARB` owns `biharbijli….com` no more than the company's name that both begin with.
    let imitates = || input.rules.brand_words.iter().any(|brand| input.sender.owns(brand)) && is_lookalike(input, name);
    if !shortened && !address.is_ip && input.sender.owns_host(name, input.rules) && !imitates() {
        return LinkKind::Trusted;
    }
    LinkKind::Danger(match () {
        () if address.is_ip => FindingCode::IpLink,
        () if shortened => FindingCode::ShortenedLink,
        () if address.hidden => FindingCode::DisguisedLink,
        () if is_lookalike(input, name) => FindingCode::LookalikeLink,
        () => FindingCode::UnofficialLink,
    })
}

/// `वेबसाइटsbpdcl.co.in`: phones make one link of both, and its host belongs to the one who registers that name.
fn is_glued_to_hindi(input: &Input<'_>, at: usize) -> bool {
    let hindi = |at: usize| input.token(at).is_some_and(|token| token.kind == TokenKind::Devanagari);
    input.is_glued(at) && hindi(at - 1)
}

/// The path as written, case kept, without the slashes around it.
fn path<'a>(input: &Input<'a>, tokens: Range<usize>) -> &'a str {
    if tokens.is_empty() {
        return "";
    }
    input.text.written(tokens).trim_matches('/')
}

fn is_lookalike(input: &Input<'_>, name: &str) -> bool {
    let plain: String = name.chars().filter(|c| c.is_alphanumeric()).collect();
    let near = |site: &Site| distance_within(name, &site.host, 2);
    input.is_brand(&plain) || name.contains("xn--") || input.group.allow.sites.iter().any(near)
}
