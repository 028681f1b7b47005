package org.asli

import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import kotlin.random.Random

/** Any text at all gives a report, and its places lie in the text. */
class AnyTextTest {
    private val words = cases().flatMap { it.sms.body.split(' ') }
    private val senders = cases().map { it.sms.sender }.distinct()

    @Test
    fun `ten thousand random texts give ten thousand reports`() {
        val random = Random(SEED)
        val messages = List(10_000) { Sms(sender(random), body(random, if (it % 2000 == 0) 1 shl 20 else 400)) }
        assertEquals(5, messages.count { it.body.length == 1 shl 20 })
        assertTrue(messages.count { it.body.any(Char::isSurrogate) } > 1000)
        assertTrue(messages.count { it.body.contains('\u0000') } > 1000)
        Asli.open(folder()).use { asli ->
            val verdicts = sortedMapOf<Verdict, Int>()
            // In parts: the reports on a megabyte of noise are large.
            for (part in messages.chunked(100)) {
                val reports = part.map { asli.check(it, NOW) }
                assertEquals(reports, asli.checkAll(part, NOW))
                part.zip(reports).forEach { (sms, report) -> holds(asli, sms, report) }
                reports.forEach { verdicts.merge(it.verdict, 1, Int::plus) }
            }
            println("seed $SEED: $verdicts")
        }
    }

    @Test
    fun `a lone surrogate keeps the places behind it where they are`() {
        Asli.open(folder()).use { asli ->
            for (lone in listOf("\uD83D", "\uDE00", "\uDE00\uD83D")) {
                val sms = FAKE.copy(body = lone + " " + FAKE.body + lone)
                val number = asli.check(sms, NOW).findings.single { it.code == FindingCode.PHONE_NUMBER }
                assertEquals("98765 43210", sms.body.substring(number.span!!.start, number.span!!.end))
            }
        }
    }

    private fun holds(asli: Asli, sms: Sms, report: Report) {
        val spans = report.findings.mapNotNull { it.span } + report.proof.map { it.span }
        assertTrue(spans.all { it.start in 0 until it.end && it.end <= sms.body.length }) { "$report" }
        if (report.isFlagged) {
            for (lang in Lang.values()) {
                assertTrue(report.headline(lang).isNotBlank())
                assertTrue(report.findings.take(100).all { it.text(report.company, lang).isNotBlank() })
                assertTrue(asli.complaint(report, sms, lang).isNotBlank())
            }
        }
    }

    private fun sender(random: Random) = when (random.nextInt(4)) {
        0 -> text(random, random.nextInt(16))
        else -> senders.random(random)
    }

    /** Half the texts are noise, half are made of the words of the cases with noise between. */
    private fun body(random: Random, most: Int): String {
        if (most > 1000) return text(random, most)
        if (random.nextBoolean()) return text(random, random.nextInt(most))
        return List(random.nextInt(60)) { if (random.nextInt(5) == 0) text(random, 3) else words.random(random) }
            .joinToString(" ")
    }

    private fun text(random: Random, length: Int) = String(CharArray(length) { char(random) })

    private fun char(random: Random): Char = when (random.nextInt(8)) {
        0 -> '\u0000'
        1 -> Char(random.nextInt(0xD800, 0xE000))
        2 -> Char(random.nextInt(0x0900, 0x0980))
        3 -> Char(random.nextInt(0x10000))
        4 -> "\u200b\u200d\u202e\u2066\ufeff\u0301".random(random)
        else -> Char(random.nextInt(0x20, 0x7f))
    }

    private companion object {
        const val SEED = 20261124
    }
}
