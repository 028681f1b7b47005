package org.asli.demo.screens

import java.time.Duration
import java.time.Instant
import java.time.ZoneId
import java.time.format.DateTimeFormatter
import java.util.Locale
import org.asli.Sms

/**
 * What 1909 and Chakshu take, and until when.
 *
 * In: a message. Out: the SMS to 1909 in its format (message, sender, date as dd/mm/yy), and whether the time is over.
 */
object Deadlines {
    private val FOR_1909: Duration = Duration.ofDays(3)
    private val FOR_CHAKSHU: Duration = Duration.ofDays(30)
    private val INDIA: ZoneId = ZoneId.of("Asia/Kolkata")
    private val DAY = DateTimeFormatter.ofPattern("dd/MM/yy", Locale.ROOT)

    fun isOpenAt1909(sms: Sms, now: Instant) = sms.sender.isNotBlank() && !isLateFor1909(sms, now)

    fun isLateFor1909(sms: Sms, now: Instant) = isOver(sms, now, FOR_1909)

    fun isLateForChakshu(sms: Sms, now: Instant) = isOver(sms, now, FOR_CHAKSHU)

    fun textFor1909(sms: Sms): String {
        val day = DAY.format((sms.receivedAt ?: Instant.EPOCH).atZone(INDIA))
        return "${sms.body.trim().replace(LINE_BREAKS, " ")}, ${sms.sender.trim()}, $day"
    }

    private fun isOver(sms: Sms, now: Instant, time: Duration) = sms.receivedAt?.let { Duration.between(it, now) > time } ?: false

    private val LINE_BREAKS = Regex("\\s*\\R\\s*")
}
