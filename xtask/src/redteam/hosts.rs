//! Sites that are not the companies'.
//!
//! In: chance. Out: links glued and spelled out, foreign hosts and look-alikes of the official ones, in sentences
//! of three languages. A host is official only where the list has it, so that none of these is.

use crate::rng::Rng;

const NAMES: &[&str] = &[
    "bijlibill",
    "sbpdcl-pay",
    "nbpdcl-bill",
    "biharbijli",
    "sbpdc1",
    "sbpcdl",
    "sbpdci",
    "nbpdc1",
    "nbpcdl",
    "sbpdcll",
    "bsphcl-online",
    "suvidha-app",
    "electricitybill",
    "bijli-bill",
    "mybill",
    "paybill",
    "e-bill",
    "biharpower",
    "southbiharpower",
    "powerbill",
    "vidyutbill",
    "suvidhaa",
    "smartmeter-update",
    "sbpdcl-co-in",
    "wss-sbpdcl",
    "sbpdcl.co.in.pay",
    "nbpdcl.co.in-bill",
    "hargharbijli.bsphcl",
    "sbpdcl.bill",
    "bill.sbpdcl",
    "bijli",
    "upbhokta",
];

/// Names of which each word is one of the companies' own: glued to a top-level domain they are foreign all the same.
const OWN_NAMES: &[&str] = &[
    "sbpdcl",
    "nbpdcl",
    "suvidha",
    "bijli",
    "bill",
    "payment",
    "rebate",
    "bihar",
    "power",
    "meter",
    "recharge",
    "patna",
    "pay",
    "account",
    "smart",
    "due",
    "date",
    "app",
    "portal",
    "electricity",
    "consumer",
    "sugam",
];

const TLDS: &[&str] = &[
    "com", "in", "org", "net", "online", "site", "xyz", "top", "shop", "click", "live", "info", "one", "app", "page",
    "link", "store", "me", "io", "club", "buzz", "icu", "vip", "work", "today", "world", "bid", "cc", "tv", "ru", "cn",
    "pw", "tk", "website", "space", "fun", "help", "support", "services", "center", "digital", "zone", "cash", "money",
    "co", "to", "is", "be", "my", "us", "at", "by", "it", "so", "as", "am", "id", "no", "pm", "st", "now", "how",
    "ink", "art", "bet", "best", "cheap", "credit", "fit", "gold", "guru", "care", "bio", "download", "energy",
    "solar",
];

/// How a dot is spelled. A blank behind a plain dot is left to [`spelled`].
const DOTS: &[&str] = &[
    " dot ",
    " DOT ",
    " Dot ",
    " . ",
    " .",
    "(dot)",
    " (dot) ",
    "[.]",
    " [.] ",
    " d0t ",
    " डॉट ",
    " डाट ",
    "。",
    "．",
    "․",
    " point ",
    " पॉइंट ",
    " bindu ",
    "-dot-",
    " dot",
    "dot ",
    ". ",
    " d o t ",
    " ,dot, ",
];

const SENTENCES: &[&str] = &[
    "Pay on {}",
    "Pay on website {}",
    "Pay at {}",
    "Pay your bill on {}",
    "Visit {}",
    "Go to {}",
    "See {}",
    "Open {}",
    "Bill on {}",
    "Pay through {}",
    "Pay by {}",
    "{}",
    "Site: {}",
    "Portal {}",
    "Recharge on {}",
    "Details: {}",
    "Website {} for payment",
    "Link {}",
    "{} पर भुगतान करें",
    "{} पर जाएं",
    "वेबसाइट {}",
    "{} से बिल भरें",
    "पोर्टल {} पर बिल जमा करें",
    "{} देखें",
    "बिल {} पर उपलब्ध",
    "{} par bhugtan karein",
    "{} par jayein",
    "Website {} par bill bharein",
    "{} se bill jama karein",
    "Portal {}",
    "Bill ka bhugtan {} par karein",
];

/// A sentence with a link that phones make one of.
pub(super) fn link(rng: &mut Rng) -> String {
    let host = host(rng);
    let path = rng.text(&["", "", "", "/", "/pay", "/b?x=1", "/sbpdcl.co.in"]);
    let scheme = rng.text(&["", "", "", "http://", "https://", "www.", "WWW.", "hxxp://"]);
    let link = format!("{scheme}{host}{path}");
    let link = if rng.once_in(5) { link.to_uppercase() } else { link };
    rng.text(SENTENCES).replace("{}", &link)
}

/// A sentence with a link that is spelled out.
pub(super) fn spelled(rng: &mut Rng) -> String {
    let name = rng.text(NAMES);
    let tld = domain(rng);
    let dot = rng.text(DOTS);
    let host = format!("{name}.{tld}").replace('.', dot);
    let host = match rng.below(6) {
        0 => host.to_uppercase(),
        1 => spread(&host),
        _ => host,
    };
    rng.text(SENTENCES).replace("{}", &host)
}

/// A foreign host: an attacker's name, or the companies' own words with a foreign top-level domain.
pub(super) fn host(rng: &mut Rng) -> String {
    loop {
        let name = if rng.once_in(2) { rng.text(OWN_NAMES) } else { rng.text(NAMES) };
        let host = format!("{name}.{}", domain(rng));
        // `sbpdcl.co.in`: the companies' own.
        if !matches!(host.as_str(), "sbpdcl.co.in" | "nbpdcl.co.in" | "hargharbijli.bsphcl.co.in") {
            return host;
        }
    }
}

fn domain(rng: &mut Rng) -> String {
    if rng.once_in(6) { "co.in".to_owned() } else { (rng.text(TLDS)).to_owned() }
}

/// Blanks between all letters.
fn spread(text: &str) -> String {
    text.chars().map(String::from).collect::<Vec<_>>().join(" ")
}
