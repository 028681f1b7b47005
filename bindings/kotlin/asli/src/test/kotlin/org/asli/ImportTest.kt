package org.asli

import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertNull
import org.junit.jupiter.api.Assertions.assertThrows
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test

/** The list's life through the bindings, with bundles that python-tuf signed. */
class ImportTest {
    @Test
    fun `a newer list comes into force and outlives the process`() {
        val folder = folder()
        openPinned(folder).use { asli ->
            val (from, to) = asli.importBundle(bundle("two"), NOW_LISTS) as ImportResult.Updated
            assertTrue(to > from)
            assertEquals(ImportResult.Unchanged(to), asli.importBundle(bundle("two"), NOW_LISTS))
            assertEquals(to, asli.check(FAKE, NOW_LISTS).listVersion)
        }
        openPinned(folder).use { asli ->
            val status = asli.status(NOW_LISTS)
            assertNull(status.recovered)
            assertTrue(asli.importBundle(bundle("three"), NOW_LISTS) is ImportResult.Updated)
        }
    }

    @Test
    fun `an older list is refused with its versions and a sentence`() {
        openPinned(folder()).use { asli ->
            asli.importBundle(bundle("three"), NOW_LISTS)
            val before = asli.status(NOW_LISTS)
            val refused = asli.importBundle(bundle("two"), NOW_LISTS) as ImportResult.Refused
            assertEquals("rollback", refused.code)
            val reason = refused.refusal.reason as RefusalReason.Rollback
            assertTrue(reason.offered < reason.floor)
            assertTrue(refused.text(Lang.EN).contains("older"))
            assertTrue(refused.text(Lang.HI).contains("पुरानी"))
            assertEquals(before, asli.status(NOW_LISTS))
        }
    }

    @Test
    fun `anything else is refused and changes nothing`() {
        openPinned(folder()).use { asli ->
            val before = asli.status(NOW_LISTS)
            val late = NOW_LISTS.plusSeconds(20L * 365 * 24 * 3600)
            for ((bytes, code) in listOf(
                ByteArray(0) to "malformed",
                "no list".toByteArray() to "malformed",
                ByteArray(17 shl 20) to "too_large",
                bundle("two").also { it[it.size / 2] = (it[it.size / 2] + 1).toByte() } to null,
            )) {
                val refused = asli.importBundle(bytes, NOW_LISTS) as ImportResult.Refused
                if (code != null) assertEquals(code, refused.code)
                assertTrue(refused.text(Lang.HI).isNotBlank() && refused.refusal.detail.isNotBlank())
            }
            assertEquals("expired", (asli.importBundle(bundle("two"), late) as ImportResult.Refused).code)
            assertEquals(before, asli.status(NOW_LISTS))
        }
    }

    @Test
    fun `a damaged file in the folder is told and does no harm`() {
        val folder = folder()
        val first = openPinned(folder).use { asli ->
            asli.check(FAKE, NOW_LISTS).also { asli.importBundle(bundle("two"), NOW_LISTS) }
        }
        folder.listFiles()!!.forEach { it.writeBytes(ByteArray(100)) }
        openPinned(folder).use { asli ->
            assertEquals("damaged", asli.status(NOW_LISTS).recovered?.code)
            assertEquals(first, asli.check(FAKE, NOW_LISTS))
        }
    }

    @Test
    fun `a root that is none is an error with a code`() {
        val error = assertThrows(AsliException::class.java) { Asli.open(folder(), "{}".toByteArray(), bundle("one")) }
        assertTrue(error.code.isNotBlank() && error.message!!.isNotBlank())
    }
}
