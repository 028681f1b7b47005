//! The nation's numbering plan: whether digits are a telephone number.
//!
//! In: [`documents::Numbering`]. Out: [`Numbering`], or a [`RulesError`] that names the field. A value that is a
//! number to call proves nothing, whatever label it has.

use crate::documents::{self, NumberingProblem, RulesError};
use std::ops::RangeInclusive;

/// A number behind a plus has at least as many digits.
const FEWEST_BEHIND_PLUS: usize = 9;
/// At most as many digits behind a mobile number hide it.
const MOST_HIDING: usize = 3;

/// How telephone numbers are made. The fields are those of [`documents::Numbering`].
#[derive(Debug)]
pub(crate) struct Numbering {
    country_code: Box<str>,
    trunk_prefix: Box<str>,
    international_prefix: Box<str>,
    /// What may stand before a national number, the longest first, nothing at the end; the first two end in the
    /// country's code.
    prefixes: [Box<str>; 5],
    national_digits: usize,
    mobile_first: Box<str>,
    service_first: Box<str>,
    toll_free: Box<[Box<str>]>,
    toll_free_digits: RangeInclusive<usize>,
    area_code_digits: RangeInclusive<usize>,
    pub(crate) local_digits: RangeInclusive<usize>,
    pub(crate) short_code_digits: RangeInclusive<usize>,
}

impl Numbering {
    /// No telephone number has more digits (E.164).
    pub(crate) const MOST_DIGITS: usize = 15;

    pub(crate) fn new(plan: &documents::Numbering) -> Result<Self, RulesError> {
        let country_code = digits("country_code", &plan.country_code)?;
        let trunk_prefix = digits("trunk_prefix", &plan.trunk_prefix)?;
        let international_prefix = digits("international_prefix", &plan.international_prefix)?;
        let service_first = digits("service_first", &plan.service_first)?;
        if service_first.contains(|digit| plan.mobile_first.contains(digit)) {
            return Err(invalid("service_first", NumberingProblem::Ambiguous));
        }
        let national_digits = range("national_digits", [plan.national_digits; 2])?;
        Ok(Self {
            prefixes: [
                [&*international_prefix, &*country_code].concat().into(),
                [&*trunk_prefix, &*country_code].concat().into(),
                country_code.clone(),
                trunk_prefix.clone(),
                Box::default(),
            ],
            country_code,
            trunk_prefix,
            international_prefix,
            national_digits: *national_digits.end(),
            mobile_first: digits("mobile_first", &plan.mobile_first)?,
            service_first,
            toll_free: plan.toll_free.iter().map(|begin| digits("toll_free", begin)).collect::<Result<_, _>>()?,
            toll_free_digits: range("toll_free_digits", plan.toll_free_digits)?,
            area_code_digits: range("area_code_digits", plan.area_code_digits)?,
            local_digits: range("local_digits", plan.local_digits)?,
            short_code_digits: range("short_code_digits", plan.short_code_digits)?,
        })
    }

    /// The rest of `digits` behind each prefix that they begin with; the digits themselves at the end.
    pub(crate) fn without_prefixes<'d>(&self, digits: &'d str) -> impl Iterator<Item = &'d str> {
        self.prefixes.iter().filter_map(|prefix| digits.strip_prefix(&**prefix))
    }

    /// The national number in `digits`, without its prefix.
    pub(crate) fn national<'d>(&self, digits: &'d str) -> Option<&'d str> {
        self.without_prefixes(digits).find(|rest| self.is_national(rest))
    }

    /// Whether `digits` are as many as a national number has, and no prefix begins them.
    pub(crate) fn is_national(&self, digits: &str) -> bool {
        digits.len() == self.national_digits && !digits.starts_with(&*self.trunk_prefix)
    }

    /// Whether `digits` are a mobile number, with or without a prefix.
    pub(crate) fn is_mobile(&self, digits: &str) -> bool {
        self.without_prefixes(digits).any(|rest| self.is_national_mobile(rest))
    }

    /// Whether `digits` are a mobile number without a prefix.
    pub(crate) fn is_national_mobile(&self, digits: &str) -> bool {
        self.is_national_from(digits, &self.mobile_first)
    }

    /// Whether `digits` begin with a mobile number that a few more digits hide.
    pub(crate) fn hides_mobile(&self, digits: &str) -> bool {
        let longest = self.national_digits + MOST_HIDING;
        digits.len() <= longest
            && digits.get(..self.national_digits).is_some_and(|begin| self.is_national_mobile(begin))
    }

    /// Whether `digits` are any number to call: mobile, toll-free, or a landline with its area code.
    pub(crate) fn is_callable(&self, digits: &str) -> bool {
        let landline =
            || digits.strip_prefix(&*self.trunk_prefix).is_some_and(|rest| rest.len() == self.national_digits);
        self.is_mobile(digits) || self.is_toll_free(digits) || landline()
    }

    pub(crate) fn is_toll_free(&self, digits: &str) -> bool {
        self.toll_free_digits.contains(&digits.len()) && self.toll_free.iter().any(|begin| digits.starts_with(&**begin))
    }

    pub(crate) fn is_short_code(&self, digits: &str) -> bool {
        self.short_code_digits.contains(&digits.len()) && begins_with_one_of(digits, &self.service_first)
    }

    /// Whether `digits` are as long as a national number, in a series of services (`1600…`).
    pub(crate) fn is_service_line(&self, digits: &str) -> bool {
        self.is_national_from(digits, &self.service_first)
    }

    /// Whether `digits` are as long as a national number and begin with one of the digits in `first`.
    fn is_national_from(&self, digits: &str, first: &str) -> bool {
        digits.len() == self.national_digits && begins_with_one_of(digits, first)
    }

    /// Whether `digits` are longer than a national number and begin with the trunk prefix.
    pub(crate) fn has_trunk_prefix(&self, digits: &str) -> bool {
        digits.len() > self.national_digits && digits.starts_with(&*self.trunk_prefix)
    }

    /// Whether `digits`, written apart from what follows, are an area code with its trunk prefix.
    pub(crate) fn is_area_code(&self, digits: &str) -> bool {
        let area = digits.strip_prefix(&*self.trunk_prefix);
        area.is_some_and(|area| self.area_code_digits.contains(&area.len()))
            && !self.prefixes[..2].iter().any(|country| **country == *digits)
    }

    /// Whether there are more digits than in any number that is dialled within the nation.
    pub(crate) fn is_longer_than_domestic(&self, digits: &str) -> bool {
        digits.len() > self.trunk_prefix.len() + self.national_digits
    }

    /// Whether `digits` begin with the international prefix and another country's code, or with the nation's own and
    /// fewer digits than its numbers have.
    pub(crate) fn is_international(&self, digits: &str) -> bool {
        let abroad = digits.strip_prefix(&*self.international_prefix);
        // No country's code begins with a zero.
        abroad.is_some_and(|rest| !rest.starts_with('0') && self.is_not_too_long(rest, self.international_prefix.len()))
            && digits.len() > self.national_digits
    }

    /// Whether `digits` behind a plus are a telephone number.
    pub(crate) fn is_behind_plus(&self, digits: &str) -> bool {
        digits.len() >= FEWEST_BEHIND_PLUS && self.is_not_too_long(digits, 0)
    }

    /// Behind the nation's own code there are at most as many digits as its numbers have: what goes on from them
    /// (`/35`) is another number.
    fn is_not_too_long(&self, with_country_code: &str, prefix: usize) -> bool {
        match with_country_code.strip_prefix(&*self.country_code) {
            Some(national) => national.len() <= self.national_digits,
            None => prefix + with_country_code.len() <= Self::MOST_DIGITS,
        }
    }
}

fn begins_with_one_of(digits: &str, first: &str) -> bool {
    digits.starts_with(|digit| first.contains(digit))
}

/// One or more digits.
fn digits(field: &'static str, value: &str) -> Result<Box<str>, RulesError> {
    let is_digits = !value.is_empty() && value.bytes().all(|b| b.is_ascii_digit());
    is_digits.then(|| value.into()).ok_or(invalid(field, NumberingProblem::NotDigits))
}

/// From the least number of digits to the most.
fn range(field: &'static str, [least, most]: [u8; 2]) -> Result<RangeInclusive<usize>, RulesError> {
    let range = usize::from(least)..=usize::from(most);
    let is_range = least > 0 && !range.is_empty() && *range.end() <= Numbering::MOST_DIGITS;
    is_range.then_some(range).ok_or(invalid(field, NumberingProblem::NotARange))
}

fn invalid(field: &'static str, problem: NumberingProblem) -> RulesError {
    RulesError::Numbering { field, problem }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use serde_json::{Value, json};

    /// A small plan of no nation: seven digits, mobiles from 4, country 99, trunk 8.
    fn document(field: &str, value: Value) -> documents::Numbering {
        let mut plan = json!({
            "country_code": "99", "trunk_prefix": "8", "international_prefix": "00", "national_digits": 7,
            "mobile_first": "45", "service_first": "1", "toll_free": ["200"], "toll_free_digits": [7, 9],
            "area_code_digits": [2, 3], "local_digits": [4, 5], "short_code_digits": [3, 4], "source": "T",
        });
        if !field.is_empty() {
            plan[field] = value;
        }
        serde_json::from_value(plan).unwrap()
    }

    fn plan() -> Numbering {
        Numbering::new(&document("", Value::Null)).unwrap()
    }

    #[test]
    fn a_mobile_number_has_a_prefix_or_none() {
        let plan = plan();
        for digits in ["4123456", "84123456", "994123456", "8994123456", "00994123456", "5123456"] {
            assert!(plan.is_mobile(digits), "{digits}");
        }
        for digits in ["3123456", "412345", "41234567", "04123456", "994123", "993123456", ""] {
            assert!(!plan.is_mobile(digits), "{digits}");
        }
        assert!(plan.is_national_mobile("4123456") && !plan.is_national_mobile("84123456"));
        assert!(plan.hides_mobile("4123456") && plan.hides_mobile("4123456789"));
        assert!(!plan.hides_mobile("41234567890") && !plan.hides_mobile("412345") && !plan.hides_mobile("3123456789"));
    }

    #[test]
    fn a_national_number_is_told_from_its_prefix() {
        let plan = plan();
        assert_eq!(plan.national("00993123456"), Some("3123456"));
        assert_eq!(plan.national("83123456"), Some("3123456"));
        assert_eq!(plan.national("8123456"), None);
        assert!(plan.has_trunk_prefix("83123456") && !plan.has_trunk_prefix("8312345"));
        assert!(plan.is_area_code("831") && plan.is_area_code("8312"));
        assert!(!plan.is_area_code("899") && !plan.is_area_code("83") && !plan.is_area_code("83123"));
        assert!(!plan.is_longer_than_domestic("83123456") && plan.is_longer_than_domestic("831234567"));
    }

    #[test]
    fn numbers_of_services() {
        let plan = plan();
        assert!(plan.is_toll_free("2001234") && plan.is_toll_free("200123456"));
        assert!(!plan.is_toll_free("200123") && !plan.is_toll_free("2101234"));
        assert!(plan.is_short_code("112") && !plan.is_short_code("11") && !plan.is_short_code("212"));
        assert!(plan.is_service_line("1600123") && !plan.is_service_line("160012") && !plan.is_service_line("2600123"));
        assert!(plan.is_callable("83123456") && plan.is_callable("2001234") && plan.is_callable("4123456"));
        assert!(!plan.is_callable("3123456") && !plan.is_callable("831234567"));
    }

    #[test]
    fn numbers_of_other_countries() {
        let plan = plan();
        assert!(plan.is_international("00442079460958") && plan.is_international("0099412345"));
        assert!(!plan.is_international("000442079460") && !plan.is_international("004420"));
        assert!(!plan.is_international("009941234567") && !plan.is_international("0044207946095812"));
        assert!(plan.is_behind_plus("442079460958") && plan.is_behind_plus("994123456"));
        assert!(!plan.is_behind_plus("9941234567") && !plan.is_behind_plus("44207946"));
    }

    #[test]
    fn a_plan_by_which_nothing_can_be_told_is_refused() {
        use NumberingProblem::{Ambiguous, NotARange, NotDigits};
        for (field, value, problem) in [
            ("country_code", json!("+99"), NotDigits),
            ("trunk_prefix", json!(""), NotDigits),
            ("international_prefix", json!("00 "), NotDigits),
            ("mobile_first", json!("4-5"), NotDigits),
            ("toll_free", json!(["200", "x"]), NotDigits),
            ("service_first", json!("14"), Ambiguous),
            ("national_digits", json!(0), NotARange),
            ("national_digits", json!(16), NotARange),
            ("toll_free_digits", json!([9, 7]), NotARange),
            ("area_code_digits", json!([0, 3]), NotARange),
            ("local_digits", json!([4, 16]), NotARange),
            ("short_code_digits", json!([4, 3]), NotARange),
        ] {
            let error = Numbering::new(&document(field, value)).unwrap_err();
            assert_eq!(error, RulesError::Numbering { field, problem });
        }
    }
}
