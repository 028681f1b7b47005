//! What may not be said together, on a list that lets any chunk be beside any other.

use super::{check_by, has};
use asli::{FindingCode, Verdict};

const LOOSE: &str = r"
slot last_date last_date date = (?<d>[0-9]{1,2})[/.](?<m>[0-9]{1,2})[/.](?<y>[0-9]{4})
slot date date date = @last_date
slot cut_date disconnection_date date = @last_date
slot amount amount amount = rs ?\.? ?(?<amount>[0-9]+(?:,[0-9]+)*(?:\.[0-9]{2})?)
slot rebate rebate percent = (?:@ ?)?(?<percent>[0-9]{1,2}(?:\.[0-9])?) ?%
slot ca account_number digits = (?<digits>[0-9]{9,12}|[0-9]{3}-[0-9]{3}-[0-9]{4})
slot ref reference text = [a-z]{1,6}[0-9]{4,8}
slot days duration number = (?<number>[0-9]{1,2})
slot period period month = (?<m>[0-9]{1,2})/(?<y>20[0-9]{2})
class anywhere = please | at once
class abbreviation = amt | ca
class name_before = apni
class app_noun = app
class behind_name = and
class value_label = net amount
class payer_before = owed by
class payer_behind = has dues | s bill
class agent = ne
class has_paid = jama kiya
class no_dues = no dues
class due_label = dues
class pays = pay
class paid_behind = ka recharge
class says_paid = jama tha
class reproach = overdue
class praise = good news
class prepaid = prepaid
class postpaid = postpaid
class household = domestic
class business = commercial
class total = total
class part_of = including
class more_than_bill = total | including
class late = late
class today = today
class tomorrow = tomorrow
class name_goes_on = bill pay | plus | update
class share = rebate | gain
class of = of
class channel_label = pay
class gain = gotten
class net = after
class channel_follows = (pay|paid) (on|by|at) | se recharge
class no_channel_follows = on time
class denial = no payment | only for
class no_denial = then
class toward = on
class cutting = disconnected
class at_once = today | at once
class cut_condition = if
class cut_heading = notice
class order = pay
chunk company = <company>
chunk greet = [to] [all] [our] consumers
chunk pay = pay | can be paid | pay <amount>
chunk on_time = on (time | payment)
chunk say = overdue | good news | prepaid | postpaid | domestic | commercial
chunk sum = (total | including) <amount>
chunk alert = info | smart meter update | pay app
chunk bill = bill | net amount | last date [today | tomorrow] | [bill | late] <amount> [after rebate]
chunk ref = ref <ref>
chunk owe = owed by | owed | s bill | has dues | ne jama kiya | jama kiya
chunk clear = no dues | ka recharge | jama tha
chunk left = <days> days left
chunk period = of <period>
chunk due = due [today]
chunk by = by [saturday | monday] <last_date> | <last_date>
chunk dated = <date>
chunk channel = [by | on | use] [apni] [app] <app> [app] | <site>
chunk unpaid = no payment | not paid then
chunk rebate = <rebate> rebate | rebate <rebate> | <rebate: rebate> | [and] extra
chunk account = [on] ca [no] <ca>
chunk cut = [will be] disconnected [today] [on <cut_date>] | if unpaid disconnected | disconnected notice
chunk gain = get <amount> [of] gain | <amount> gotten
chunk if_unpaid = if not paid
chunk both = dues <amount> [[and] <amount>]
apart greet
before if_unpaid: bill pay
parted if_unpaid: account
behind if_unpaid: cut
frame opening (*): company greet?
frame all (bill_reminder disconnection_notice): company|greet|pay|on_time|alert|say|sum|bill|by|dated|channel|unpaid|rebate|account|cut|both|if_unpaid|gain|ref|owe|clear|left|period|due
  company? greet? pay? on_time? alert? bill? by? dated? channel? unpaid? rebate? account? cut? if_unpaid? owe?
";

/// A sound message with `more` before its end.
fn verdict_with(more: &str) -> Verdict {
    let body = format!("SBPDCL: bill Rs 1,248 by 05/12/2026, use Suvidha app, 1.5% rebate, ca no 102345678. {more}");
    check_by(LOOSE, &body).verdict
}

#[track_caller]
fn sound(more: &str) {
    assert_eq!(verdict_with(more), Verdict::Genuine, "{more}");
}

#[track_caller]
fn unsound(more: &str) {
    assert_ne!(verdict_with(more), Verdict::Genuine, "{more}");
}

#[test]
fn words_that_lead_to_a_channel_lead_to_an_official_one() {
    sound("Pay on time.");
    sound("Can be paid on Suvidha app.");
    unsound("Can be paid on payment info.");
    unsound("Pay, smart meter update / Suvidha app.");
    unsound("Pay, smart meter update/Suvidha app.");
    unsound("Pay, bill pay / Suvidha app.");
    unsound("Bill pay on time / Suvidha app.");
    sound("Pay on time / Suvidha app.");
    sound("Use Suvidha app / sbpdcl.co.in.");
    unsound("Use Suvidha app / bill pay.");
    unsound("Use app, Suvidha app.");
    sound("Use app: Suvidha.");
    unsound("Pay: smart meter update.");
    sound("Pay: Rs 1,248.");
    unsound("Pay. Bill pay . info.");
    unsound("SBPDCL. Plus. Info.");
    sound("Pay. Bill pay. Info.");
}

#[test]
fn days_agree() {
    sound("By saturday 05/12/2026.");
    unsound("By monday 05/12/2026.");
    unsound("Last date today.");
    unsound("Last date tomorrow.");
    sound("Due.");
    unsound("Due today.");
    sound("11 days left.");
    unsound("3 days left.");
    unsound("0 days left.");
    sound("Of 11/2026.");
    unsound("Of 11/2022.");
    unsound("Of 12/2027.");
}

#[test]
fn the_name_of_an_app_is_no_common_word_and_does_not_go_on() {
    unsound("Use apni Suvidha app.");
    sound("Use Suvidha app and extra.");
    unsound("Use Suvidha app extra.");
    unsound("Use Suvidha extra.");
    sound("Use Suvidha. Extra.");
}

#[test]
fn a_name_is_no_value() {
    sound("Net amount. Suvidha app.");
    unsound("Net amount: Suvidha app.");
    unsound("Net amount SBPDCL.");
    sound("Use: Suvidha app.");
}

#[test]
fn a_bill_is_paid_once() {
    sound("Pay Rs 1,248.");
    unsound("Pay Rs 1,248. Pay Rs 1,248.");
}

#[test]
fn the_company_neither_pays_nor_owes() {
    sound("SBPDCL. Owed.");
    unsound("Owed by SBPDCL.");
    unsound("SBPDCL has dues.");
    sound("SBPDCL. S bill.");
    unsound("SBPDCL's bill.");
    sound("Pay by Suvidha app.");
    unsound("Pay Suvidha app.");
    unsound("Use Suvidha app ka recharge.");
    sound("Use Suvidha app. Ka recharge.");
    sound("Pay. Suvidha app.");
    unsound("Jama tha.");
    unsound("No dues.");
    unsound("No dues. Dues Rs 1,248.");
    sound("SBPDCL. Jama kiya.");
    unsound("SBPDCL ne jama kiya.");
}

#[test]
fn a_denied_channel_is_none() {
    unsound("No payment by Suvidha app.");
    sound("Not paid then by Suvidha app.");
}

#[test]
fn a_greeting_is_nobody_to_pay() {
    unsound("Pay to our consumers.");
    sound("To all consumers: pay.");
    sound("SBPDCL consumers, pay.");
}

#[test]
fn values_are_what_their_labels_say_whatever_the_chunk() {
    unsound("Net amount 05/12/2026.");
    unsound("Last date Rs 1,248.");
    sound("Last date 05/12/2026.");
    unsound("Rs 900 extra rebate.");
    sound("Rs 1,230, 1.5% rebate.");
    sound("Rs 1,230, @1.5% rebate.");
    sound("Rs 1,230, @ 1.5% rebate.");
    unsound("Pay Rs 101.");
    sound("Pay Rs 1,230.");
    unsound("Pay Rs 12,480.");
    sound("Bill Rs 1,230 after rebate.");
    unsound("Bill Rs 40 after rebate.");
    unsound("Bill Rs 1,500 after rebate.");
    sound("Late Rs 1,260.");
    unsound("Late Rs 500.");
    unsound("Late Rs 9,000.");
    unsound("Bill Rs 0.");
    sound("Ref sb261100.");
    unsound("Ref paytm26110.");
    // What another sentence ends with labels nothing.
    sound("Net amount. 05/12/2026.");
}

#[test]
fn a_share_that_is_named_is_not_what_the_order_behind_it_asks_for() {
    sound("Rebate 1.5% pay on Suvidha app.");
    unsound("Rebate 1.5% pay.");
    unsound("1.5% pay on Suvidha app.");
}

#[test]
fn a_day_parts_numbers_that_would_together_be_one_to_call() {
    let body = |values: &str| format!("SBPDCL: {values}, 1.5% rebate, use Suvidha app.");
    assert_eq!(check_by(LOOSE, &body("ref s88213, by 05/12/2026, Rs 499")).verdict, Verdict::Genuine);
    assert_ne!(check_by(LOOSE, &body("by 05/12/2026, ref s88213, Rs 499")).verdict, Verdict::Genuine);
}

#[test]
fn a_number_to_call_is_no_account_to_pay_on() {
    let body = |account: &str| format!("SBPDCL: bill Rs 1,248 by 05/12/2026, use Suvidha app, 1.5% rebate. {account}");
    assert_eq!(check_by(LOOSE, &body("Ca no 9876543210")).verdict, Verdict::Genuine);
    assert_ne!(check_by(LOOSE, &body("Ca no 987-654-3210")).verdict, Verdict::Genuine);
    assert_ne!(check_by(LOOSE, &body("Pay on ca no 9876543210")).verdict, Verdict::Genuine);
}

#[test]
fn a_cut_leaves_time() {
    sound("Disconnected on 08/12/2026.");
    sound("If unpaid disconnected.");
    unsound("Will be disconnected.");
    unsound("Disconnected today on 08/12/2026.");
    unsound("At once if unpaid disconnected.");
    unsound("If unpaid disconnected at once.");
    unsound("Disconnected on 05/12/2026.");
    unsound("Disconnected on 01/12/2026.");
    unsound("Disconnected on 23/11/2026.");
}

#[test]
fn a_notice_of_a_cut_says_its_day_its_condition_or_by_when_to_pay() {
    unsound("Disconnected notice.");
    let first = "SBPDCL. Disconnected notice. Bill Rs 1,248 by 05/12/2026, use Suvidha app, ca no 102345678.";
    assert_eq!(check_by(LOOSE, first).verdict, Verdict::Genuine);
    let undated = check_by(LOOSE, "SBPDCL: bill Rs 1,248, use Suvidha app, ca no 102345678. Disconnected notice.");
    assert!(has(&undated, FindingCode::ValueImplausible));
    sound("Disconnected notice. Disconnected on 08/12/2026.");
    sound("Disconnected notice. If unpaid disconnected.");
    unsound("Last date 05/12/2026 disconnected.");
}

#[test]
fn what_turns_the_sense_is_next_to_what_it_belongs_to() {
    sound("If not paid disconnected on 08/12/2026.");
    unsound("1.5% rebate if not paid.");
    unsound("Ca no 102345678 if not paid disconnected on 08/12/2026.");
    sound("Ca no 102345678, if not paid disconnected on 08/12/2026.");
    unsound("1.5% rebate, if not paid.");
    unsound("1.5% rebate, if not paid disconnected on 08/12/2026.");
    unsound("Rebate Rs 1,248 if not paid disconnected on 08/12/2026.");
    unsound("If not paid on time disconnected on 08/12/2026.");
    sound("1.5% rebate. If not paid disconnected on 08/12/2026.");
}

#[test]
fn each_of_several_sums_is_named() {
    sound("Dues Rs 1,248.");
    sound("Bill Rs 1,230.");
    unsound("Bill Rs 900.");
    unsound("Bill Rs 9,000.");
    sound("Rs 1,230 after rebate.");
    unsound("Rs 1,248 after rebate.");
    sound("Dues Rs 1,248 and Rs 1,230.");
    unsound("Dues Rs 1,248 | Rs 1,230.");
    unsound("Pay Rs -45.");
    unsound("Pay Rs-45.");
    // Phones make a number of the last digits and the day.
    sound("Dues Rs 1,230.19 - 10/11/2026.");
    unsound("Dues Rs 1,230.79 - 10/11/2026.");
}

#[test]
fn a_total_is_all_sums_together_and_a_part_is_less_than_the_whole() {
    sound("Total Rs 1,248.");
    unsound("Total Rs 1,230.");
    unsound("Total Rs 4,500.");
    sound("Bill Rs 1,000. Total Rs 2,248.");
    sound("Total Rs 4,500. Including Rs 900.");
    sound("Including Rs 900.");
    unsound("Including Rs 9,000.");
}

#[test]
fn nothing_is_said_beside_its_opposite() {
    unsound("Overdue.");
    sound("Good news.");
    sound("Disconnected on 08/12/2026.");
    unsound("Good news. Disconnected on 08/12/2026.");
    sound("Prepaid.");
    unsound("Prepaid. Postpaid.");
    sound("Domestic. Prepaid.");
    unsound("Domestic. Commercial.");
}

#[test]
fn a_rebate_ends_with_the_last_date() {
    let verdict = |day: &str, rebate: &str| {
        let body = format!("SBPDCL: bill Rs 1,248 by {day}, use Suvidha app, {rebate}");
        check_by(LOOSE, &body).verdict
    };
    assert_eq!(verdict("23/11/2026", "1.5% rebate"), Verdict::Genuine);
    assert_ne!(verdict("20/11/2026", "1.5% rebate"), Verdict::Genuine);
    assert_ne!(verdict("20/11/2026", "rebate"), Verdict::Genuine);
}

#[test]
fn shares_are_no_more_together_than_the_largest_rebate() {
    sound("1% rebate.");
    unsound("2% rebate.");
    sound("1% rebate. 2.5% rebate.");
    sound("Get Rs 19 gain.");
    unsound("Get Rs 30 gain.");
}

#[test]
fn sums_are_such_as_the_kind_may_hold() {
    let body = |sum: &str| format!("SBPDCL: bill {sum} by 05/12/2026, use Suvidha app, 1.5% rebate.");
    assert_eq!(check_by(LOOSE, &body("Rs 2,00,000")).verdict, Verdict::Genuine);
    assert_ne!(check_by(LOOSE, &body("Rs 20,00,000")).verdict, Verdict::Genuine);
}

#[test]
fn nobody_gains_more_than_the_bill_bears() {
    sound("Get Rs 19 gain.");
    sound("Get Rs 19 of gain.");
    unsound("Get Rs 900 of gain.");
    sound("Rs 19 gotten.");
    unsound("Rs 900 gotten.");
}

#[test]
fn nobody_pays_a_share() {
    unsound("Pay 1.5% rebate.");
    sound("Pay. 1.5% rebate.");
    unsound("Pay 1.5%, 1.5% rebate.");
}
