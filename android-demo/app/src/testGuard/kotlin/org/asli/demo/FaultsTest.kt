package org.asli.demo

import android.app.job.JobScheduler
import android.content.ContextWrapper
import android.content.Intent
import android.os.PowerManager
import android.view.MotionEvent
import android.view.View
import java.io.File
import java.time.Clock
import java.time.Duration
import java.time.ZoneOffset
import java.util.concurrent.CountDownLatch
import org.asli.Report
import org.asli.Sms
import org.asli.demo.screens.IncomingActivity
import org.asli.demo.screens.MainActivity
import org.asli.demo.screens.ResultActivity
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertNotNull
import org.junit.Assert.assertTrue
import org.junit.Test
import org.robolectric.Robolectric
import org.robolectric.Shadows.shadowOf
import org.robolectric.shadows.ShadowToast

/** Nothing stops the watch: after each fault the next genuine fake is alerted. */
class FaultsTest : GuardTest() {
    private val poison = Sms("+919000000002", "poison", RECEIVED)

    private fun failingAt(poison: Sms, failure: () -> Throwable): (Sms) -> Report {
        val real = app.judge
        return { sms -> if (sms.body == poison.body) throw failure() else real(sms) }
    }

    private fun titles() = alerts().map { it.title }.sorted()

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

    private inner class InApp : ContextWrapper(app) {
        override fun getApplicationContext() = app
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

    @Test
    fun `three apps that share 500 texts - the next fake is alerted, and nothing was kept`() {
        repeat(500) { index ->
            val share = Intent(Intent.ACTION_SEND).setType("text/plain").setClass(app, IncomingActivity::class.java)
                .putExtra(Intent.EXTRA_TEXT, "${FAKE.body} ${index % 3} $index ${"word ".repeat(2000)}")
            Robolectric.buildActivity(IncomingActivity::class.java, share).create()
            val main = shadowOf(app).nextStartedActivity
            if (index % 50 == 0) Robolectric.buildActivity(MainActivity::class.java, main).create()
        }
        app.sendBroadcast(broadcast(pdus(FAKE)))
        shadowOf(app.mainLooper).idle()
        app.work.submit {}.get()
        assertEquals(listOf("Looks fake"), titles())
        settle()
        assertEquals(1, app.history.all().size)
    }

    // The self check.

    private fun allHolds() {
        shadowOf(app.getSystemService(PowerManager::class.java)).setIgnoringBatteryOptimizations(app.packageName, true)
    }

    private fun runJob() {
        (app.watch as Guard).checkSelf()
        settle()
    }

    @Test
    fun `the daily job is set, and outlives a restart of the phone`() {
        val job = app.getSystemService(JobScheduler::class.java).getPendingJob(SelfCheck.JOB)
        assertNotNull(job)
        assertTrue(job!!.isPersisted && job.isPeriodic)
        assertEquals(SelfCheckJob::class.java.name, job.service.className)
    }

    @Test
    fun `a permission revoked later is told, once`() {
        allHolds()
        runJob()
        assertEquals(emptyList<String>(), titles())
        shadowOf(app).denyPermissions("android.permission.RECEIVE_SMS")
        runJob()
        assertEquals(listOf("Warnings may not reach you"), titles())
        assertTrue(alert().text, alert().text.contains("Let the app read new SMS"))
        notifications.cancelAll()
        runJob()
        assertEquals(emptyList<String>(), titles())
    }

    @Test
    fun `what never held is no loss, a battery exemption that went is`() {
        runJob()
        assertEquals(emptyList<String>(), titles())
        allHolds()
        runJob()
        shadowOf(app.getSystemService(PowerManager::class.java)).setIgnoringBatteryOptimizations(app.packageName, false)
        for (action in listOf(Intent.ACTION_BOOT_COMPLETED, Intent.ACTION_MY_PACKAGE_REPLACED)) {
            RestartReceiver().onReceive(InApp(), Intent(action))
            settle()
        }
        assertTrue(alert().text, alert().text.contains("battery saver"))
    }

    @Test
    fun `once a month the user hears that it still watches`() {
        runJob()
        receive(UNRELATED)
        receive(UNRELATED.copy(body = "Kahan ho?"))
        app.clock = Clock.fixed(NOW + Duration.ofDays(31), ZoneOffset.UTC)
        runJob()
        assertEquals(listOf("Warnings are on"), titles())
        assertEquals("2 messages checked since the last notice.", alert().text)
        notifications.cancelAll()
        runJob()
        assertEquals(emptyList<String>(), titles())
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
