package org.asli

import java.util.concurrent.Callable
import java.util.concurrent.Executors
import org.asli.ffi.InternalException
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertFalse
import org.junit.jupiter.api.Assertions.assertNull
import org.junit.jupiter.api.Assertions.assertThrows
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test

/** What the calls throw: what is documented, and nothing else. */
class FaultsTest {
    @Test
    fun `a failure of the engine is an exception of its own, without a word of the message`() {
        val failed = assertThrows(EngineException::class.java) { engine { throw InternalException("panicked at 98765 43210") } }
        assertFalse("98765" in failed.stackTraceToString())
        assertNull(failed.cause)
        assertEquals("done", engine { "done" })
    }

    @Test
    fun `an interrupted thread gets its report, and stays interrupted`() = Asli.open(folder()).use { asli ->
        Thread.currentThread().interrupt()
        try {
            assertEquals(Verdict.SUSPICIOUS, asli.check(FAKE, NOW).verdict)
        } finally {
            assertTrue(Thread.interrupted())
        }
    }

    @Test
    fun `ten thousand lone surrogates and a megabyte are texts like any other`() = Asli.open(folder()).use { asli ->
        val surrogates = FAKE.copy(body = FAKE.body + "\uD83D".repeat(10_000))
        val long = FAKE.copy(body = FAKE.body + " lorem".repeat((1 shl 20) / 6))
        for (sms in listOf(surrogates, long)) {
            val report = asli.check(sms, NOW)
            assertEquals(Verdict.SUSPICIOUS, report.verdict)
            assertEquals(listOf(report), asli.checkAll(listOf(sms), NOW))
            assertTrue(asli.complaint(report, sms, Lang.HI).isNotBlank())
            assertTrue(asli.record(report, sms).isNotBlank())
        }
    }

    @Test
    fun `with little memory left a call ends in a report or in an OutOfMemoryError, and the next one in a report`() =
        Asli.open(folder()).use { asli ->
            val hoard = ArrayList<ByteArray>()
            val outcomes = ArrayList<String>()
            try {
                while (true) hoard.add(ByteArray(1 shl 20))
            } catch (_: OutOfMemoryError) {
                repeat(20) {
                    outcomes += try {
                        asli.check(FAKE, NOW).verdict.code
                    } catch (failure: Throwable) {
                        failure.javaClass.simpleName
                    }
                }
            }
            hoard.clear()
            assertEquals(emptySet<String>(), outcomes.toSet() - setOf("suspicious", "OutOfMemoryError"))
            assertEquals(Verdict.SUSPICIOUS, asli.check(FAKE, NOW).verdict)
        }

    @Test
    fun `close during any call ends in a result or in the documented exception`() {
        val pool = Executors.newFixedThreadPool(3)
        repeat(20) {
            val asli = Asli.open(folder())
            val report = asli.check(FAKE, NOW)
            val calls = listOf<() -> Any>(
                { asli.checkAll(List(50) { FAKE }, NOW) },
                { asli.complaint(report, FAKE, Lang.EN) + asli.record(report, FAKE) },
                { asli.status(NOW) },
            ).map { call ->
                pool.submit(Callable {
                    try {
                        while (true) call()
                    } catch (closed: IllegalStateException) {
                        assertEquals("This Asli is closed. Open a new one with Asli.open.", closed.message)
                    }
                })
            }
            Thread.sleep(2)
            asli.close()
            calls.forEach { it.get() }
        }
        pool.shutdown()
    }
}
