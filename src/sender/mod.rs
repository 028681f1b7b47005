//! Who the message says it comes from.
//!
//! In: the originating address. Out: a [`Sender`]: an official header, an
//! imitation of one, another business's header, a phone number, a short code,
//! or none of these. The route prefix (`JM-`) and suffix (`-S`) change with the
//! operator and prove nothing, so only the header is compared (facts T).

mod lookalike;

use crate::documents::Utility;
use crate::report::SenderClass;
use crate::rules::Rules;
use crate::text::read_folded;

/// A classified originating address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Sender {
    pub(crate) kind: SenderKind,
    /// The header or address, folded; empty where there is none.
    pub(crate) header: String,
    /// It holds characters that no sender id can hold.
    pub(crate) disguised: bool,
    /// It is a header of another utility that the list knows.
    is_utility: bool,
}

/// What an originating address is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SenderKind {
    /// An issuer's registered header, exactly; index of the issuer among the list's.
    Official(u16),
    /// Not an issuer's header, but made to look like one; index of the issuer among the list's.
    Lookalike(u16),
    /// One edit from an issuer's header: an imitation if the text speaks for the issuer.
    Near(u16),
    /// Another header.
    Header,
    /// A phone number.
    Phone,
    /// A short number.
    ShortCode,
    /// Nothing, or something that is no sender id.
    Unknown,
}

impl SenderKind {
    /// The same without whose it is.
    pub(crate) fn class(self) -> SenderClass {
        match self {
            Self::Official(_) => SenderClass::Official,
            Self::Lookalike(_) => SenderClass::Lookalike,
            Self::Near(_) => SenderClass::Near,
            Self::Header => SenderClass::Header,
            Self::Phone => SenderClass::Phone,
            Self::ShortCode => SenderClass::ShortCode,
            Self::Unknown => SenderClass::Unknown,
        }
    }
}

impl Sender {
    /// Classifies `address` by the list's headers. Total.
    pub(crate) fn new(address: &str, rules: &Rules) -> Self {
        // A stray direction mark at the ends is seen on genuine messages (facts T).
        let edges = |c: char| matches!(c, ' ' | '\u{a0}' | '\u{200e}' | '\u{200f}' | '\u{feff}');
        let address = address.trim_matches(edges);
        let (mut header, disguised) = read_folded(address);
        if let Some(kind) = number_kind(&header) {
            return Self { kind, header, disguised, is_utility: false };
        }
        let whole = header.clone();
        strip_route(&mut header, &rules.nation.route_suffixes);
        let is_utility = rules.utilities.iter().any(|utility| is_header_of(&header, utility));
        let kind = match official(&header, rules) {
            Some(issuer) if !disguised && is_in_one_case(address, &header) => SenderKind::Official(issuer),
            Some(issuer) => SenderKind::Lookalike(issuer),
            None => {
                let imitated = lookalike::kind(&header, &whole, is_utility, rules);
                imitated.unwrap_or_else(|| header_kind(&header))
            }
        };
        Self { is_utility: is_utility && kind == SenderKind::Header, kind, header, disguised }
    }

    /// Whether it is an issuer's registered header, exactly.
    pub(crate) fn is_official(&self) -> bool {
        matches!(self.kind, SenderKind::Official(_))
    }

    /// The issuer that it is, or imitates.
    pub(crate) fn issuer(&self) -> Option<u16> {
        match self.kind {
            SenderKind::Official(issuer) | SenderKind::Lookalike(issuer) => Some(issuer),
            _ => None,
        }
    }

    /// The issuer that it is, or imitates, surely or not.
    pub(crate) fn imitated(&self) -> Option<u16> {
        match self.kind {
            SenderKind::Official(issuer) | SenderKind::Lookalike(issuer) | SenderKind::Near(issuer) => Some(issuer),
            _ => None,
        }
    }

    /// Whether it is a header of another utility that the list knows.
    pub(crate) fn is_utility(&self) -> bool {
        self.is_utility
    }

    /// Whether it is a header of `utility`.
    pub(crate) fn is_of(&self, utility: &Utility) -> bool {
        self.kind == SenderKind::Header && is_header_of(&self.header, utility)
    }

    /// Whether `word` is the sender's own name: they share their first four letters.
    pub(crate) fn owns(&self, word: &str) -> bool {
        let shared = self.header.bytes().zip(word.bytes()).take_while(|(a, b)| a == b).count();
        self.kind == SenderKind::Header && shared >= OWN_LETTERS
    }

    /// Whether `host` is the sender's own site. Four letters in common are not enough, as anyone registers a host
    /// that begins like a header: it ends as businesses' hosts do, and either the header begins with the whole of
    /// its name, or the name holds no word by which bills are collected.
    pub(crate) fn owns_host(&self, host: &str, rules: &Rules) -> bool {
        let name = rules.nation.business_domains.iter().find_map(|domain| host.strip_suffix(domain));
        let Some(name) = name.and_then(|name| name.rsplit('.').next()) else { return false };
        let lures = |name: &str| LURES.iter().any(|lure| name.contains(lure));
        let whole = self.header.starts_with(name) && name.len() >= SHORTEST_OWN && !lures(name);
        let begun = self.owns(name) && !lures(name) && !name.contains("pay") && !name.contains('-');
        self.kind == SenderKind::Header && (whole || begun)
    }
}

/// So many letters of a header are a name.
const OWN_LETTERS: usize = 4;
/// The shortest name of a host that a header may begin with as a whole (`JIOPAY`, `jio.com`).
const SHORTEST_OWN: usize = 3;
/// Parts of names that collect bills of electricity.
const LURES: [&str; 10] = ["bil", "power", "powr", "elec", "bij", "vidyut", "meter", "kyc", "verif", "updat"];

/// Whether `header` is one of `utility`, or its name, or what fits of that into a header.
fn is_header_of(header: &str, utility: &Utility) -> bool {
    // Most names begin with another letter, which is told without looking further.
    let begins = |name: &str| {
        let first = |text: &str| text.bytes().next().map(|b| b.to_ascii_lowercase());
        first(name) == first(header)
    };
    let named = |name: &String| {
        let letters = name.split(' ').next().unwrap_or(name);
        let begun = letters.get(..header.len()).is_some_and(|begun| begun.eq_ignore_ascii_case(header));
        begun && (header.len() == HEADER || letters.len() == header.len() && header.len() >= OWN_LETTERS)
    };
    let held = |of: &String| of.eq_ignore_ascii_case(header);
    utility.headers.iter().any(held) || utility.names.iter().any(|name| begins(name) && named(name))
}

/// The letters of a header.
const HEADER: usize = 6;

/// Whether the header is written in capitals, or in small letters: `SBPDCl` is neither.
fn is_in_one_case(address: &str, header: &str) -> bool {
    let at = address.to_ascii_lowercase().find(header);
    let written = at.and_then(|at| address.get(at..at + header.len())).unwrap_or(address);
    // `Nbpdcl` is how some phones show it (facts T: 55 of 802 headers are in mixed case).
    let rest = written.get(1..).unwrap_or_default();
    !(rest.bytes().any(|b| b.is_ascii_lowercase()) && written.bytes().skip(1).any(|b| b.is_ascii_uppercase()))
}

fn number_kind(folded: &str) -> Option<SenderKind> {
    let digits = folded.bytes().filter(u8::is_ascii_digit).count();
    let numeric = folded.bytes().all(|b| b.is_ascii_digit() || b"+-(). ".contains(&b));
    match digits {
        _ if !numeric || digits == 0 => None,
        ..=2 => Some(SenderKind::Unknown),
        3..=8 => Some(SenderKind::ShortCode),
        _ => Some(SenderKind::Phone),
    }
}

/// Takes the route's prefix (`jm-`) and suffix (`-s`) off a header.
fn strip_route(header: &mut String, suffixes: &[u8]) {
    if let [a, b, b'-', ..] = header.as_bytes()
        && a.is_ascii_lowercase()
        && b.is_ascii_lowercase()
    {
        header.drain(..3);
    }
    if let [.., b'-', suffix] = header.as_bytes()
        && suffixes.contains(suffix)
    {
        header.truncate(header.len() - 2);
    }
}

fn official(header: &str, rules: &Rules) -> Option<u16> {
    let exact = rules.senders.headers.iter().find(|official| *official.folded == *header);
    exact.map(|official| official.issuer)
}

fn header_kind(header: &str) -> SenderKind {
    let shaped = (3..=11).contains(&header.len()) && header.bytes().all(|b| b.is_ascii_alphanumeric());
    if shaped { SenderKind::Header } else { SenderKind::Unknown }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use std::sync::LazyLock;

    static RULES: LazyLock<Rules> = LazyLock::new(|| {
        let list = crate::trust::embedded().unwrap();
        Rules::new(list.first, list.others, list.lexicon, list.claim).unwrap()
    });

    fn class(address: &str) -> SenderClass {
        Sender::new(address, &RULES).kind.class()
    }

    #[test]
    fn official_headers_whatever_the_route() {
        for address in
            ["SBPDCL", "sbpdcl", "JM-SBPDCL-S", "VK-NBPDCL", "NBPDCL-G", "\u{200e}JM-SBPDCL-S ", "jm-sbpdcl-s"]
        {
            assert_eq!(class(address), SenderClass::Official, "{address:?}");
        }
    }

    #[test]
    fn what_looks_like_one_surely() {
        for address in [
            "SB-PDCL",
            "S-BPDCL",
            "JM-SB-PDCL-S",
            "SBPDC1",
            "SBPDCI",
            "5BPDCL",
            "NBPOCL",
            "SBPDGL",
            "SBPDCLB",
            "SBPDCl",
            "SBPDCL-BILL",
            "SBPDCL\n",
            "SΒPDCL",
            "SBP DCL",
            "MYSBPDCL",
            "N8PDCL",
        ] {
            assert_eq!(class(address), SenderClass::Lookalike, "{address:?}");
        }
    }

    #[test]
    fn what_is_near_enough_to_deceive_where_it_claims() {
        for address in [
            "SBPDLC",
            "SBDCL",
            "PDCLSB",
            "DCLSBP",
            "PDCL",
            "SBPD",
            "BSPHCL",
            "BSPHCI",
            "BSPCHL",
            "BSPHCLB",
            "BIJLEE",
            "ELECTRICITY",
            "BIHARB",
            "NORTHB",
            "BIJLIB",
            "BJLBIL",
            "ELCTRC",
            "SBPBIL",
            "SBPOWR",
        ] {
            assert_eq!(class(address), SenderClass::Near, "{address:?}");
        }
    }

    #[test]
    fn other_businesses_and_boards_are_themselves() {
        for address in ["VM-HDFCBK", "PAYTMB", "AX-BESCOM-S", "MSEDCL", "TNEB", "APSPDC", "NPDCL", "JBVNL", "VK-BESTSM"]
        {
            assert_eq!(class(address), SenderClass::Header, "{address:?}");
        }
        for address in ["AX-BESCOM-S", "MSEDCL", "TANGED", "UPPCLT", "APCPDC", "CESC"] {
            assert!(Sender::new(address, &RULES).is_utility(), "{address}");
        }
        assert!(!Sender::new("VM-HDFCBK", &RULES).is_utility());
    }

    #[test]
    fn numbers_short_codes_and_nothing() {
        assert_eq!(class("+919876543210"), SenderClass::Phone);
        assert_eq!(class("56161"), SenderClass::ShortCode);
        for address in ["", " ", "\u{200e}", "12", "?", "a message that someone typed", "\u{200f}\u{feff}"] {
            assert_eq!(class(address), SenderClass::Unknown, "{address:?}");
        }
    }

    #[test]
    fn a_host_is_not_the_senders_own_for_four_letters() {
        let owns = |address: &str, host: &str| Sender::new(address, &RULES).owns_host(host, &RULES);
        for (address, host) in [
            ("VM-PAYTMB", "paytm.com"),
            ("VM-HDFCBK", "hdfcbank.com"),
            ("AX-AMAZON", "www.amazon.in"),
            ("JD-ICICIT", "icici.bank.in"),
        ] {
            assert!(owns(address, host), "{address} {host}");
        }
        for (address, host) in [
            ("VK-PAYBIL", "paybill.icu"),
            ("VK-PAYBIL", "paybill.com"),
            ("VK-BILLPY", "billpy-secure.xyz"),
            ("VK-BILLPY", "billpy.in"),
            ("VK-BIJBIL", "bijbill.top"),
            ("VM-HDFCBK", "hdfc-kyc.com"),
            ("VM-HDFCBK", "hdfcbank.xyz"),
            ("VM-HDFCBK", "hdfcbank.com.evil.icu"),
            ("+919876543210", "paytm.com"),
        ] {
            assert!(!owns(address, host), "{address} {host}");
        }
    }
}
