package org.asli.demo.screens

import org.asli.Element
import org.asli.FindingCode
import org.asli.Report
import org.asli.demo.R

/**
 * A number or a link alone, without a message around it.
 *
 * In: what someone pasted. Out: the question it stands for, and the true answer: by the rules of the signed list, which
 * judges the number or link inside a sentence about the bill.
 *
 * @property warning what not to do with it, unless it is the company's own.
 */
enum class Bare(val warning: Int) {
    NUMBER(R.string.answer_do_not_call),
    LINK(R.string.answer_do_not_open),
    ;

    /** @property text the answer. @property safe whether it is the company's own; null where that is not known. */
    class Answer(val text: Int, val safe: Boolean?)

    fun answer(report: Report): Answer {
        val found = report.findings.mapTo(HashSet()) { it.code }
        return when (this) {
            NUMBER -> when {
                FindingCode.OFFICIAL_NUMBER in found -> Answer(R.string.answer_number_own, true)
                FindingCode.PHONE_NUMBER in found -> Answer(R.string.answer_number_mobile, false)
                else -> Answer(R.string.answer_number_other, false)
            }
            LINK -> when {
                found.any { it in FAKE_LINKS } -> Answer(R.string.answer_link_fake, false)
                report.proof.any { it.element == Element.SITE } -> Answer(R.string.answer_link_own, true)
                else -> Answer(R.string.answer_link_unknown, null)
            }
        }
    }

    companion object {
        private val FAKE_LINKS = setOf(
            FindingCode.UNOFFICIAL_LINK, FindingCode.LOOKALIKE_LINK, FindingCode.SHORTENED_LINK, FindingCode.IP_LINK,
            FindingCode.DISGUISED_LINK, FindingCode.APK_FILE,
        )
        private const val FEWEST_DIGITS = 3
        private const val MOST_DIGITS = 15
        private val LINK_FORM = Regex("""(?:[a-z]+://)?(?:[\p{L}\p{N}-]+\.)+\p{L}{2,}(?:[:/?#]\S*)?""", RegexOption.IGNORE_CASE)

        /** What a text is where it is nothing but a number or a link; null for a message. */
        fun of(text: String): Bare? {
            val trimmed = text.trim()
            val digits = trimmed.count(Char::isDigit)
            val isNumber = digits in FEWEST_DIGITS..MOST_DIGITS && trimmed.all { it.isDigit() || it in "+-(). \u00a0" }
            return when {
                isNumber -> NUMBER
                LINK_FORM.matches(trimmed) -> LINK
                else -> null
            }
        }

        /** The sentence in which the list judges it, sent by the company's own name: only then are sites looked for. */
        fun sentence(text: String) = "SBPDCL bijli bill ${text.trim()}"
    }
}
