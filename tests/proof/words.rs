//! What the words beside a value or a name make of it, and what a cut and a receipt must say.

use super::check_by;
use asli::Verdict;

const WORDS: &str = r"
slot last_date last_date date = (?<d>[0-9]{1,2})/(?<m>[0-9]{1,2})/(?<y>[0-9]{4})
slot date date date = @last_date
slot cut_date disconnection_date date = @last_date
slot amount amount amount = rs ?(?<amount>[0-9]+(?:,[0-9]+)*)
slot bare amount amount = (?<amount>[0-9]{1,6})
slot rebate rebate percent = (?<percent>[0-9]{1,2}(?:\.[0-9])?) ?%
slot ca account_number digits = (?<digits>[0-9]{9,12})
class share = rebate
class less = less
class of = of | is
class net = after | incl
class order = pay
class no_receipt = before due date and
class people = team
class app_noun = app
class value_label = amount | balance
class balance_label = balance
class day_label = credited on
class name_goes_on = bill
class channel_precedes = par recharge
class cutting = cut
class cut_condition = if | otherwise | else
class arrears = dues
class due_label = owed
class old_dues = arrears
class total = total
class more_than_bill = total
class else_word = otherwise | else
class reproach = overdue
class unsaid = pay amount
class name_alone = fast bill
chunk company = [the] [team] <company> | <company> bill par
chunk bill = bill | fast bill | of bill | amount | dues | no balance is less | [bill] <amount> | [bill] of <amount> | no <bare> | is <amount> | owed <amount> | after rebate <amount> | (arrears | total) [is] <amount>
chunk order = pay | pay your bill
chunk by = [or] by <last_date> | the due date [<last_date>]
chunk channel = [on] [app] <app> [app]
chunk recharge = recharge
chunk rebate = [of] <rebate> [less] | <rebate> after <rebate: rebate> | <rebate> incl <rebate: rebate> | <rebate: rebate> [the due date is] [<rebate>] [about <rebate>] | [<rebate: rebate>] on bill <amount>
chunk account = ca <ca>
chunk cut = [if unpaid | otherwise | else] cut [on <cut_date>]
chunk received = received <amount> | received | credited on [<date>] | received on <date>
chunk balance = balance [is] <amount>
chunk offer = before due date and | 1 8 2025 free | from <date> to <date>
frame all (bill_reminder disconnection_notice receipt): company|bill|order|by|channel|recharge|rebate|account|cut|received|balance|offer
  company? bill? order? by? channel? recharge? rebate? account? cut? received? balance? offer?
";

#[track_caller]
fn is_genuine(body: &str, genuine: bool) {
    assert_eq!(check_by(WORDS, body).verdict == Verdict::Genuine, genuine, "{body}");
}

/// A bill with `more` behind it.
fn bill(more: &str, genuine: bool) {
    is_genuine(&format!("SBPDCL: bill Rs 1,248 by 05/12/2026, on Suvidha app, rebate. {more}"), genuine);
}

/// A notice with `more` behind it.
fn notice(more: &str, genuine: bool) {
    is_genuine(&format!("SBPDCL: ca 102345678, Rs 1,248 by 05/12/2026, on Suvidha app. {more}"), genuine);
}

#[test]
fn a_share_is_of_the_rebate() {
    bill("1.5% less.", true);
    bill("Rebate 1.5%.", true);
    bill("No balance is less 1.5%.", true);
    bill("No balance is less, 1.5%.", false);
    bill("1.5% after rebate.", false);
    bill("1.5% incl rebate.", false);
    bill("Rebate on bill of 1.5%.", false);
    bill("Pay your bill of 1.5%.", false);
    bill("Rebate 1.5% of bill.", true);
    bill("1.5% of bill pay, rebate.", false);
    bill("Rebate the due date is 1.5%.", true);
    bill("Rebate, the due date is 1.5%.", false);
    bill("Rebate, bill (1.5%).", false);
    bill("Rebate 1.5% about 1.5%.", false);
    bill("Amount 1.5%, rebate.", true);
    bill("Amount 1.5%, rebate on bill Rs 1,248.", false);
}

#[test]
fn a_sum_is_of_what_its_words_say() {
    bill("The due date 05/12/2026 is Rs 1,248.", false);
    bill("After rebate Rs 1,230.", true);
    bill("Arrears Rs 0.", true);
    bill("Arrears is Rs 0, total Rs 1,248.", true);
    bill("Arrears Rs 0, total Rs 2,000.", false);
    bill("Is Rs 0.", false);
    bill("After rebate Rs 1,248.", false);
    bill("By 05/12/2026 by 05/12/2026.", false);
    bill("By 05/12/2026. By 05/12/2026.", true);
    bill("Rebate on bill Rs 1,248.", true);
    bill("Rebate on bill (Rs 1,248).", false);
    bill("No 1248. App Suvidha.", true);
    bill("No 1248 app Suvidha.", false);
    bill("App Suvidha app.", false);
}

#[test]
fn no_two_values_are_one_number() {
    bill("No 1248, 1 8 2025 free.", true);
    bill("No 1248. 1 8 2025 free.", false);
    bill("No 1248 1 8 2025 free.", false);
}

#[test]
fn what_no_message_says_is_of_any_chunks() {
    bill("Pay. Amount.", true);
    bill("Pay amount.", false);
}

#[test]
fn what_is_alone_behind_an_app_may_name_another() {
    bill("Fast bill. On Suvidha app.", true);
    bill("On Suvidha app, fast bill.", false);
    bill("On Suvidha, fast bill.", false);
    bill("On Suvidha app, fast bill pay.", true);
}

#[test]
fn a_bill_has_two_sums_at_most() {
    bill("Bill Rs 1,240.", true);
    bill("Bill Rs 1,240. Bill Rs 1,230.", false);
}

#[test]
fn days_end_after_they_begin() {
    bill("From 01/11/2026 to 20/11/2026.", true);
    bill("From 20/11/2026 to 01/11/2026.", false);
}

#[test]
fn a_receipt_names_the_sum_that_was_received() {
    is_genuine("SBPDCL: received Rs 512.", true);
    is_genuine("SBPDCL: received Rs 512. Balance Rs 900.", true);
    is_genuine("SBPDCL: received on 20/11/2026. Balance Rs 900.", false);
    is_genuine("SBPDCL: received on 20/11/2026. Balance is: Rs 900.", false);
    is_genuine("SBPDCL: Rs 512 credited on 20/11/2026.", true);
    is_genuine("SBPDCL: received, credited on Rs 512.", false);
    is_genuine("SBPDCL: received Rs 512. Owed Rs 900.", true);
    is_genuine("SBPDCL: received Rs 512. Owed Rs 512.", false);
    is_genuine("SBPDCL: received Rs 512. Received on 20/11/2026. Received on 10/11/2026.", false);
    is_genuine("SBPDCL: received Rs 512. Before due date and rebate.", false);
}

#[test]
fn nobody_pays_the_people_of_the_company() {
    bill("The team SBPDCL.", true);
    bill("Pay. The team SBPDCL.", true);
    bill("Pay team SBPDCL.", false);
    bill("Pay the team SBPDCL.", false);
}

#[test]
fn a_bill_is_no_channel() {
    bill("SBPDCL bill par. Recharge.", true);
    bill("SBPDCL bill par recharge.", false);
}

#[test]
fn what_cuts_says_that_money_is_owed_or_on_what_it_depends() {
    notice("Cut on 08/12/2026.", false);
    notice("Dues. Cut on 08/12/2026.", true);
    notice("If unpaid cut on 08/12/2026.", true);
    notice("Otherwise cut on 08/12/2026.", false);
    notice("Dues. Otherwise cut on 08/12/2026.", true);
    notice("Pay. Else cut.", true);
    notice("Rebate. Dues. Cut on 08/12/2026.", true);
    is_genuine("SBPDCL: ca 102345678, Rs 1,248, on Suvidha app. Dues. Cut on 08/12/2026.", true);
    is_genuine("SBPDCL: ca 102345678, Rs 1,248, on Suvidha app. Rebate. Dues. Cut on 08/12/2026.", false);
}

const BALANCE: &str = r"
slot amount amount amount = rs ?(?<amount>-?[0-9]+)
slot days duration number = (?<number>[0-9]{1,3})
slot day date date = (?<d>[0-9]{1,2})/(?<m>[0-9]{1,2})/(?<y>[0-9]{4})
class of = is
class as_of = as on
class balance_label = balance
class value_label = balance | dues
class due_label = dues
class none_left = nothing left
class no_dues = clear
chunk company = <company>
chunk balance = (balance|dues) [below | is] <amount> [only] | nothing left | <amount>
chunk clear = clear
chunk days_left = lasts <days> days | (as on | until) <day>
chunk channel = use <app>
frame all (low_balance): company|balance|days_left|channel|clear
";

#[test]
fn a_balance_is_one_sum_and_lasts_as_long_as_it_can() {
    let verdict = |body: &str| check_by(BALANCE, &format!("SBPDCL: {body}. Use Suvidha")).verdict;
    for body in [
        "balance Rs 20",
        "balance Rs 20. Lasts 20 days",
        "balance Rs 20. Clear",
        "nothing left. Balance Rs -20",
        "nothing left. Dues Rs 20",
        "balance Rs 20 as on 20/11/2026",
        "balance Rs 20 until 20/12/2026",
    ] {
        assert_eq!(verdict(body), Verdict::Genuine, "{body}");
    }
    // A sum that words follow is no balance: "below Rs 100".
    assert_eq!(verdict("balance Rs 20. Balance Rs 100 only"), Verdict::Genuine);
    for body in [
        "balance Rs 20. Balance Rs 900",
        "Rs 900 balance Rs 20",
        "nothing left. Balance Rs 20",
        "nothing left. Balance is Rs 20",
        "balance Rs 20. Lasts 21 days",
        "balance Rs -20. Clear",
        "balance Rs 20. Lasts 0 days",
        "balance Rs 20 as on 20/12/2026",
        "balance Rs 20 as on 20/01/2026",
        "balance Rs 20 until 20/03/2027",
    ] {
        assert_ne!(verdict(body), Verdict::Genuine, "{body}");
    }
}

const OUTAGE: &str = r"
slot day date date = (?<d>[0-9]{1,2})/(?<m>[0-9]{1,2})/(?<y>[0-9]{4})
slot hour none time = (?<hour>[0-9]{1,2}):(?<minute>[0-9]{2})
chunk company = <company>
chunk outage_off = supply off (on|till) <day> | supply off till <hour>
chunk outage_day = <day>
frame all (outage): company|outage_off|outage_day
  company? outage_off? outage_day?
";

/// The verdict on a message of an outage.
fn outage(body: &str) -> Verdict {
    check_by(OUTAGE, &format!("SBPDCL: {body}")).verdict
}

#[test]
fn an_outage_is_of_one_day() {
    assert_eq!(outage("supply off on 01/12/2026"), Verdict::Genuine);
    assert_eq!(outage("supply off on 01/12/2026. Supply off on 01/12/2026"), Verdict::Genuine);
    assert_ne!(outage("supply off on 01/12/2026. Supply off on 25/12/2026"), Verdict::Genuine);
}

#[test]
fn minutes_and_a_day_are_no_number_to_call() {
    assert_eq!(outage("supply off till 16:13, 01/12/2026"), Verdict::Genuine);
    assert_eq!(outage("supply off till 16:03 - 01/12/2026"), Verdict::Genuine);
    assert_ne!(outage("supply off till 16:13 - 01/12/2026"), Verdict::Genuine);
    assert_ne!(outage("supply off till 16:13. 01/12/2026"), Verdict::Genuine);
}
