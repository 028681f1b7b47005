//! Words of the languages that are no company's: of days, times, shares, numbers and addresses.
//!
//! In: `language` in `common/lexicon.json`. Out: [`Language`]. The words stand as the folded text has them, each a
//! single word.

use super::shared::Terms;
use serde::{Deserialize, Serialize};

/// What the languages call days, times, shares and parts of an address.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Language {
    /// The names of the months, from January.
    pub months: [Terms; 12],
    /// The names of the days of the week, from Monday.
    pub weekdays: [Terms; 7],
    /// Words behind the number of a day ("st", "वां"), or between it and its month ("of").
    pub ordinals: Terms,
    /// Words that stand before a day without a year ("on 5/12").
    pub before_day: Terms,
    /// Words that stand behind a day without a year ("5/12 को").
    pub behind_day: Terms,
    /// Words behind a number that make it a time ("pm", "बजे", "hours").
    pub time_units: Terms,
    /// Words between a date and its time ("by", "at", "तक").
    pub before_time: Terms,
    /// Words for a percent sign ("percent", "प्रतिशत").
    pub percent: Terms,
    /// Words between the label of an account and its number ("no", "is", "संख्या").
    pub before_number: Terms,
    /// Words that begin the label of an account in a bank ("account", "खाता").
    pub bank_account: Terms,
    /// Words between the label of an account in a bank and its number.
    pub before_bank_number: Terms,
    /// Words behind which an address on the web stands ("visit", "at").
    pub before_address: Terms,
    /// Words that stand behind an address on the web ("पर").
    pub behind_address: Terms,
    /// Words for the dot in an address on the web ("dot", "डॉट").
    pub dot: Terms,
    /// Words for the star of a service code ("star", "स्टार").
    pub star: Terms,
    /// Places where a company takes cash ("counter").
    pub counter: Terms,
    /// Apps by which fakes send files ("whatsapp").
    pub messenger: Terms,
    /// Words behind a number that multiply it ("lakh", "हजार").
    pub multiples: Vec<Multiple>,
    /// Id in the lexicon's sources.
    pub source: String,
}

impl Language {
    /// The words that are neither names of days nor multiples, by the name of their field.
    pub fn named(&self) -> [(&'static str, &Terms); 15] {
        [
            ("ordinals", &self.ordinals),
            ("before_day", &self.before_day),
            ("behind_day", &self.behind_day),
            ("time_units", &self.time_units),
            ("before_time", &self.before_time),
            ("percent", &self.percent),
            ("before_number", &self.before_number),
            ("bank_account", &self.bank_account),
            ("before_bank_number", &self.before_bank_number),
            ("before_address", &self.before_address),
            ("behind_address", &self.behind_address),
            ("dot", &self.dot),
            ("star", &self.star),
            ("counter", &self.counter),
            ("messenger", &self.messenger),
        ]
    }
}

/// A word that multiplies the number before it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Multiple {
    /// By how many noughts.
    pub zeros: u8,
    /// The words.
    pub terms: Terms,
    /// Short forms, which stand for it right behind the number only, without a blank ("5k").
    #[serde(default)]
    pub glued: Terms,
}
