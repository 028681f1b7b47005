//! The messages that the benches judge: each of about 160 characters; and the patterns of which long ones are made.

mod clock;

pub use clock::fastest;

use serde::Deserialize;

/// Patterns of one kind.
#[derive(Deserialize)]
pub struct Kind {
    /// What they are.
    pub kind: String,
    /// What the text begins with.
    pub opening: String,
    /// Each is repeated to fill a text.
    pub patterns: Vec<String>,
}

impl Kind {
    /// A text of `length` characters: the opening, and `pattern` repeated.
    pub fn body(&self, pattern: &str, length: usize) -> String {
        self.opening.chars().chain(pattern.chars().cycle()).take(length).collect()
    }
}

/// Every kind of `tests/patterns.json`.
///
/// # Panics
/// Where the file is not what it should be: a broken build.
#[allow(clippy::expect_used)]
pub fn kinds() -> Vec<Kind> {
    serde_json::from_str(include_str!("../../tests/patterns.json")).expect("tests/patterns.json")
}

/// Sender and body, by what the message is.
pub const MESSAGES: &[(&str, &str, &str)] = &[
    (
        "genuine_en",
        "JM-SBPDCL-S",
        "Dear Consumer, your SBPDCL electricity bill of Rs 1,248.00 is due. Last date 05/12/2026. Pay by Suvidha app or on sbpdcl.co.in in time and get a rebate of 1.5%.",
    ),
    (
        "genuine_hi",
        "VK-NBPDCL-S",
        "प्रिय उपभोक्ता, आपके बिजली बिल रु 1,248 की अंतिम तिथि 05/12/2026 है। कृपया सुविधा ऐप से समय पर भुगतान करें और 1.5% छूट का लाभ उठाएं। धन्यवाद, नॉर्थ बिहार पावर डिस्ट्रीब्यूशन कंपनी लिमिटेड",
    ),
    (
        "fake_en",
        "+919876501234",
        "Dear consumer your electricity power will be disconnected tonight at 9.30 pm because your previous month bill was not update, contact electricity officer 98765 43210",
    ),
    (
        "fake_hi",
        "9876501234",
        "प्रिय ग्राहक, पिछले महीने का बिल अपडेट नहीं होने के कारण आज रात 9:30 बजे आपकी बिजली काट दी जाएगी। तुरंत बिजली अधिकारी के मोबाइल नंबर 9876543210 पर संपर्क करें, धन्यवाद।",
    ),
    (
        "fake_hinglish",
        "9876501234",
        "Priy grahak aaj raat 9.30 baje aapki bijli kaat di jayegi kyunki aapka pichle mahine ka bill update nahi hua hai. turant bijli adhikari se sampark kare 9876543210",
    ),
    (
        "ordinary_en",
        "+919876501234",
        "Hey, are you coming to the office on Monday? I will bring the papers that we talked about last week and then we can have lunch with the others at the new place.",
    ),
    (
        "ordinary_hi",
        "+919876501234",
        "कल शाम को सब लोग घर पर आ रहे हैं, तुम भी समय पर आ जाना और हो सके तो बाजार से थोड़ी मिठाई लेते आना। मां ने कहा है कि बच्चों को भी साथ में जरूर लाना, बहुत दिन हो गए उनसे मिले हुए।",
    ),
    (
        "ordinary_numbers",
        "VM-HDFCBK",
        "Rs 2,450.00 debited from a/c XX1234 on 24-11-26 to UPI 412345678901. Not you? Call 18002586161 or SMS BLOCK to 7308080808. Avl bal Rs 10,512.33 in your account.",
    ),
];
