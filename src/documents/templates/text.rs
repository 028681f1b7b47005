//! A template's text, cut into fixed text and blanks.
//!
//! In: the text as it stands on a portal (`Rs {#numeric#} by {#alphanumeric#}`). Out: [`Piece`]s, or a
//! [`TemplateProblem`].

use super::TemplateProblem;

/// A part of a template's text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Piece<'t> {
    /// Fixed text.
    Text(&'t str),
    /// A blank.
    Blank(Tag),
}

/// What the portal says that a blank holds (direction of TRAI of 18 November 2025).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Tag {
    /// `{#numeric#}`, on some portals `{#number#}`: digits.
    Numeric,
    /// `{#alphanumeric#}`: letters and digits, at most 40 characters.
    Alphanumeric,
    /// `{#url#}`: a link.
    Url,
    /// `{#urlott#}`: a link to an app.
    UrlOtt,
    /// `{#cbn#}`: a number to call back.
    Cbn,
    /// `{#email#}`: an e-mail address.
    Email,
    /// `{#var#}`: anything, at most 30 characters; from before tags were required.
    Var,
}

impl Tag {
    /// Every tag.
    pub const ALL: &'static [Self] =
        &[Self::Numeric, Self::Alphanumeric, Self::Url, Self::UrlOtt, Self::Cbn, Self::Email, Self::Var];

    /// Its name on the portals.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Numeric => "numeric",
            Self::Alphanumeric => "alphanumeric",
            Self::Url => "url",
            Self::UrlOtt => "urlott",
            Self::Cbn => "cbn",
            Self::Email => "email",
            Self::Var => "var",
        }
    }

    /// The tag of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        if name == "number" {
            return Some(Self::Numeric);
        }
        Self::ALL.iter().copied().find(|tag| tag.name() == name)
    }

    /// Whether a value of it can lead a reader somewhere, or be anything: its values must be listed.
    pub const fn is_open(self) -> bool {
        !matches!(self, Self::Numeric | Self::Alphanumeric)
    }

    /// The most characters that a value has.
    pub const fn most_characters(self) -> usize {
        match self {
            Self::Alphanumeric | Self::Numeric => 40,
            Self::Var => 30,
            Self::Url | Self::UrlOtt | Self::Cbn | Self::Email => 120,
        }
    }
}

impl std::fmt::Display for Tag {
    /// As in a text: `{#numeric#}`.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(&format!("{{#{}#}}", self.name()))
    }
}

/// Cuts `text` into fixed text and blanks.
///
/// # Errors
/// [`TemplateProblem::Tag`] and [`TemplateProblem::Open`], with the blank.
pub fn pieces(text: &str) -> Result<Vec<Piece<'_>>, TemplateProblem> {
    let mut pieces = Vec::new();
    let (mut rest, mut blanks) = (text, 0);
    while let Some(start) = rest.find(['{', '}']) {
        blanks += 1;
        let opened = rest[start..].strip_prefix("{#").ok_or(TemplateProblem::Open(blanks))?;
        let end = opened.find("#}").ok_or(TemplateProblem::Open(blanks))?;
        let tag = Tag::from_name(&opened[..end]).ok_or(TemplateProblem::Tag(blanks))?;
        if start > 0 {
            pieces.push(Piece::Text(&rest[..start]));
        }
        pieces.push(Piece::Blank(tag));
        rest = &opened[end + 2..];
    }
    if !rest.is_empty() {
        pieces.push(Piece::Text(rest));
    }
    Ok(pieces)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_cut_at_its_blanks() {
        let cut = pieces("Rs {#numeric#} by {#alphanumeric#}.").unwrap();
        let expected = [
            Piece::Text("Rs "),
            Piece::Blank(Tag::Numeric),
            Piece::Text(" by "),
            Piece::Blank(Tag::Alphanumeric),
            Piece::Text("."),
        ];
        assert_eq!(cut, expected);
        assert_eq!(pieces("{#number#}").unwrap(), [Piece::Blank(Tag::Numeric)]);
        assert_eq!(pieces("").unwrap(), []);
        for tag in Tag::ALL {
            assert_eq!(pieces(&tag.to_string()).unwrap(), [Piece::Blank(*tag)]);
        }
    }

    #[test]
    fn what_no_portal_writes_is_refused() {
        for (text, problem) in [
            ("a {#numeric#} {#otp#}", TemplateProblem::Tag(2)),
            ("a {#Numeric#}", TemplateProblem::Tag(1)),
            ("a {#numeric", TemplateProblem::Open(1)),
            ("a {{var}}", TemplateProblem::Open(1)),
            ("a } b", TemplateProblem::Open(1)),
        ] {
            assert_eq!(pieces(text), Err(problem), "{text}");
        }
    }
}
