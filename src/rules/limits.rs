//! How often an element may occur, and between what bounds its values are.
//!
//! In: the limits of an issuer's document. Out: [`Limits`], which the proof measures values by.

use crate::documents::{self, RulesError};
use crate::report::Element;
use std::ops::RangeInclusive;

/// The bounds of a genuine message's values.
#[derive(Clone, Debug)]
pub(crate) struct Limits {
    /// The largest share of a rebate, in hundredths of a percent.
    pub(crate) rebate_hundredths: u32,
    /// The largest rebate in paise where the message names no sum that it is a share of.
    pub(crate) rebate_paise: i64,
    /// How many days from the day of receipt the last date may be.
    pub(crate) last_date_days: RangeInclusive<i64>,
    /// The same for a disconnection.
    pub(crate) disconnection_days: RangeInclusive<i64>,
    /// The same for any other date.
    pub(crate) date_days: RangeInclusive<i64>,
    /// By [`Element`].
    elements: Vec<Limit>,
}

/// How often an element may occur.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Limit {
    /// In how many places.
    pub(crate) places: usize,
    /// With how many values.
    pub(crate) values: usize,
}

impl Limits {
    /// The limits of a document; an element that it does not name may occur once.
    pub(super) fn new(limits: &documents::Limits) -> Result<Self, RulesError> {
        let days = |days: [i32; 2]| i64::from(days[0])..=i64::from(days[1]);
        let mut elements = vec![Limit { places: 1, values: 1 }; Element::ALL.len()];
        for (name, limit) in &limits.elements {
            let at = Element::ALL.iter().position(|element| element.code() == name);
            let at = at.ok_or_else(|| RulesError::Value { field: "limits.elements", value: name.clone() })?;
            elements[at] = Limit { places: usize::from(limit.places), values: usize::from(limit.values) };
        }
        Ok(Self {
            rebate_hundredths: limits.rebate_hundredths,
            rebate_paise: i64::from(limits.rebate_rupees) * 100,
            last_date_days: days(limits.last_date_days),
            disconnection_days: days(limits.disconnection_days),
            date_days: days(limits.date_days),
            elements,
        })
    }

    /// How often `element` may occur.
    pub(crate) fn of(&self, element: Element) -> Limit {
        self.elements.get(element as usize).copied().unwrap_or(Limit { places: 0, values: 0 })
    }
}
