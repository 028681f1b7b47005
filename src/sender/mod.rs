//! Who the message says it comes from.
//!
//! In: the originating address. Out: a [`Sender`]: an official header, an
//! imitation of one, another business's header, a phone number, a short code,
//! or none of these. The route prefix (`JM-`) and suffix (`-S`) change with the
//! operator and prove nothing, so only the header is compared (facts T).

mod lookalike;

pub(crate) use lookalike::visual_class;

use crate::list::Rules;
use crate::text::read_folded;
use crate::verdict::SenderClass;

/// A classified originating address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Sender {
    pub(crate) kind: SenderKind,
    /// The header or address, folded; empty where there is none.
    pub(crate) header: String,
    /// It holds characters that no sender id can hold.
    pub(crate) disguised: bool,
}

/// What an originating address is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SenderKind {
    /// An issuer's registered header, exactly; index of the issuer.
    Official(u16),
    /// Not an issuer's header, but made to look like one; index of the issuer.
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

/// The letters a route suffix may be (TRAI, since 2025-05-06).
const SUFFIXES: &[u8] = b"pstg";

impl Sender {
    /// Classifies `address` by the list's headers. Total.
    pub(crate) fn new(address: &str, rules: &Rules) -> Self {
        // A stray direction mark at the ends is seen on genuine messages (facts T).
        let edges = |c: char| c.is_whitespace() || matches!(c, '\u{200e}' | '\u{200f}' | '\u{feff}');
        let address = address.trim_matches(edges);
        let (mut header, disguised) = read_folded(address);
        if let Some(kind) = number_kind(&header) {
            return Self { kind, header, disguised };
        }
        strip_route(&mut header);
        let kind = match official(&header, rules) {
            Some(issuer) if !disguised => SenderKind::Official(issuer),
            Some(issuer) => SenderKind::Lookalike(issuer),
            None => lookalike::kind(&header, rules).unwrap_or_else(|| header_kind(&header)),
        };
        Self { kind, header, disguised }
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

    /// Whether it is a header of another utility that the list knows.
    pub(crate) fn is_utility(&self, rules: &Rules) -> bool {
        let held = |header: &String| header.eq_ignore_ascii_case(&self.header);
        self.kind == SenderKind::Header && rules.utilities.iter().any(|utility| utility.headers.iter().any(held))
    }

    /// Whether `name` (a host's label, a word) is the sender's own: they share their first four letters.
    pub(crate) fn owns(&self, name: &str) -> bool {
        let shared = self.header.bytes().zip(name.bytes()).take_while(|(a, b)| a == b).count();
        self.kind == SenderKind::Header && shared >= 4
    }
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
fn strip_route(header: &mut String) {
    if let [a, b, b'-', ..] = header.as_bytes()
        && a.is_ascii_lowercase()
        && b.is_ascii_lowercase()
    {
        header.drain(..3);
    }
    if let [.., b'-', suffix] = header.as_bytes()
        && SUFFIXES.contains(suffix)
    {
        header.truncate(header.len() - 2);
    }
}

fn official(header: &str, rules: &Rules) -> Option<u16> {
    let exact = rules.headers.iter().find(|official| *official.folded == *header);
    exact.map(|official| official.issuer)
}

fn header_kind(header: &str) -> SenderKind {
    let shaped = (3..=11).contains(&header.len()) && header.bytes().all(|b| b.is_ascii_alphanumeric());
    if shaped { SenderKind::Header } else { SenderKind::Unknown }
}
