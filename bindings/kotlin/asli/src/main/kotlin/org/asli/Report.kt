package org.asli

import java.time.Instant
import org.asli.ffi.evidenceText
import org.asli.ffi.findingText
import org.asli.ffi.proofText
import org.asli.ffi.headline as ffiHeadline
import org.asli.ffi.reason as ffiReason
import org.asli.ffi.warning as ffiWarning

/**
 * Everything asli says of one message.
 *
 * ```
 * val report = asli.check(sms)
 * if (report.isFlagged) {
 *     notify(report.headline(Lang.HI), report.findings.map { it.text(report.company, Lang.HI) })
 * }
 * ```
 *
 * @property verdict the verdict.
 * @property issuer id of the company that the message comes from, imitates or speaks for (`sbpdcl`); null where it names none.
 * @property kind id of the message kind that was proven, or came closest (`bill_reminder`).
 * @property findings what stands against the message, in the order of the text.
 * @property proof what was recognised of the genuine format, in the order of the text.
 * @property evidence what spoke most for a claim in the company's name, strongest first; empty where there is none.
 * @property advice what the reader should do, most urgent first.
 * @property listVersion version of the signed list that was used.
 * @property listState how fresh that list is.
 * @property checkedAt the clock that the check went by.
 * @property truncated whether the text is longer than any SMS, so that only its beginning was judged.
 * @property template id of the registered template that a genuine message was proven to be; null where its clauses proved it.
 * @property company what the texts call the company, and its helpline.
 */
@ConsistentCopyVisibility
public data class Report internal constructor(
    public val verdict: Verdict,
    public val issuer: String?,
    public val kind: String?,
    public val findings: List<Finding>,
    public val proof: List<Proof>,
    public val evidence: List<Evidence>,
    public val advice: List<Advice>,
    public val listVersion: Long,
    public val listState: ListState,
    public val checkedAt: Instant,
    public val truncated: Boolean = false,
    public val template: String? = null,
    public val company: Company,
) {
    /** Whether the user should be warned: [Verdict.SUSPICIOUS] or [Verdict.UNCONFIRMED]. */
    public val isFlagged: Boolean
        get() = verdict == Verdict.SUSPICIOUS || verdict == Verdict.UNCONFIRMED

    /** One line for a notification: what the message is, in whose name it speaks and, where it is suspicious, why. */
    public fun headline(lang: Lang): String = engine { ffiHeadline(toFfi(), lang.toFfi()) }

    /** The main reason against a suspicious message, as a sentence of its own; null for every other verdict. */
    public fun reason(lang: Lang): String? = engine { ffiReason(toFfi(), lang.toFfi()) }

    /** What not to do, chosen by what was found: "do not call this number" only where the message gives one. */
    public fun warning(lang: Lang): String = engine { ffiWarning(toFfi(), lang.toFfi()) }
}

/**
 * What texts call the company that a message is about, as the signed list states it. Where the message names no company,
 * it is what fits all that the list knows.
 *
 * ```
 * report.company.helpline?.let { dial(it) }
 * ```
 *
 * @property name its own name; null where the message names no company.
 * @property noun what it is: "the electricity company".
 * @property office where its customers ask: "your local electricity office".
 * @property supply what it supplies: "electricity".
 * @property helpline the number that its customers can call, in digits; null where the list has none.
 */
@ConsistentCopyVisibility
public data class Company internal constructor(
    public val name: Localized?,
    public val noun: Localized,
    public val office: Localized,
    public val supply: Localized,
    public val helpline: String?,
)

/**
 * A text of the list in the two languages.
 *
 * ```
 * val who = report.company.noun.text(Lang.HI)
 * ```
 *
 * @property en in English.
 * @property hi in Hindi.
 */
@ConsistentCopyVisibility
public data class Localized internal constructor(public val en: String, public val hi: String) {
    /** The text in a language. */
    public fun text(lang: Lang): String = if (lang == Lang.HI) hi else en
}

/**
 * A place in the body, in UTF-16 code units as [String] counts; half open.
 *
 * ```
 * val marked = finding.span?.let { sms.body.substring(it.start, it.end) }
 * ```
 *
 * @property start the first code unit.
 * @property end one past the last.
 */
@ConsistentCopyVisibility
public data class Span internal constructor(public val start: Int, public val end: Int)

/**
 * One thing found.
 *
 * [toString] leaves out [value], which may quote the message.
 *
 * ```
 * val number = report.findings.first { it.code == FindingCode.PHONE_NUMBER }
 * number.text(report.company, Lang.EN) // "It gives a mobile number (9876543210), which a genuine message never does."
 * ```
 *
 * @property code what was found.
 * @property severity how much it weighs.
 * @property span where in the body; null for findings on the sender or the whole message.
 * @property value what [text] names: the number, host, app or element found. May quote the message: never log it.
 */
@ConsistentCopyVisibility
public data class Finding internal constructor(
    public val code: FindingCode,
    public val severity: Severity,
    public val span: Span?,
    public val value: String?,
) {
    /** The finding in one sentence that names its value: show it, never log it. [company] is that of the report. */
    public fun text(company: Company, lang: Lang): String = engine { findingText(toFfi(), company.toFfi(), lang.toFfi()) }

    override fun toString(): String = "Finding(code=$code, severity=$severity, span=$span)"
}

/**
 * One clause of the proof that a message is genuine.
 *
 * [toString] leaves out [value] and [valueHi], which quote the message.
 *
 * ```
 * val clause = report.proof.first { it.element == Element.LAST_DATE }
 * clause.text(Lang.EN) // "Last date: 5 December 2026"
 * ```
 *
 * @property element the element of the issuer's format.
 * @property span where it stands in the body.
 * @property value its normalised value: a date as `2026-12-05`, an amount as `512.00`, an official name as the list writes it.
 * @property valueHi the same in Hindi, where the list has it: official names.
 */
@ConsistentCopyVisibility
public data class Proof internal constructor(
    public val element: Element,
    public val span: Span,
    public val value: String,
    public val valueHi: String? = null,
) {
    /** The clause in words: the element's name and its value. Show it, never log it. */
    public fun text(lang: Lang): String = engine { proofText(toFfi(), lang.toFfi()) }

    override fun toString(): String = "Proof(element=$element, span=$span)"
}

/**
 * A piece of evidence that the message speaks for a company.
 *
 * ```
 * val why = report.evidence.map { it.text(report.company, Lang.EN) } // "It speaks of cutting off."
 * ```
 *
 * @property piece what spoke: a concept (`disconnect`), a finding (`finding:phone_number`), a sender (`sender:phone`) or the `wording`.
 * @property span where in the body; null for the sender.
 * @property weight its share in the sum; only the shares of one report can be compared.
 */
@ConsistentCopyVisibility
public data class Evidence internal constructor(
    public val piece: String,
    public val span: Span?,
    public val weight: Long,
) {
    /** What it means, in one sentence. [company] is that of the report. */
    public fun text(company: Company, lang: Lang): String = engine { evidenceText(toFfi(), company.toFfi(), lang.toFfi()) }
}
