package org.asli

import org.asli.ffi.adviceText
import org.asli.ffi.listStateText
import java.util.Locale

/**
 * What asli says of a message.
 *
 * ```
 * val warn = report.verdict == Verdict.SUSPICIOUS || report.verdict == Verdict.UNCONFIRMED
 * ```
 *
 * @property code the name used in JSON and in Rust.
 */
public enum class Verdict(public val code: String) {
    /** From an official sender and proven, character by character, to be in the issuer's published format. */
    GENUINE("genuine"),
    /** Speaks of the bill but cannot be proven: flagged, without alarm. */
    UNCONFIRMED("unconfirmed"),
    /** Speaks for the company, or imitates its sender, and breaks a rule: flagged. */
    SUSPICIOUS("suspicious"),
    /** Does not speak for an issuer: left alone. */
    UNRELATED("unrelated"),
}

/**
 * How much a finding weighs in the verdict.
 *
 * ```
 * val dangers = report.findings.filter { it.severity == Severity.DANGER }
 * ```
 *
 * @property code the name used in JSON and in Rust.
 */
public enum class Severity(public val code: String) {
    /** Worth knowing; changes nothing. */
    NOTICE("notice"),
    /** Stands against [Verdict.GENUINE], but is no danger by itself. */
    WARNING("warning"),
    /** Breaks a rule of the issuer or endangers the reader. */
    DANGER("danger"),
}

/**
 * What was found, as a stable code; [Finding.text] says it in words.
 *
 * ```
 * val givesNumber = report.findings.any { it.code == FindingCode.PHONE_NUMBER }
 * ```
 *
 * @property code the name used in JSON and in Rust.
 */
public enum class FindingCode(public val code: String) {
    /** A mobile number, in any writing. */
    PHONE_NUMBER("phone_number"),
    /** A landline or toll-free number. */
    LANDLINE_NUMBER("landline_number"),
    /** A short number to call that is not the issuer's helpline. */
    SHORT_NUMBER("short_number"),
    /** The issuer's own helpline, in a message that should hold no number. */
    OFFICIAL_NUMBER("official_number"),
    /** A link to a site that is not the issuer's. */
    UNOFFICIAL_LINK("unofficial_link"),
    /** A link whose host imitates one of the issuer's. */
    LOOKALIKE_LINK("lookalike_link"),
    /** A link shortener: the target cannot be seen. */
    SHORTENED_LINK("shortened_link"),
    /** A link to a bare IP address. */
    IP_LINK("ip_link"),
    /** A link written so as to escape filters (`hxxp`, `[.]`, `dot com`). */
    DISGUISED_LINK("disguised_link"),
    /** A UPI payment id. */
    UPI_ID("upi_id"),
    /** An e-mail address. */
    EMAIL_ADDRESS("email_address"),
    /** An app that is not one of the issuer's. */
    UNOFFICIAL_APP("unofficial_app"),
    /** An APK file to install. */
    APK_FILE("apk_file"),
    /** An app that hands the phone's screen to someone else. */
    REMOTE_ACCESS_APP("remote_access_app"),
    /** Asks to call, message or meet a person. */
    CONTACT_LURE("contact_lure"),
    /** Asks for an OTP, PIN, password, card or account details. */
    SECRET_REQUEST("secret_request"),
    /** Asks to verify or update KYC or consumer data. */
    KYC_REQUEST("kyc_request"),
    /** Asks for a small payment "to verify". */
    TEST_PAYMENT("test_payment"),
    /** A bank account to send money to. */
    BANK_ACCOUNT("bank_account"),
    /** A request for money to be approved in a UPI app. */
    COLLECT_REQUEST("collect_request"),
    /** A QR code to scan. */
    QR_CODE("qr_code"),
    /** A number to pay to in a payment app. */
    PAYMENT_APP_NUMBER("payment_app_number"),
    /** Asks for an answer, a screenshot or a forwarded message. */
    REPLY_REQUEST("reply_request"),
    /** A code that forwards the phone's calls to someone else. */
    CALL_FORWARDING("call_forwarding"),
    /** Asks to give cash to a person. */
    CASH_REQUEST("cash_request"),
    /** A person who comes to the door for money or data. */
    HOME_VISIT("home_visit"),
    /** Asks for a small payment in the name of an official app. */
    APP_MISUSED("app_misused"),
    /** A disconnection at a time of day. */
    DISCONNECTION_TIME("disconnection_time"),
    /** A disconnection on a Sunday or holiday. */
    DISCONNECTION_HOLIDAY("disconnection_holiday"),
    /** A word that mixes scripts so as to look like another word. */
    MIXED_SCRIPT("mixed_script"),
    /** Letters or digits of a special style (full width, mathematical, circled). */
    STYLED_LETTERS("styled_letters"),
    /** Characters that show nothing, inside a word. */
    INVISIBLE_CHARACTER("invisible_character"),
    /** Characters that reverse the direction of writing. */
    BIDI_CONTROL("bidi_control"),
    /** Marks stacked on Latin letters. */
    COMBINING_MARK("combining_mark"),
    /** The sender imitates an official sender id. */
    SENDER_LOOKALIKE("sender_lookalike"),
    /** The sender holds characters that no sender id can hold. */
    SENDER_DISGUISED("sender_disguised"),
    /** The sender is a plain phone number. */
    SENDER_PHONE_NUMBER("sender_phone_number"),
    /** The sender is another business's sender id. */
    SENDER_OTHER("sender_other"),
    /** There is no sender, or one that is no sender id at all. */
    SENDER_UNKNOWN("sender_unknown"),
    /** The text names another company than the sender does. */
    COMPANY_MISMATCH("company_mismatch"),
    /** Something the genuine format requires is not there. */
    ELEMENT_MISSING("element_missing"),
    /** Something the genuine format allows once is there twice, with different values. */
    ELEMENT_REPEATED("element_repeated"),
    /** A value that cannot be right, by itself or beside the others. */
    VALUE_IMPLAUSIBLE("value_implausible"),
    /** Words or characters that the genuine format does not account for. */
    NOT_IN_FORMAT("not_in_format"),
    /** The disconnection date lies outside the years whose holidays are known. */
    HOLIDAY_UNKNOWN("holiday_unknown"),
    /** The last date had passed when the message came. */
    LAST_DATE_PASSED("last_date_passed"),
    /** The message is longer than any SMS: only its beginning was judged. */
    TRUNCATED("truncated"),
    /** The signed list has expired. */
    LIST_EXPIRED("list_expired"),
    ;
}

/**
 * A building block of an issuer's genuine format.
 *
 * ```
 * val amount = report.proof.firstOrNull { it.element == Element.AMOUNT }?.value // "1248.00"
 * ```
 *
 * @property code the name used in JSON and in Rust.
 */
public enum class Element(public val code: String) {
    /** The company's name. */
    COMPANY("company"),
    /** One of the issuer's apps. */
    APP("app"),
    /** One of the issuer's sites. */
    SITE("site"),
    /** The last date for paying. */
    LAST_DATE("last_date"),
    /** The rebate for paying in time. */
    REBATE("rebate"),
    /** The consumer account (CA) number. */
    ACCOUNT_NUMBER("account_number"),
    /** An amount of money: dues, bill, balance or payment. */
    AMOUNT("amount"),
    /** The date from which supply is cut. */
    DISCONNECTION_DATE("disconnection_date"),
    /** Another date: of the bill, of the payment. */
    DATE("date"),
    /** The billing month or year. */
    PERIOD("period"),
    /** A span of days. */
    DURATION("duration"),
    /** Units of energy or load. */
    ENERGY("energy"),
    /** A receipt or bill number. */
    REFERENCE("reference"),
    ;
}

/**
 * What the reader should do.
 *
 * ```
 * report.advice.forEach { println(it.text(report.company, Lang.HI)) }
 * ```
 *
 * @property code the name used in JSON and in Rust.
 */
public enum class Advice(public val code: String) {
    /** Do not call, click, install or pay. */
    DO_NOT_ACT("do_not_act"),
    /** Pay only in the official app or on the official site. */
    PAY_OFFICIALLY("pay_officially"),
    /** Ask the company's local office or its helpline. */
    ASK_OFFICE("ask_office"),
    /** Money lost: call 1930 or use cybercrime.gov.in at once. */
    MONEY_LOST("money_lost"),
    /** Report on Chakshu (sancharsaathi.gov.in) within 30 days. */
    REPORT_CHAKSHU("report_chakshu"),
    /** Report unwanted commercial SMS to 1909. */
    REPORT_1909("report_1909"),
    /** File an FIR at the police station. */
    FILE_FIR("file_fir"),
    /** The list is old: update the app. */
    UPDATE_LIST("update_list"),
    ;

    /** The advice in one sentence. [company] is that of the report. */
    public fun text(company: Company, lang: Lang): String = engine { adviceText(toFfi(), company.toFfi(), lang.toFfi()) }
}

/**
 * How fresh the signed list is.
 *
 * ```
 * if (asli.status().state != ListState.FRESH) println("Fetch a newer list.")
 * ```
 *
 * @property code the name used in JSON and in Rust.
 */
public enum class ListState(public val code: String) {
    /** Within its dates. */
    FRESH("fresh"),
    /** Past its date, within the grace: still used, date shown. */
    STALE("stale"),
    /** Past the grace: nothing is called genuine, flagging goes on. */
    EXPIRED("expired"),
    ;

    /** The state in one sentence. */
    public fun text(lang: Lang): String = engine { listStateText(toFfi(), lang.toFfi()) }
}

/**
 * A language of the texts.
 *
 * ```
 * val lang = Lang.of(Locale.getDefault())
 * println(report.headline(lang))
 * ```
 *
 * @property code the ISO 639-1 code.
 */
public enum class Lang(public val code: String) {
    /** English. */
    EN("en"),
    /** Hindi, in Devanagari. */
    HI("hi"),
    ;

    public companion object {
        /** Hindi for a Hindi locale, English for any other. */
        @JvmStatic
        public fun of(locale: Locale): Lang = if (locale.language == HI.code) HI else EN
    }
}

/**
 * How much the library logs; no level holds the text or the sender of a message.
 *
 * ```
 * Asli.initLogging(LogLevel.WARN)
 * ```
 */
public enum class LogLevel {
    /** Nothing. */
    OFF,
    /** What went wrong. */
    ERROR,
    /** What may need looking at. */
    WARN,
    /** What happened to the list. */
    INFO,
}
