package org.asli.demo

import android.content.Context
import android.graphics.Typeface
import android.text.SpannableString
import android.text.Spanned
import android.text.style.BackgroundColorSpan
import android.text.style.ForegroundColorSpan
import android.text.style.LocaleSpan
import android.text.style.StyleSpan
import android.view.textclassifier.TextClassifier
import android.widget.TextView
import org.asli.Report
import org.asli.Severity
import org.asli.Sms
import org.asli.Span
import org.asli.Verdict

/**
 * The message with what was found marked in it: dangers red, doubts amber, proof green, all of them bold on a tint. No
 * line under any of it: it must not look like something to tap.
 */
fun marked(context: Context, body: String, report: Report): CharSequence {
    val text = SpannableString(body)
    if (report.verdict == Verdict.GENUINE) report.proof.forEach { text.mark(context, it.span, Verdict.GENUINE.look) }
    for (finding in report.findings.sortedBy { it.severity }) {
        val look = if (finding.severity == Severity.DANGER) Verdict.SUSPICIOUS.look else Verdict.UNCONFIRMED.look
        finding.span?.let { text.mark(context, it, look) }
    }
    return text
}

private fun SpannableString.mark(context: Context, span: Span, look: Look) {
    val start = span.start.coerceIn(0, length)
    val end = span.end.coerceIn(start, length)
    fun set(what: Any) = setSpan(what, start, end, Spanned.SPAN_EXCLUSIVE_EXCLUSIVE)
    set(BackgroundColorSpan(context.getColor(look.tint)))
    set(ForegroundColorSpan(context.getColor(look.color)))
    set(StyleSpan(Typeface.BOLD))
}

/** No way from a flagged message to the fraudster: its text cannot be selected, so no phone offers to call or open what is in it. */
fun TextView.unlinked() {
    setTextIsSelectable(false)
    autoLinkMask = 0
    linksClickable = false
    movementMethod = null
    textClassifier = TextClassifier.NO_OP
}

/** Marked with the app's language: a screen reader set to another one speaks it in the right voice. */
fun Context.inLanguage(text: CharSequence): CharSequence = SpannableString(text).apply {
    setSpan(LocaleSpan(locale), 0, length, Spanned.SPAN_EXCLUSIVE_EXCLUSIVE)
}

/** Who sent a message, and to which SIM it came, where that is known. */
fun Context.senderOf(sms: Sms, sim: Int?): String {
    val sender = sms.sender.ifBlank { getString(R.string.result_no_sender) }
    return if (sim == null) sender else getString(R.string.result_sim, sender, sim)
}
