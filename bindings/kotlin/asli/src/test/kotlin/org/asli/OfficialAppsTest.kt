package org.asli

import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Test
import org.asli.ffi.ListStatus as FfiListStatus
import org.asli.ffi.OfficialApp as FfiOfficialApp

/** The apps that the list names by package. */
class OfficialAppsTest {
    @Test
    fun `the built-in list names no package, for want of a source`() =
        Asli.open(folder()).use { assertEquals(emptyList<OfficialApp>(), it.status(NOW).apps) }

    @Test
    fun `an app crosses the bridge with its package, its names and its companies`() {
        val app = FfiOfficialApp("org.example.bill", "Suvidha", "सुविधा", listOf("sbpdcl", "nbpdcl"))
        val status = FfiListStatus(
            1u, emptyList(), listOf(app), emptyList(), 2u, 0, 0, org.asli.ffi.ListState.FRESH, false, true, null, "",
        )
        val crossed = status.toFacade().apps.single()
        assertEquals("org.example.bill", crossed.packageName)
        assertEquals("Suvidha" to "सुविधा", crossed.name(Lang.EN) to crossed.name(Lang.HI))
        assertEquals(listOf("sbpdcl", "nbpdcl"), crossed.issuers)
    }
}
