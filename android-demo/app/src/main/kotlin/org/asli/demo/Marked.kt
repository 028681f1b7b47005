package org.asli.demo

import android.content.Context
import android.graphics.Typeface
import android.text.SpannableString
import android.text.Spanned
import android.text.style.BackgroundColorSpan
import android.text.style.ForegroundColorSpan
import android.text.style.StyleSpan
import android.text.style.UnderlineSpan
import org.asli.Report
import org.asli.Severity
import org.asli.Span
import org.asli.Verdict

/** The message with what was found marked in it: dangers red and underlined, doubts amber, proof green. */
fun marked(context: Context, body: String, report: Report): CharSequence {
    val text = SpannableString(body)
    if (report.verdict == Verdict.GENUINE) report.proof.forEach { text.mark(context, it.span, Verdict.GENUINE.look, false) }
    for (finding in report.findings.sortedBy { it.severity }) {
        val look = if (finding.severity == Severity.DANGER) Verdict.SUSPICIOUS.look else Verdict.UNCONFIRMED.look
        finding.span?.let { text.mark(context, it, look, finding.severity == Severity.DANGER) }
    }
    return text
}

private fun SpannableString.mark(context: Context, span: Span, look: Look, underlined: Boolean) {
    val start = span.start.coerceIn(0, length)
    val end = span.end.coerceIn(start, length)
    fun set(what: Any) = setSpan(what, start, end, Spanned.SPAN_EXCLUSIVE_EXCLUSIVE)
    set(BackgroundColorSpan(context.getColor(look.tint)))
    set(ForegroundColorSpan(context.getColor(look.color)))
    set(StyleSpan(Typeface.BOLD))
    if (underlined) set(UnderlineSpan())
}
