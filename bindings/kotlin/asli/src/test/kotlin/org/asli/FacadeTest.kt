package org.asli

import com.google.gson.JsonParser
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertFalse
import org.junit.jupiter.api.Assertions.assertThrows
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import java.time.Instant
import java.util.Locale

class FacadeTest {
    @Test
    fun `the enums of both sides have the same names in the same order`() {
        fun names(values: Array<out Enum<*>>) = values.map { it.name }
        assertEquals(names(org.asli.ffi.Verdict.values()), names(Verdict.values()))
        assertEquals(names(org.asli.ffi.Severity.values()), names(Severity.values()))
        assertEquals(names(org.asli.ffi.Element.values()), names(Element.values()))
        assertEquals(names(org.asli.ffi.ListState.values()), names(ListState.values()))
        assertEquals(names(org.asli.ffi.Lang.values()), names(Lang.values()))
        assertEquals(names(org.asli.ffi.LogLevel.values()), names(LogLevel.values()))
        // Rust's `Report1909` has no fixed name in capitals: compare letters and digits.
        fun letters(values: Array<out Enum<*>>) = values.map { it.name.replace("_", "") }
        assertEquals(letters(org.asli.ffi.FindingCode.values()), letters(FindingCode.values()))
        assertEquals(letters(org.asli.ffi.Advice.values()), letters(Advice.values()))
    }

    @Test
    fun `a code is its name in small letters`() {
        for (code in FindingCode.values()) assertEquals(code.name.lowercase(Locale.ROOT), code.code)
        for (element in Element.values()) assertEquals(element.name.lowercase(Locale.ROOT), element.code)
        for (advice in Advice.values()) assertEquals(advice.name.lowercase(Locale.ROOT), advice.code)
    }

    @Test
    fun `every text is there in both languages`() {
        val company = Company(null, Localized("the gas board", "गैस विभाग"), Localized("its office", "ऑफिस"), Localized("gas", "गैस"), null)
        for (lang in Lang.values()) {
            for (code in FindingCode.values()) assertTrue(Finding(code, Severity.DANGER, null, "x").text(company, lang).length > 10)
            for (element in Element.values()) assertTrue(Proof(element, Span(0, 1), "x").text(lang).length > 3)
            for (advice in Advice.values()) assertTrue(advice.text(company, lang).length > 10)
            for (state in ListState.values()) assertTrue(state.text(lang).length > 10)
        }
    }

    @Test
    fun `a company is called by the words of the list, and comes back as it went`() {
        Asli.open(folder()).use { asli ->
            val report = asli.check(Sms("+919876501234", "SBPDCL: pay your electricity bill, call 98765 43210", NOW), NOW)
            val company = report.company
            assertEquals("SBPDCL" to "एसबीपीडीसीएल", company.name!!.text(Lang.EN) to company.name!!.text(Lang.HI))
            assertEquals("the electricity company", company.noun.en)
            assertEquals("1912", company.helpline)
            assertEquals("Not sure? Ask your local electricity office or call 1912.", Advice.ASK_OFFICE.text(company, Lang.EN))
            assertTrue(report.headline(Lang.HI).startsWith("एसबीपीडीसीएल के नाम से"))
            assertTrue(report.findings.any { it.text(company, Lang.HI).contains("बिजली कंपनी की तरफ से नहीं") })
            assertTrue(report.evidence.any { it.text(company, Lang.EN) == "It is worded like a message in the electricity company's name." })
            assertEquals(report, report.toFfi().toFacade())
            assertEquals(null, asli.check(FAKE, NOW).company.name)
        }
    }

    @Test
    fun `a report says why in the reader's language`() {
        Asli.open(folder()).use { asli ->
            val sms = FAKE.copy(receivedAt = NOW)
            val report = asli.check(sms, NOW)
            assertEquals(Verdict.SUSPICIOUS, report.verdict)
            assertTrue(report.isFlagged)
            assertTrue(report.headline(Lang.EN).contains("mobile number"))
            assertTrue(report.headline(Lang.HI).contains("मोबाइल"))
            val number = report.findings.single { it.code == FindingCode.PHONE_NUMBER }
            assertEquals("98765 43210", sms.body.substring(number.span!!.start, number.span!!.end))
            assertEquals("9876543210", number.value)
            val complaint = asli.complaint(report, sms, Lang.EN)
            assertTrue(complaint.contains(sms.body) && complaint.contains("24 November 2026, 3:30 pm")) { complaint }
        }
    }

    @Test
    fun `a record tells what was decided and holds no message`() {
        Asli.open(folder()).use { asli ->
            val report = asli.check(FAKE, NOW)
            val record = asli.record(report, FAKE)
            val json = JsonParser.parseString(record).asJsonObject
            assertEquals("suspicious", json["verdict"].asString)
            assertEquals(report.findings.size, json["findings"].asJsonArray.size())
            assertFalse(record.contains("98765") || record.contains("Dear consumer") || record.contains("electricity officer"))
            val other = report.copy(listVersion = report.listVersion + 1)
            assertThrows(IllegalArgumentException::class.java) { asli.record(other, FAKE) }
        }
    }

    @Test
    fun `nothing shows a message by accident`() {
        Asli.open(folder()).use { asli ->
            val report = asli.check(FAKE, NOW)
            for (text in listOf(FAKE.toString(), report.toString())) {
                assertFalse(text.contains("98765") || text.contains("Dear consumer") || text.contains("electricity officer")) { "shows the message" }
            }
        }
    }

    @Test
    fun `the status names the companies and the keys`() {
        Asli.open(folder()).use { asli ->
            // On the day of its issue, whichever that is.
            val status = asli.status(asli.status(NOW).issued)
            assertEquals(listOf("nbpdcl", "sbpdcl"), status.issuers.map { it.id }.sorted())
            assertTrue(status.signers.size >= status.threshold && status.threshold >= 2)
            assertEquals(ListState.FRESH, status.state)
            assertTrue(status.development)
            assertFalse(status.clockSuspect)
            assertTrue(asli.status(Instant.EPOCH).clockSuspect)
            assertEquals(asli.check(FAKE, NOW).listVersion, status.version)
            assertEquals("The list is up to date.", status.text(Lang.EN))
        }
    }

    @Test
    fun `use after close is a mistake with a sentence`() {
        val asli = Asli.open(folder())
        asli.close()
        asli.close()
        val error = assertThrows(IllegalStateException::class.java) { asli.check(FAKE) }
        assertEquals("This Asli is closed. Open a new one with Asli.open.", error.message)
        assertThrows(IllegalStateException::class.java) { asli.status() }
        assertThrows(IllegalStateException::class.java) { asli.checkAll(listOf(FAKE)) }
    }

    @Test
    fun `any clock will do`() {
        Asli.open(folder()).use { asli ->
            for (now in listOf(Instant.MIN, Instant.EPOCH, NOW, Instant.MAX)) {
                assertEquals(Verdict.SUSPICIOUS, asli.check(FAKE.copy(receivedAt = now), now).verdict)
            }
        }
    }

    @Test
    fun `a locale has a language`() {
        assertEquals(Lang.HI, Lang.of(Locale.forLanguageTag("hi-IN")))
        assertEquals(Lang.EN, Lang.of(Locale.forLanguageTag("bho-IN")))
    }
}
