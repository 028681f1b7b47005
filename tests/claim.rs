//! What must always hold of a claim, whatever the message: danger never makes it weaker, nor do padding and talk.
#![allow(clippy::unwrap_used)]

mod common;

use asli::{Sms, Verdict};
use common::{Case, FILTER, now};
use proptest::prelude::*;
use std::sync::LazyLock;

/// What a message would send its reader to, or threaten with.
const DANGERS: &[&str] = &[
    "98765 43210",
    "Call 9876543210",
    "http://bijli-update.top/pay",
    "bit.ly/3xYz",
    "pay to bijli@ybl",
    "Install AnyDesk",
    "Download bill.apk",
    "Share OTP",
    "Your electricity will be disconnected tonight",
    "आज रात बिजली काट दी जाएगी",
    "Pay Rs 10 to verify",
    "KYC pending",
    "FIR hogi",
];

/// What people who only talk say.
const TALK: &[&str] = &[
    "Beware of fraud.",
    "I am your brother.",
    "News: the minister announced.",
    "MSEDCL notice.",
    "Do not share this.",
    "Papa, light chali gayi thi.",
    "धोखाधड़ी से सावधान रहें।",
    "Payment received, thank you.",
    "Gas cylinder booked.",
    "Hi bhai, kal milte hain.",
];

/// What has to do with nothing.
const PADDING: &[&str] = &[
    "The weather in the hills is lovely and the children are playing cricket near the river this morning.",
    "कल हम सब मेले में गए और बच्चों ने बहुत मज़े किए, फिर शाम को मिठाई खाई।",
    "xyzzy plugh qwerty asdf",
];

/// Messages of others than the issuers that speak for one.
static CLAIMS: LazyLock<Vec<Case>> = LazyLock::new(|| {
    let official = |case: &Case| case.sender.to_ascii_uppercase().contains("PDCL");
    common::cases().into_iter().filter(|case| !official(case) && case.check().is_flagged()).collect()
});

/// Where a reader can pay or write, links aside.
const PLACES: &[&str] =
    &["upi_id", "email_address", "bank_account", "collect_request", "call_forwarding", "payment_app_number"];

/// Those that give what to act on: a place to pay or to click, or a mobile number. "Call me" gives nothing that the
/// text holds: people who warn of fakes and friends say it, too.
static DEMANDS: LazyLock<Vec<&Case>> = LazyLock::new(|| {
    let place = |code: &str| code.ends_with("_link") || PLACES.contains(&code);
    let demands = |case: &&Case| {
        let report = case.check();
        let has = |is: &dyn Fn(&str) -> bool| report.findings.iter().any(|finding| is(finding.code.code()));
        has(&place) || has(&|code| code == "phone_number")
    };
    CLAIMS.iter().filter(demands).collect()
});

/// How alarming a verdict is on a message of anyone but an issuer.
fn alarm(verdict: Verdict) -> u8 {
    match verdict {
        Verdict::Genuine | Verdict::Unrelated => 0,
        Verdict::Unconfirmed => 1,
        Verdict::Suspicious => 2,
    }
}

/// Those of `cases` that `added`, before or behind, makes less alarming.
fn weakened<'c>(cases: impl IntoIterator<Item = &'c Case>, added: &[&str]) -> Vec<String> {
    let mut weaker = Vec::new();
    for case in cases {
        let before = alarm(case.check().verdict);
        for added in added {
            for body in
                [format!("{added} {}", case.body), format!("{} {added}", case.body), format!("{}\n{added}", case.body)]
            {
                if alarm(case.check_body(&body).verdict) < before {
                    weaker.push(format!("{}: {added:?}", case.id));
                }
            }
        }
    }
    weaker
}

#[test]
fn danger_never_makes_a_claim_weaker() {
    assert!(CLAIMS.len() > 900);
    let weaker = weakened(CLAIMS.iter(), DANGERS);
    assert!(weaker.is_empty(), "{}:\n{}", weaker.len(), weaker.join("\n"));
}

#[test]
fn talk_does_not_cancel_a_demand_with_a_channel() {
    assert!(DEMANDS.len() > 700, "{}", DEMANDS.len());
    let weaker = weakened(DEMANDS.iter().copied(), TALK);
    assert!(weaker.is_empty(), "{}:\n{}", weaker.len(), weaker.join("\n"));
}

#[test]
fn padding_does_not_dilute_a_demand_with_a_channel() {
    let weaker = weakened(DEMANDS.iter().copied(), PADDING);
    assert!(weaker.is_empty(), "{}:\n{}", weaker.len(), weaker.join("\n"));
}

#[test]
fn what_was_once_excused_is_flagged() {
    for body in [
        "Electricity will be cut. Call 9876543210",
        "Beware of fraud. Your electricity will be cut tonight, bill not updated, call 9876543210",
        "I am from electricity department. WhatsApp your bill screenshot to 9876543210",
        "SBPDCL: deposit Rs 850 in account 50100012345678 IFSC SBIN0001234, call 9876543210",
    ] {
        let report = FILTER.check(&Sms::new("+919812345678", body), now());
        assert_eq!(report.verdict, Verdict::Suspicious, "{body}");
    }
}

#[test]
fn a_report_says_what_spoke() {
    let body = "Electricity will be cut tonight. Call 9876543210";
    let report = FILTER.check(&Sms::new("+919812345678", body), now());
    assert!((1..=3).contains(&report.evidence.len()));
    assert!(report.evidence.is_sorted_by(|one, next| one.weight >= next.weight));
    for evidence in &report.evidence {
        if let Some(span) = evidence.span {
            assert!(body.get(span.utf8_start as usize..span.utf8_end as usize).is_some_and(|part| !part.is_empty()));
        }
    }
    assert!(FILTER.check(&Sms::new("+919812345678", "see you at five"), now()).evidence.is_empty());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn any_words_around_a_demand_with_a_channel_leave_it_as_alarming(
        at in any::<prop::sample::Index>(),
        before in "([a-z]{1,9} ){0,30}",
        after in "( [a-z]{1,9}){0,30}",
    ) {
        let case = at.get(&DEMANDS);
        let body = format!("{before}. {}. {after}", case.body);
        prop_assert!(alarm(case.check_body(&body).verdict) >= alarm(case.check().verdict), "{} {:?}", case.id, body);
    }
}
