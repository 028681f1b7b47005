//! The name of an Android package.
//!
//! In: a text of a signed document. Out: a [`PackageName`], or [`NoPackageName`].

use serde::{Deserialize, Serialize};

/// What Android calls an app: names of letters, digits and `_`, at least two of them, joined by dots.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(try_from = "String", into = "String")]
pub struct PackageName(String);

/// The text is no package name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a package name is like org.example.app: names of letters, digits and _, joined by dots")]
pub struct NoPackageName;

/// Longer names are refused by Android.
const LONGEST: usize = 223;

impl PackageName {
    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for PackageName {
    type Error = NoPackageName;

    fn try_from(text: String) -> Result<Self, NoPackageName> {
        let is_name = |name: &str| {
            name.starts_with(|first: char| first.is_ascii_alphabetic())
                && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
        };
        let holds = text.len() <= LONGEST && text.contains('.') && text.split('.').all(is_name);
        if holds { Ok(Self(text)) } else { Err(NoPackageName) }
    }
}

impl From<PackageName> for String {
    fn from(name: PackageName) -> Self {
        name.0
    }
}

#[cfg(test)]
mod tests {
    use super::{NoPackageName, PackageName};

    fn parsed(text: &str) -> Result<PackageName, NoPackageName> {
        PackageName::try_from(text.to_owned())
    }

    #[test]
    fn names_of_packages_are_taken() {
        for name in ["org.example", "org.example.bill_2", "In.Example.App"] {
            assert_eq!(parsed(name).map(|it| it.as_str().to_owned()), Ok(name.to_owned()));
        }
    }

    #[test]
    fn what_android_would_not_install_is_refused() {
        let long = format!("org.{}", "a".repeat(220));
        let texts = [
            "",
            "org",
            "org.",
            ".org",
            "org..example",
            "1org.example",
            "org.2x",
            "org.ex ample",
            "org.ex/a",
            "org.ए",
            &long,
        ];
        for text in texts {
            assert_eq!(parsed(text), Err(NoPackageName), "{text:?}");
        }
    }
}
