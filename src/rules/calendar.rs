//! Months and days of the week: facts of the languages, not of an issuer.
//!
//! In: a [`Builder`]. Out: the same with the names of months and days.

use crate::words::{Builder, Meaning};

/// Adds the names of months and days.
pub(super) fn add_calendar(builder: &mut Builder) {
    const MONTHS: [&str; 12] = [
        "january jan जनवरी जन janvari januari",
        "february feb फरवरी फर farvari farwari",
        "march mar मार्च",
        "april apr अप्रैल अप्रै aprail",
        "may मई mai",
        "june jun जून",
        "july jul जुलाई julai",
        "august aug अगस्त अग agast",
        "september sep sept सितंबर सितम्बर सित sitambar",
        "october oct अक्टूबर अक्तूबर अक्टू aktubar",
        "november nov नवंबर नवम्बर नव navambar",
        "december dec दिसंबर दिसम्बर दिस disambar",
    ];
    const WEEKDAYS: [&str; 7] = [
        "monday mon सोमवार somvar somwar",
        "tuesday tue tues मंगलवार mangalvar mangalwar",
        "wednesday wed बुधवार budhvar budhwar",
        "thursday thu thurs गुरुवार बृहस्पतिवार guruvar guruwar",
        "friday fri शुक्रवार shukravar shukrawar",
        "saturday sat शनिवार shanivar shaniwar",
        "sunday sun रविवार ravivar raviwar itwar इतवार",
    ];
    for (at, names) in (1..).zip(MONTHS) {
        names.split(' ').for_each(|name| builder.phrase(name, Meaning::Month(at)));
    }
    for (at, names) in (0..).zip(WEEKDAYS) {
        names.split(' ').for_each(|name| builder.phrase(name, Meaning::Weekday(at)));
    }
}
