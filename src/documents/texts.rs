//! Many short texts in one piece.
//!
//! In: arrays of JSON. Out: their texts in order, without an allocation for each:
//! a list holds thousands, and a phone reads them at every start.

use serde::de::{DeserializeSeed, Deserializer, SeqAccess, Visitor};
use serde::{Deserialize, Serialize, Serializer};
use std::fmt;
use std::ops::Range;

/// Room for as many texts is made with the first; most lists of terms have fewer.
const FIRST_TEXTS: usize = 8;
/// About as many bytes has a term with what is behind it.
const AVERAGE: usize = 16;

/// Texts in order; in JSON an array.
///
/// ```
/// use asli::list::schema::Texts;
///
/// let texts: Texts = serde_json::from_str(r#"["last date", "pay by"]"#)?;
/// assert_eq!(texts.iter().collect::<Vec<_>>(), ["last date", "pay by"]);
/// assert_eq!(serde_json::to_string(&texts)?, r#"["last date","pay by"]"#);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Texts {
    text: String,
    /// Where each ends in `text`.
    ends: Vec<u32>,
}

impl Texts {
    /// Every text, in order.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = &str> + Clone {
        (0..self.ends.len()).map(|at| &self.text[self.range(at)])
    }

    /// Adds a text at the end.
    pub fn push(&mut self, text: &str) {
        if self.ends.is_empty() {
            self.ends.reserve(FIRST_TEXTS);
            self.text.reserve(FIRST_TEXTS * AVERAGE);
        }
        self.text.push_str(text);
        self.ends.push(self.text.len() as u32);
    }

    /// How many they are.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    fn range(&self, at: usize) -> Range<usize> {
        let start = if at == 0 { 0 } else { self.ends[at - 1] };
        start as usize..self.ends[at] as usize
    }
}

impl<S: AsRef<str>> FromIterator<S> for Texts {
    fn from_iter<I: IntoIterator<Item = S>>(texts: I) -> Self {
        let mut all = Self::default();
        texts.into_iter().for_each(|text| all.push(text.as_ref()));
        all
    }
}

impl fmt::Debug for Texts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.iter()).finish()
    }
}

impl Serialize for Texts {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.iter())
    }
}

impl<'de> Deserialize<'de> for Texts {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Array;
        impl<'de> Visitor<'de> for Array {
            type Value = Texts;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an array of texts")
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut array: A) -> Result<Texts, A::Error> {
                let mut texts = Texts::default();
                while array.next_element_seed(Next(&mut texts))?.is_some() {}
                Ok(texts)
            }
        }
        deserializer.deserialize_seq(Array)
    }
}

/// Reads one text behind the others.
struct Next<'t>(&'t mut Texts);

impl<'de> DeserializeSeed<'de> for Next<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for Next<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a text")
    }

    fn visit_str<E>(self, text: &str) -> Result<(), E> {
        self.0.push(text);
        Ok(())
    }
}

#[cfg(feature = "schema")]
mod schema {
    use super::Texts;
    use schemars::{JsonSchema, Schema, SchemaGenerator};
    use std::borrow::Cow;

    impl JsonSchema for Texts {
        fn inline_schema() -> bool {
            true
        }

        fn schema_name() -> Cow<'static, str> {
            "Texts".into()
        }

        fn json_schema(generator: &mut SchemaGenerator) -> Schema {
            Vec::<String>::json_schema(generator)
        }
    }
}
