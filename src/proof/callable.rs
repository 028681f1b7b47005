//! Numbers that someone could call.
//!
//! In: the digits of a value. Out: whether they are a telephone number in India (facts T, X): a value that is one
//! proves nothing, whatever label it has.

/// Whether `digits` are a mobile number, with or without the country's prefix.
pub(super) fn is_mobile(digits: &str) -> bool {
    let national = |rest: &str| rest.len() == 10 && rest.starts_with(['6', '7', '8', '9']);
    let prefixes = ["", "0", "91", "091", "0091"];
    prefixes.iter().any(|prefix| digits.strip_prefix(prefix).is_some_and(national))
}

/// Whether `digits` begin with a mobile number that a few more digits hide.
pub(super) fn hides_mobile(digits: &str) -> bool {
    (10..=13).contains(&digits.len()) && digits.get(..10).is_some_and(is_mobile)
}

/// Whether `digits` are any number to call: mobile, toll-free, or a landline with its area code.
pub(super) fn is_callable(digits: &str) -> bool {
    let toll_free = |prefix| digits.starts_with(prefix) && matches!(digits.len(), 10 | 11);
    let landline = digits.starts_with('0') && digits.len() == 11;
    is_mobile(digits) || toll_free("1800") || toll_free("1860") || landline
}

/// Whether `digits` are a short code: three to six digits from 1.
pub(super) fn is_short_code(digits: &str) -> bool {
    (3..=6).contains(&digits.len()) && digits.starts_with('1')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mobiles_with_and_without_prefix() {
        for digits in ["9876543210", "09876543210", "919876543210", "00919876543210", "6000000000"] {
            assert!(is_mobile(digits), "{digits}");
        }
        for digits in ["5876543210", "987654321", "98765432101", "911234567890"] {
            assert!(!is_mobile(digits), "{digits}");
        }
    }

    #[test]
    fn other_numbers_to_call() {
        assert!(is_callable("18001234567") && is_callable("1860500123") && is_callable("06122234567"));
        assert!(!is_callable("102345871") && !is_callable("220589034001"));
        assert!(hides_mobile("98765432101") && !hides_mobile("20261124103412"));
        assert!(is_short_code("1912") && !is_short_code("2912") && !is_short_code("12"));
    }
}
