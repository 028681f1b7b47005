package org.asli.demo

import org.junit.Assert.assertEquals
import org.junit.Test
import org.robolectric.annotation.Config

/** The alert on Android 8.0. */
@Config(sdk = [26])
class OldestAndroidAlertTest : GuardTest() {
    @Test
    fun `a fake pops up`() {
        receive(FAKE)
        assertEquals("Looks fake", alert().title)
    }
}
