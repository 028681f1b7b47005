package org.asli.demo

import android.content.Intent
import android.view.MotionEvent
import android.view.View
import java.io.File
import java.time.Clock
import java.time.Duration
import java.time.ZoneOffset
import java.util.concurrent.CountDownLatch
import org.asli.Report
import org.asli.Sms
import org.asli.demo.screens.ResultActivity
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertNotNull
import org.junit.Assert.assertTrue
import org.junit.Test
import org.robolectric.Shadows.shadowOf
import org.robolectric.shadows.ShadowToast

/** Nothing stops the watch: after each fault the next genuine fake is alerted. */
class FaultsTest : GuardTest() {
    private val poison = Sms("+919000000002", "poison", RECEIVED)

    private fun failingAt(poison: Sms, failure: () -> Throwable): (Sms) -> Report {
        val real = app.judge
        return { sms -> if (sms.body == poison.body) throw failure() else real(sms) }
    }

    @Test
    fun `a poison message is set aside with an alert that says from whom, and those behind it are judged`() {
        for ((index, failure) in listOf(IllegalStateException(), OutOfMemoryError(), StackOverflowError()).withIndex()) {
            val bad = poison.copy(body = "poison $index")
            app.judge = failingAt(bad) { failure }
            receive(bad)
            receive(FAKE.copy(body = "${FAKE.body} $index"))
            val unchecked = alerts().filter { it.title == "A message could not be checked" }
            assertEquals(index + 1, unchecked.size)
            assertTrue(unchecked.last().text, unchecked.last().text.contains("+919000000002"))
            assertFalse(unchecked.last().publicVersion.extras.toString().contains("+91900"))
            assertEquals(index + 1, alerts().count { it.title == "Looks fake" })
        }
    }

    @Test
    fun `a failure that passes costs no message`() {
        var times = 0
        val real = app.judge
        app.judge = { sms -> if (times++ == 0) throw OutOfMemoryError() else real(sms) }
        receive(FAKE)
        assertEquals(listOf("Looks fake"), titles())
        assertEquals(emptyList<Long>(), app.history.waiting())
    }

    @Test
    fun `a message that ended the process twice is not tried a third time`() {
        val id = app.history.wait(poison)
        repeat(2) { app.history.trying(id) }
        app.judge = failingAt(poison) { AssertionError("tried again") }
        receive(FAKE)
        assertEquals(listOf("Looks fake"), titles())
        val screen = open<ResultActivity>(ResultActivity.setAsideIntent(app, id)).get()
        assertTrue(screen.text(R.id.headline).startsWith("The message could not be checked"))
    }

    @Test
    fun `an update tries again what was set aside`() {
        val id = app.history.wait(FAKE)
        repeat(2) { app.history.trying(id) }
        RestartReceiver().onReceive(InApp(), Intent(Intent.ACTION_MY_PACKAGE_REPLACED))
        settle()
        assertEquals(listOf("Looks fake"), titles())
    }

    @Test
    fun `a full disk at start and later - messages are judged from memory`() {
        app.history.close()
        val file = app.getDatabasePath(History.NAME)
        file.delete()
        assertTrue(File(file, "in the way").mkdirs())
        app.onWork { app.watch?.started() }
        settle()
        receive(FAKE)
        assertEquals(listOf("Looks fake"), titles())
        val screen = open<ResultActivity>(Intent(shadowOf(alert().contentIntent).savedIntent)).get()
        assertEquals("Looks fake", screen.text(R.id.verdict))
        receive(GENUINE)
        assertEquals(listOf("Genuine", "Looks fake"), titles())
    }

    @Test
    fun `a disk that fills up - messages are judged from memory`() {
        val db = app.history.writableDatabase
        db.maximumSize = db.pageSize
        val long = FAKE.copy(body = FAKE.body + " x".repeat(15_000))
        receive(long)
        assertEquals(listOf("Looks fake"), titles())
        assertEquals(0, app.history.all().size)
    }

    @Test
    fun `alerts of forgotten messages are taken down`() {
        receive(FAKE)
        app.clock = Clock.fixed(NOW + Duration.ofDays(100), ZoneOffset.UTC)
        app.history.forgetOld()
        assertEquals(emptyList<String>(), titles())
    }

    @Test
    fun `an alert whose message is gone says so and goes`() {
        receive(FAKE)
        val intent = Intent(shadowOf(alert().contentIntent).savedIntent)
        app.history.clear()
        val screen = open<ResultActivity>(intent).get()
        assertTrue(screen.isFinishing)
        assertEquals("This message is no longer kept in the app.", ShadowToast.getTextOfLatestToast())
        assertEquals(emptyList<String>(), titles())
    }

    @Test
    fun `an alert whose row went while the app was not running is taken down at the next start`() {
        receive(FAKE)
        app.history.clear()
        app.onWork { app.watch?.started() }
        settle()
        assertEquals(emptyList<String>(), titles())
    }

    @Test
    fun `checks by hand do not hold up the watch`() {
        val forever = CountDownLatch(1)
        app.screens.execute { forever.await() }
        app.sendBroadcast(broadcast(pdus(FAKE)))
        shadowOf(app.mainLooper).idle()
        app.work.submit {}.get()
        assertEquals(listOf("Looks fake"), titles())
        forever.countDown()
    }

    // Covered buttons.

    @Test
    fun `this message is fine can not be said under another app's window`() {
        receive(FAKE)
        val screen = open<ResultActivity>(ResultActivity.intent(app, app.history.all().single().id)).get()
        screen.touch(R.id.fine, COVERED)
        assertEquals(null, org.robolectric.shadows.ShadowAlertDialog.getLatestAlertDialog())
        assertEquals("Another app covers the screen. Close it, then tap again.", ShadowToast.getTextOfLatestToast())
        screen.touch(R.id.fine, 0)
        assertNotNull(org.robolectric.shadows.ShadowAlertDialog.getLatestAlertDialog())
    }

    private fun ResultActivity.touch(id: Int, flags: Int) {
        val view = findViewById<View>(id)
        for (action in listOf(MotionEvent.ACTION_DOWN, MotionEvent.ACTION_UP)) {
            val place = MotionEvent.PointerCoords().apply { x = 5f; y = 5f }
            val event = MotionEvent.obtain(0, 0, action, 1, arrayOf(MotionEvent.PointerProperties()), arrayOf(place), 0, 0, 1f, 1f, 0, 0, 0, flags)
            view.dispatchTouchEvent(event)
        }
        settle()
    }

    private companion object {
        const val COVERED = MotionEvent.FLAG_WINDOW_IS_OBSCURED
    }
}
