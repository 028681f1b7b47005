package org.asli.demo

import android.content.Context
import android.content.res.ColorStateList
import android.view.View
import android.widget.ImageView
import android.widget.TextView
import org.asli.Lang
import org.asli.ListState
import org.asli.Report
import org.asli.Verdict

/** How a verdict looks: always a shape and a word besides the colour. */
class Look(val icon: Int, val statusIcon: Int, val word: Int, val color: Int, val tint: Int)

val Verdict.look: Look
    get() = when (this) {
        Verdict.SUSPICIOUS -> Look(
            R.drawable.ic_suspicious, R.drawable.status_suspicious, R.string.verdict_suspicious, R.color.suspicious, R.color.suspicious_tint,
        )
        Verdict.UNCONFIRMED -> Look(
            R.drawable.ic_unconfirmed, R.drawable.status_unconfirmed, R.string.verdict_unconfirmed, R.color.unconfirmed, R.color.unconfirmed_tint,
        )
        Verdict.GENUINE -> Look(R.drawable.ic_genuine, R.drawable.status_genuine, R.string.verdict_genuine, R.color.genuine, R.color.genuine_tint)
        Verdict.UNRELATED -> Look(
            R.drawable.ic_unrelated, R.drawable.status_mark, R.string.verdict_unrelated, R.color.unrelated, R.color.unrelated_tint,
        )
    }

/** The one sentence that says why the verdict is what it is. A list that is too old is reason enough to be unsure. */
fun Report.mainReason(lang: Lang): String {
    val isTooOld = verdict == Verdict.UNCONFIRMED && listState == ListState.EXPIRED
    return if (isTooOld) listState.text(lang) else reason(lang) ?: headline(lang)
}

fun ImageView.show(icon: Int, color: Int) {
    setImageResource(icon)
    imageTintList = context.colors(color)
}

fun TextView.color(color: Int) = setTextColor(context.getColor(color))

fun View.tint(color: Int) {
    backgroundTintList = context.colors(color)
}

private fun Context.colors(color: Int) = ColorStateList.valueOf(getColor(color))
