package org.asli.demo

import android.content.Context
import java.time.Instant
import java.time.ZoneId
import java.time.format.DateTimeFormatter

/** A moment as people say it: "24 Nov 2026, 8:05 pm". */
fun Context.moment(at: Instant): String = format("d MMM yyyy, h:mm a", at)

/** A day: "24 November 2026". */
fun Context.day(at: Instant): String = format("d MMMM yyyy", at)

private fun Context.format(pattern: String, at: Instant): String =
    DateTimeFormatter.ofPattern(pattern, locale).format(at.atZone(ZoneId.systemDefault()))
