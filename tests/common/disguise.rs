//! Writings of one text that look or read the same, and what a criminal would add.
#![allow(missing_docs, unreachable_pub, clippy::unwrap_used)]

/// Re-encodings of the whole text: each must fold back to what it was.
pub type Encoding = (&'static str, fn(&str) -> String);

pub const ENCODINGS: &[Encoding] = &[
    ("upper case", |text| text.to_uppercase()),
    ("full width", |text| {
        map(text, |c| if c.is_ascii_alphanumeric() { char::from_u32(c as u32 + 0xfee0) } else { None })
    }),
    ("mathematical", |text| map(text, mathematical)),
    ("Cyrillic look-alikes", |text| map(text, cyrillic)),
    ("Devanagari digits", |text| map(text, |c| c.to_digit(10).and_then(|d| char::from_u32(0x966 + d)))),
    ("Arabic digits", |text| map(text, |c| c.to_digit(10).and_then(|d| char::from_u32(0x660 + d)))),
    ("zero width", |text| spread(text, '\u{200b}')),
    ("word joiner", |text| spread(text, '\u{2060}')),
    ("soft hyphen", |text| spread(text, '\u{ad}')),
    ("bidi", |text| spread(text, '\u{202d}')),
    ("no-break space", |text| text.replace(' ', "\u{a0}")),
    ("two spaces", |text| text.replace(' ', "  ")),
    ("lines", |text| text.replace(' ', "\n")),
];

fn map(text: &str, to: impl Fn(char) -> Option<char>) -> String {
    text.chars().map(|c| to(c).unwrap_or(c)).collect()
}

fn spread(text: &str, hidden: char) -> String {
    let mut out = String::new();
    let mut before = ' ';
    for c in text.chars() {
        if before.is_ascii_alphanumeric() && c.is_ascii_alphanumeric() {
            out.push(hidden);
        }
        out.push(c);
        before = c;
    }
    out
}

fn mathematical(c: char) -> Option<char> {
    char::from_u32(match c {
        'a'..='z' => 0x1d41a + c as u32 - 'a' as u32,
        'A'..='Z' => 0x1d400 + c as u32 - 'A' as u32,
        '0'..='9' => 0x1d7ce + c as u32 - '0' as u32,
        _ => return None,
    })
}

fn cyrillic(c: char) -> Option<char> {
    let at = "aceopxyABCEHKMOPTX".find(c)?;
    "асеорхуАВСЕНКМОРТХ".chars().nth(at)
}

/// What must never ride along in a genuine message.
pub fn dangers() -> Vec<String> {
    let plain = [
        "9876543210",
        "+91 98765 43210",
        "098765 43210",
        "98765-43210",
        "9.8.7.6.5.4.3.2.1.0",
        "98 76 54 32 10",
        "987O6S4321",
        "call 9876543210",
        "nine eight seven six five four three two one zero",
        "nau aath saat chhah paanch char teen do ek shunya",
        "नौ आठ सात छह पांच चार तीन दो एक शून्य",
        "ninety eight seventy six fifty four thirty two ten",
        "double nine eight triple seven six five four three",
        "0612-2234567",
        "1800 345 6198",
        "12345",
        "1930",
        "1912",
        "http://evil.com",
        "evil.com",
        "www.evil.in",
        "bit.ly/x1",
        "hxxp://evil[.]com",
        "evil dot com",
        "sbpdcl.co.in.evil.com",
        "192.168.1.1/pay",
        "sbpdcl-bill.in",
        "xn--sbpdl-3ve.in",
        "evil.com/sbpdcl.co.in",
        "ramesh@ybl",
        "9876543210@paytm",
        "name@okaxis",
        "help@gmail.com",
        "AnyDesk",
        "TeamViewer QuickSupport",
        "update.apk",
        "Bijli Pay app",
        "Quick Bijli Bill Pay app",
        "PhonePe",
        "Google Pay",
        "Bihar Bijli Update app",
        "RustDesk",
        "WhatsApp",
        "contact the officer",
        "अधिकारी से संपर्क करें",
        "adhikari se sampark karen",
        "OTP",
        "KYC",
        "click here",
        "install",
        "tonight 9.30 pm",
        "आज रात 9 बजे",
        "☎",
        "9️⃣8️⃣7️⃣6️⃣5️⃣4️⃣3️⃣2️⃣1️⃣0️⃣",
        "①②③④⑤⑥⑦⑧⑨⑩",
        "IX VIII VII VI",
        "৯৮৭৬৫৪৩২১০",
    ];
    let mut all: Vec<String> = plain.iter().map(ToString::to_string).collect();
    for (_, encode) in ENCODINGS {
        all.extend(plain.iter().map(|danger| encode(danger)));
    }
    all.sort();
    all.dedup();
    all
}
