package org.asli.demo

import android.content.Context
import java.time.Instant
import java.time.ZoneId
import java.time.ZonedDateTime
import java.time.format.DateTimeFormatter
import java.util.Locale

/** A moment as people say it: "24 November, 8:05 pm", "24 नवंबर, रात 8:05"; the year only where it is another one. */
fun Context.moment(at: Instant): String {
    val there = at.atZone(ZoneId.systemDefault())
    val year = if (there.year == (applicationContext as? App)?.now()?.atZone(there.zone)?.year) "" else " ${there.year}"
    return "${there.dayOfMonth} ${month(there)}$year, ${time(there)}"
}

/** A day: "24 November 2026". */
fun Context.day(at: Instant): String = at.atZone(ZoneId.systemDefault()).let { "${it.dayOfMonth} ${month(it)} ${it.year}" }

/** Names of months as the core's texts have them; phones abbreviate them with marks that nobody says. */
private fun Context.month(at: ZonedDateTime) =
    if (locale.language == "hi") MONTHS[at.monthValue - 1] else DateTimeFormatter.ofPattern("MMMM", Locale.ENGLISH).format(at)

private fun Context.time(at: ZonedDateTime): String {
    val clock = "%d:%02d".format(Locale.ROOT, (at.hour + 11) % 12 + 1, at.minute)
    if (locale.language != "hi") return "$clock ${if (at.hour < 12) "am" else "pm"}"
    val part = when (at.hour) {
        in 4..11 -> "सुबह"
        in 12..15 -> "दोपहर"
        in 16..19 -> "शाम"
        else -> "रात"
    }
    return "$part $clock"
}

private val MONTHS = listOf(
    "जनवरी", "फरवरी", "मार्च", "अप्रैल", "मई", "जून", "जुलाई", "अगस्त", "सितंबर", "अक्टूबर", "नवंबर", "दिसंबर",
)
