//! The texts in Hindi.
//!
//! In: codes and facts. Out: plain sentences, as people in Bihar speak; `{}` stands where the value is put, `{company}`,
//! `{office}`, `{supply}` and `{helpline}` where the list's words are. No verb and no adjective goes by the gender of one
//! of those: "की तरफ से … नहीं आता", not "नहीं भेजती".

use super::ComplaintFacts;
use crate::words::Concept;
use crate::{Advice, Element, FindingCode, ListState, Verdict};

pub(super) const MONTHS: [&str; 12] =
    ["जनवरी", "फरवरी", "मार्च", "अप्रैल", "मई", "जून", "जुलाई", "अगस्त", "सितंबर", "अक्टूबर", "नवंबर", "दिसंबर"];

pub(super) fn headline(verdict: Verdict, is_named: bool, reason: Option<FindingCode>) -> String {
    let company = if is_named { "{name}" } else { "{company}" };
    match verdict {
        Verdict::Genuine => format!("यह {company} का असली मैसेज है"),
        Verdict::Unconfirmed => {
            format!("यह मैसेज {company} का है या नहीं, पक्का नहीं। संभलकर रहें।")
        }
        Verdict::Suspicious => {
            let why = reason.map_or("यह नियम के खिलाफ है", short_reason);
            if is_named {
                format!("{company} के नाम से आया यह मैसेज नकली लगता है। {why}।")
            } else {
                format!("नकली लगता है। {why}।")
            }
        }
        Verdict::Unrelated => "यह {company} का मैसेज नहीं है".to_owned(),
    }
}

pub(super) const fn concept(concept: Concept) -> &'static str {
    match concept {
        Concept::PhoneWord => "फोन नंबर",
        Concept::Qr => "क्यूआर कोड",
        Concept::Collect => "पैसे माँगने",
        Concept::Reply => "जवाब भेजने",
        Concept::Cash => "नकद",
        Concept::HomeVisit => "घर आने वाले",
        Concept::BankAccount => "बैंक खाते",
        Concept::Electricity => "{supply}",
        Concept::Power => "सप्लाई",
        Concept::OtherService => "दूसरी सेवा",
        Concept::Disconnect => "कनेक्शन काटने",
        Concept::Future => "आगे कुछ होने",
        Concept::OutageTalk => "{supply} जाने-आने",
        Concept::Bill => "बिल",
        Concept::Due => "बकाया",
        Concept::Pay => "पैसे देने",
        Concept::Act => "कुछ अपडेट या पूरा करने",
        Concept::Verify => "सत्यापन",
        Concept::Contact => "फोन या मैसेज करने",
        Concept::NumberWord => "नंबर",
        Concept::Person => "अधिकारी या एजेंट",
        Concept::Office => "ऑफिस",
        Concept::Reader => "उपभोक्ता",
        Concept::You => "पढ़ने वाले",
        Concept::Urgent => "तुरंत कुछ करने",
        Concept::Night => "रात",
        Concept::Secret => "गुप्त जानकारी",
        Concept::Kyc => "केवाईसी",
        Concept::Install => "इंस्टॉल करने",
        Concept::App => "ऐप",
        Concept::Apk => "ऐप फाइल",
        Concept::RemoteAccess => "रिमोट एक्सेस",
        Concept::PaymentApp => "पेमेंट ऐप",
        Concept::Link => "लिंक",
        Concept::Warning => "धोखाधड़ी",
        Concept::Negation => "मना करने",
        Concept::FirstPerson => "लिखने वाले",
        Concept::Penalty => "जुर्माने",
        Concept::TestPayment => "छोटे भुगतान",
        Concept::Helplines => "हेल्पलाइन",
        Concept::Receipt => "हो चुके भुगतान",
        Concept::Offer => "ऑफर",
        Concept::News => "समाचार",
        Concept::Dispute => "भुगतान से इनकार",
        Concept::Idiom => "किसी और चीज़",
        Concept::IssuerName => "{company} के नाम",
        Concept::Speaker => "{company} की ओर से लिखने",
        Concept::OtherUtility => "किसी और कंपनी",
    }
}

pub(super) const fn finding(code: FindingCode) -> &'static str {
    match code {
        FindingCode::PhoneNumber => "इसमें मोबाइल नंबर{} दिया है, असली मैसेज में ऐसा नहीं होता।",
        FindingCode::LandlineNumber => "इसमें फोन नंबर{} दिया है, असली मैसेज में ऐसा नहीं होता।",
        FindingCode::ShortNumber => "इसमें एक छोटा नंबर{} दिया है, जो {company} का नहीं है।",
        FindingCode::OfficialNumber => "इसमें {company} का अपना नंबर{} है, पर असली मैसेज में कोई नंबर नहीं होता।",
        FindingCode::UnofficialLink => "इसका लिंक{} {company} का नहीं है।",
        FindingCode::LookalikeLink => "इसका लिंक{} {company} की वेबसाइट जैसा दिखता है, पर उसका है नहीं।",
        FindingCode::ShortenedLink => "इसमें छोटा किया हुआ लिंक{} है, पता नहीं चलता कि वह कहाँ ले जाएगा।",
        FindingCode::IpLink => "इसके लिंक{} में वेबसाइट का नाम नहीं, सिर्फ अंक हैं।",
        FindingCode::DisguisedLink => "इसमें लिंक{} को अजीब ढंग से लिखकर छिपाया गया है।",
        FindingCode::UpiId => "इसमें यूपीआई आईडी{} है, पर पैसे सिर्फ {company} के अपने ऐप या वेबसाइट पर लिए जाते हैं।",
        FindingCode::EmailAddress => "इसमें ईमेल का पता{} दिया है, असली मैसेज में ऐसा नहीं होता।",
        FindingCode::UnofficialApp => "इसमें जिस ऐप{} का नाम है, वह {company} का नहीं है।",
        FindingCode::ApkFile => "यह प्ले स्टोर के बाहर से ऐप की फाइल{} डाउनलोड करने को कहता है।",
        FindingCode::RemoteAccessApp => "इसमें ऐसे ऐप{} का नाम है, जिससे अनजान आदमी आपका फोन देख और चला सकता है।",
        FindingCode::ContactLure => "इसमें किसी से बात करने या मिलने को कहा गया है{}।",
        FindingCode::SecretRequest => "यह ओटीपी, पिन, पासवर्ड या कार्ड नंबर जैसी गुप्त जानकारी{} माँगता है।",
        FindingCode::KycRequest => "यह केवाईसी या आपकी जानकारी{} अपडेट करने को कहता है।",
        FindingCode::TestPayment => "यह पहले थोड़े से पैसे{} भेजने को कहता है, ठग अक्सर ऐसा करते हैं।",
        FindingCode::BankAccount => "इसमें पैसे जमा करने के लिए बैंक खाता{} दिया है, {company} की तरफ से ऐसा कभी नहीं होता।",
        FindingCode::CollectRequest => "यह पेमेंट रिक्वेस्ट{} मंज़ूर करने को कहता है, ऐसा करने पर आपके पैसे कट जाते हैं।",
        FindingCode::QrCode => "यह क्यूआर कोड{} स्कैन करने को कहता है, इससे आपके खाते से पैसे कट सकते हैं।",
        FindingCode::PaymentAppNumber => "यह पेमेंट ऐप में किसी नंबर{} पर पैसे भेजने को कहता है, {company} के अपने ऐप में नहीं।",
        FindingCode::ReplyRequest => "यह जवाब, स्क्रीन की फोटो या कोई मैसेज{} भेजने को कहता है।",
        FindingCode::CallForwarding => "इसमें ऐसा कोड{} है, जिससे आपके फोन की कॉल किसी अनजान आदमी के पास जाने लगती है।",
        FindingCode::CashRequest => "यह किसी आदमी को नकद पैसे{} देने को कहता है।",
        FindingCode::HomeVisit => "इसमें लिखा है कि कोई आदमी पैसे या कागज के लिए आपके घर{} आएगा।",
        FindingCode::AppMisused => "यह {company} के ऐप के नाम पर थोड़े से पैसे{} माँगता है, ठग अक्सर ऐसा करते हैं।",
        FindingCode::DisconnectionTime => "इसमें {supply} कटने का समय{} लिखा है, असली मैसेज में समय नहीं होता।",
        FindingCode::DisconnectionHoliday => {
            "इसमें छुट्टी के दिन{} {supply} काटने की बात है, पर {company} की तरफ से छुट्टी में ऐसा नहीं होता।"
        }
        FindingCode::MixedScript => "इसके एक ही शब्द{} में अलग-अलग भाषाओं के मिलते-जुलते अक्षर हैं।",
        FindingCode::StyledLetters => "इसमें अजीब बनावट के अक्षर या अंक{} हैं।",
        FindingCode::InvisibleCharacter => "इसमें शब्द{} के बीच छिपे हुए निशान हैं।",
        FindingCode::BidiControl => "इसमें छिपे हुए निशान{} हैं, जो लिखावट को उल्टा कर देते हैं।",
        FindingCode::CombiningMark => "इसके अक्षरों{} पर फालतू निशान लगे हैं।",
        FindingCode::SenderLookalike => "भेजने वाले का नाम{} असली नाम जैसा दिखता है, पर असली नहीं है।",
        FindingCode::SenderDisguised => "भेजने वाले के नाम{} में ऐसे अक्षर हैं, जो असली नाम में नहीं हो सकते।",
        FindingCode::SenderPhoneNumber => "यह किसी आम फोन नंबर{} से आया है, {company} की तरफ से नहीं।",
        FindingCode::SenderOther => "यह किसी और के नाम{} से आया है, {company} के नाम से नहीं।",
        FindingCode::SenderUnknown => "इसमें भेजने वाले का सही नाम नहीं दिखता{}।",
        FindingCode::CompanyMismatch => "मैसेज में एक कंपनी{} का नाम है, पर भेजा किसी और ने है।",
        FindingCode::ElementMissing => "असली मैसेज में जो ज़रूरी बात{} लिखी रहती है, वह इसमें नहीं लिखी है।",
        FindingCode::ElementRepeated => "इसमें एक ही बात{} दो अलग-अलग तरह से लिखी है।",
        FindingCode::ValueImplausible => "इसमें लिखी संख्या या तारीख{} ठीक नहीं लगती।",
        FindingCode::NotInFormat => "इसमें कुछ ऐसे शब्द या निशान{} हैं, जो {company} के मैसेज में नहीं होते।",
        FindingCode::HolidayUnknown => "इस तारीख{} के आसपास की छुट्टियाँ अभी पता नहीं हैं।",
        FindingCode::LastDatePassed => "मैसेज आने से पहले ही आखिरी तारीख{} निकल चुकी थी।",
        FindingCode::Truncated => "यह किसी भी एसएमएस से लंबा है{}, इसलिए सिर्फ शुरू का हिस्सा जाँचा गया।",
        FindingCode::ListExpired => "ऐप की असली मैसेज वाली सूची बहुत पुरानी हो गई है।",
    }
}

/// The reason in a headline: never names a value, so that it stays short.
pub(super) const fn short_reason(code: FindingCode) -> &'static str {
    match code {
        FindingCode::PhoneNumber => "{company} की तरफ से कभी मोबाइल नंबर नहीं आता",
        FindingCode::LandlineNumber | FindingCode::ShortNumber | FindingCode::OfficialNumber => "इसमें फोन नंबर है",
        FindingCode::UnofficialLink | FindingCode::ShortenedLink | FindingCode::IpLink | FindingCode::DisguisedLink => {
            "इसका लिंक {company} का नहीं है"
        }
        FindingCode::LookalikeLink => "इसका लिंक असली वेबसाइट की नकल है",
        FindingCode::UpiId => "इसमें पैसे भेजने की यूपीआई आईडी है",
        FindingCode::EmailAddress => "इसमें ईमेल का पता है",
        FindingCode::UnofficialApp => "इसमें दिया ऐप {company} का नहीं है",
        FindingCode::ApkFile => "यह असुरक्षित ऐप डाउनलोड करवाना चाहता है",
        FindingCode::RemoteAccessApp => "यह आपका फोन अपने हाथ में लेना चाहता है",
        FindingCode::ContactLure => "इसमें किसी से बात करने या मिलने को कहा गया है",
        FindingCode::SecretRequest => "यह गुप्त जानकारी माँगता है",
        FindingCode::KycRequest => "यह केवाईसी या आपकी जानकारी माँगता है",
        FindingCode::TestPayment | FindingCode::AppMisused => "यह पहले थोड़े पैसे माँगता है",
        FindingCode::BankAccount => "इसमें पैसे जमा करने के लिए बैंक खाता है",
        FindingCode::CollectRequest => "यह पेमेंट मंज़ूर करवाना चाहता है",
        FindingCode::QrCode => "यह क्यूआर कोड स्कैन करवाना चाहता है",
        FindingCode::PaymentAppNumber => "यह किसी नंबर पर पैसे मँगवाता है",
        FindingCode::ReplyRequest => "यह जवाब या फोटो माँगता है",
        FindingCode::CallForwarding => "यह आपकी कॉल कहीं और भेजना चाहता है",
        FindingCode::CashRequest => "यह नकद पैसे माँगता है",
        FindingCode::HomeVisit => "यह किसी को आपके घर भेजने को कहता है",
        FindingCode::DisconnectionTime => "इसमें {supply} कटने का समय लिखा है",
        FindingCode::DisconnectionHoliday => "छुट्टी के दिन कनेक्शन नहीं काटा जाता",
        FindingCode::MixedScript
        | FindingCode::StyledLetters
        | FindingCode::InvisibleCharacter
        | FindingCode::BidiControl
        | FindingCode::CombiningMark => "इसके अक्षर बदले हुए हैं",
        FindingCode::SenderLookalike | FindingCode::SenderDisguised => "भेजने वाले का नाम नकली है",
        FindingCode::SenderPhoneNumber => "यह किसी आम फोन नंबर से आया है",
        FindingCode::SenderOther | FindingCode::SenderUnknown => "यह {company} के नाम से नहीं आया है",
        FindingCode::CompanyMismatch => "इसमें दूसरी कंपनी का नाम है",
        FindingCode::ElementMissing
        | FindingCode::ElementRepeated
        | FindingCode::ValueImplausible
        | FindingCode::NotInFormat
        | FindingCode::HolidayUnknown
        | FindingCode::Truncated
        | FindingCode::LastDatePassed => "यह असली मैसेज की तरह नहीं लिखा है",
        FindingCode::ListExpired => "ऐप की सूची बहुत पुरानी है",
    }
}

pub(super) const fn advice(advice: Advice, has_helpline: bool) -> &'static str {
    match advice {
        Advice::DoNotAct => "किसी को फोन न करें, लिंक न खोलें, कोई ऐप डाउनलोड न करें, पैसे न भेजें। ओटीपी या पिन किसी को न बताएँ।",
        Advice::PayOfficially => "बिल सिर्फ {company} के अपने ऐप या वेबसाइट पर भरें।",
        Advice::AskOffice if has_helpline => "शक हो तो {office} में पूछें या {helpline} पर फोन करें।",
        Advice::AskOffice => "शक हो तो {office} में पूछें।",
        Advice::MoneyLost => "पैसे कट गए हों तो तुरंत 1930 पर फोन करें या cybercrime.gov.in पर जाएँ। पहला घंटा सबसे ज़रूरी है।",
        Advice::ReportChakshu => "30 दिन के अंदर sancharsaathi.gov.in पर चक्षु में इस मैसेज की शिकायत करें।",
        Advice::Report1909 => {
            "बेकार प्रचार वाले मैसेज की शिकायत 1909 पर एसएमएस से करें। लिखें: मैसेज, भेजने वाला और तारीख, जैसे 24/11/26।"
        }
        Advice::FileFir => "ठगी हुई हो तो तुरंत थाने जाकर एफआईआर लिखवाएँ।",
        Advice::UpdateList => "इस ऐप को अपडेट करें, इसकी सूची पुरानी हो गई है।",
    }
}

pub(super) const fn element(element: Element) -> &'static str {
    match element {
        Element::Company => "कंपनी",
        Element::App => "ऐप",
        Element::Site => "वेबसाइट",
        Element::LastDate => "आखिरी तारीख",
        Element::Rebate => "छूट",
        Element::AccountNumber => "उपभोक्ता (CA) नंबर",
        Element::Amount => "रकम",
        Element::DisconnectionDate => "कनेक्शन कटने की तारीख",
        Element::Date => "तारीख",
        Element::Period => "बिल का महीना",
        Element::Duration => "कितने दिन",
        Element::Energy => "यूनिट",
        Element::Reference => "रसीद या बिल नंबर",
    }
}

pub(super) const fn list_state(state: ListState) -> &'static str {
    match state {
        ListState::Fresh => "सूची नई है।",
        ListState::Stale => "सूची थोड़ी पुरानी है। अभी काम करती है, पर इसे अपडेट कर लें।",
        ListState::Expired => "सूची बहुत पुरानी है। अपडेट करने तक किसी मैसेज को असली नहीं कहा जा सकता।",
    }
}

pub(super) fn complaint(facts: &ComplaintFacts<'_>) -> String {
    let sender = match facts.sender {
        "" => "नहीं दिखा",
        shown => shown,
    };
    let when = facts.when.as_deref().unwrap_or("पता नहीं");
    let found = match facts.found.as_str() {
        "" => String::new(),
        lines => format!("\nइसमें क्या गलत है:\n{lines}\n"),
    };
    format!(
        "मुझे यह मैसेज मिला है। कृपया इस पर कार्रवाई करें।\n\n\
         भेजने वाला: {sender}\nकब मिला: {when}\n\nमैसेज:\n{}\n{found}\n\
         “असली” ऐप से जाँचा गया, सूची नंबर {}।",
        facts.body, facts.list_version
    )
}
