//! Headers as the eye sees them.
//!
//! In: a header in lower case. Out: the same with letters and digits that look alike made one.

/// Letters and digits that look alike made one; separators dropped.
pub(crate) fn visual_class(header: &str) -> String {
    header
        .bytes()
        .filter(u8::is_ascii_alphanumeric)
        .map(|b| match b {
            b'o' | b'q' | b'd' => b'0',
            b'i' | b'l' | b'j' => b'1',
            b's' => b'5',
            b'b' => b'8',
            b'z' => b'2',
            b'g' | b'c' | b'6' => b'9',
            b'3' => b'e',
            b'4' => b'a',
            b'7' => b't',
            _ => b,
        })
        .map(char::from)
        .collect()
}
