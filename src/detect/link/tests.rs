#![allow(clippy::unwrap_used)]

use super::super::testing::{BUSINESS, OFFICIAL, PHONE, detect};
use super::LinkKind;
use crate::report::FindingCode::{self, DisguisedLink, LookalikeLink, ShortenedLink, UnofficialLink};

fn hosts(body: &str) -> Vec<String> {
    detect(BUSINESS, body).links.into_iter().map(|link| link.0).collect()
}

/// The kind of the only link of `body`, from an official sender.
fn kind(body: &str) -> LinkKind {
    let seen = detect(OFFICIAL, body);
    assert_eq!(seen.links.len(), 1, "{body}: {:?}", seen.links);
    seen.links[0].1
}

fn danger(code: FindingCode) -> LinkKind {
    LinkKind::Danger(code)
}

#[test]
fn a_link_leads_to_the_issuer_or_elsewhere() {
    for (body, expected) in [
        ("pay on sbpdcl.co.in now", LinkKind::Official),
        ("https://www.sbpdcl.co.in/bill", LinkKind::Official),
        ("<https://www.sbpdcl.co.in>", LinkKind::Official),
        ("sbpdcl.co.in/|", LinkKind::Official),
        ("sbpdcl.co.in/other", LinkKind::Trusted),
        ("portal.sbpdcl.co.in", LinkKind::Trusted),
        ("bihar.gov.in", LinkKind::Trusted),
        ("paynow.online/x", danger(UnofficialLink)),
        ("bijlibill.one", danger(LookalikeLink)),
        ("sbpdci.co.in", danger(LookalikeLink)),
        ("bit.ly/abc", danger(ShortenedLink)),
        ("xn--p1ai.com", danger(LookalikeLink)),
    ] {
        assert_eq!(kind(body), expected, "{body}");
    }
}

#[test]
fn another_utilitys_site_is_its_own_where_it_sends_or_is_named() {
    let kind = |sender, body| detect(sender, body).links[0].1;
    assert_eq!(kind("VM-TNEBLT-S", "pay at www.tnebnet.org"), LinkKind::Trusted);
    assert_eq!(kind(BUSINESS, "TNEB bill, pay at portal.tnebnet.org/pay"), LinkKind::Trusted);
    assert_eq!(kind(BUSINESS, "bill, pay at tnebnet.org"), danger(UnofficialLink));
    assert_eq!(kind(BUSINESS, "bill, pay at tneb.in"), danger(UnofficialLink));
    assert_eq!(kind(BUSINESS, "TNEB bill, pay at tneb.in"), LinkKind::Trusted);
    assert_eq!(kind(BUSINESS, "TNEB bill, pay at xtnebnet.org"), danger(UnofficialLink));
    assert_eq!(kind(PHONE, "TNEB bill, pay at tnebnet.org"), danger(UnofficialLink));
    assert_eq!(kind(OFFICIAL, "TNEB bill, pay at tnebnet.org"), danger(UnofficialLink));
}

#[test]
fn a_link_may_be_spelt_out() {
    for body in [
        "bijlibill . online",
        "bijlibill .in",
        "bijlibill\n.in",
        "bijlibill..in",
        "bijlibill·in",
        "bijlibill∙in",
        "bijlibill dot com",
        "bijlibill[.]in",
        "visit paybil . in",
    ] {
        assert_eq!(kind(body), danger(DisguisedLink), "{body}");
    }
}

#[test]
fn hindi_glued_to_a_link_is_not_its_own() {
    for body in ["sbpdcl.co.inपर जमा", "SBPDCL.CO.INपर", "https://www.sbpdcl.co.in/पर", "sbpdcl.co.in.पर"]
    {
        assert_eq!(kind(body), LinkKind::Official, "{body}");
        assert!(!detect(OFFICIAL, body).link_places[0].contains('प'), "{body}");
    }
    assert_eq!(kind("bijlibill.comसे"), danger(LookalikeLink));
    assert_eq!(hosts("बिजली-बिल.भारत"), ["बिजली-बिल.भारत"]);
    // Phones make one link of both, so it does not lead to the issuer for certain.
    assert_eq!(kind("साइटsbpdcl.co.in"), LinkKind::Trusted);
}

#[test]
fn a_missing_blank_is_no_link() {
    for body in [
        "payment in time.in case of doubt",
        "paid in time.ca No 236012345",
        "rs.in 512",
        "B.Tech",
        "M.Sc.",
        "M.Com",
        "paid 12.in advance",
        "bill.in case",
        "paid.In case",
        "bill:Rs915.Pay by",
    ] {
        assert_eq!(hosts(body), [""; 0], "{body}");
    }
    for body in
        ["bijli.now", "pay at time.one", "link: time.one", "bill.one", "suvidha.one", "time.one पर", "paid125.in"]
    {
        assert_eq!(hosts(body).len(), 1, "{body}");
    }
}

#[test]
fn a_sentence_is_no_spelt_out_link() {
    for body in ["amount paid . In case", "paid..in case", "(rebate 10). Now pay", "paid .in case", "no dot here"] {
        assert_eq!(hosts(body), [""; 0], "{body}");
    }
}

#[test]
fn decimals_and_addresses_are_no_links() {
    for body in ["248.00 paid", "1.2.3", "name@bank.com", "9.30 pm"] {
        assert_eq!(hosts(body), [""; 0], "{body}");
    }
    assert_eq!(hosts("http://10.0.0.1/x"), ["10.0.0.1"]);
    assert_eq!(hosts("sbpdcl.co.in@bill.one/x"), ["bill.one"]);
}

#[test]
fn a_link_behind_what_is_none_is_found() {
    for body in ["a.b.http://evil.com", "x-http://evil.com", "www.www.www.www.evil.com", "@@a@b.c evil.com"] {
        assert!(hosts(body).iter().any(|host| host.contains("evil.com")), "{body}: {:?}", hosts(body));
    }
}
