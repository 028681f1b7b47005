package org.asli.demo

import android.content.Intent
import android.os.Looper
import java.io.File
import java.time.Clock
import java.time.Duration
import java.time.ZoneOffset
import java.util.concurrent.TimeUnit
import org.asli.EngineException
import org.asli.Sms
import org.asli.demo.screens.IncomingActivity
import org.asli.demo.screens.MainActivity
import org.asli.demo.screens.ResultActivity
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Test
import org.robolectric.Robolectric
import org.robolectric.Shadows.shadowOf

/** Whatever other apps, the phone or a message did before: the next fake is alerted, in the time that Android gives. */
class NextFakeTest : GuardTest() {
    /**
     * The next fake comes. Android gives a receiver ten seconds; the screens' thread is not waited for. A message is told by
     * its number, which its alert quotes.
     */
    private fun assertNextFakeIsAlerted(process: App = app) {
        val next = FAKE.copy(body = "SBPDCL: bijli aaj raat 9:30 baje kat jayegi, 90000 00077 par call kare. ${FAKE.body}")
        if (process === app) app.sendBroadcast(broadcast(pdus(next))) else SmsReceiver().onReceive(InApp(process), broadcast(pdus(next)))
        shadowOf(Looper.getMainLooper()).idle()
        process.work.submit {}.get(ANDROID_GIVES, TimeUnit.SECONDS)
        val fakes = alerts().filter { it.title == "Looks fake" }
        assertTrue("${titles()}", fakes.any { it.bigText.contains("90000 00077") })
    }

    @Test
    fun `after any tab that a stranger asks for`() {
        for (tab in listOf(99, -1, Int.MIN_VALUE, Int.MAX_VALUE)) {
            val home = open<MainActivity>(Intent(app, MainActivity::class.java).putExtra(MainActivity.TAB, tab))
            assertTrue(home.get().isVisible(R.id.check))
            home.newIntent(Intent(app, MainActivity::class.java).putExtra(MainActivity.TAB, tab))
        }
        assertNextFakeIsAlerted()
    }

    @Test
    fun `after 250,000 characters in an extra`() {
        val huge = FAKE.body.repeat(250_000 / FAKE.body.length + 1)
        for (name in listOf(MainActivity.TEXT, Intent.EXTRA_TEXT)) {
            val screen = if (name == MainActivity.TEXT) MainActivity::class.java else IncomingActivity::class.java
            val intent = Intent(Intent.ACTION_SEND).setClass(app, screen).putExtra(name, huge)
            Robolectric.buildActivity(screen, intent).create()
        }
        assertNextFakeIsAlerted()
    }

    @Test
    fun `after an alert whose message was forgotten`() {
        receive(FAKE)
        val alert = Intent(shadowOf(alert().contentIntent).savedIntent)
        app.clock = Clock.fixed(NOW + Duration.ofDays(100), ZoneOffset.UTC)
        app.history.forgetOld()
        assertEquals(emptyList<String>(), titles())
        assertTrue(open<ResultActivity>(alert).get().isFinishing)
        assertNextFakeIsAlerted()
    }

    @Test
    fun `after the permission was taken and given back`() {
        (app.watch as Guard).checkSelf()
        shadowOf(app).denyPermissions("android.permission.RECEIVE_SMS")
        (app.watch as Guard).checkSelf()
        assertEquals(listOf("Warnings may not reach you"), titles())
        assertEquals("Warnings are off", open<MainActivity>().get().text(R.id.watch_title))
        shadowOf(app).grantPermissions("android.permission.RECEIVE_SMS")
        assertEquals("Warnings are on", open<MainActivity>().get().text(R.id.watch_title))
        assertNextFakeIsAlerted()
    }

    /** They all come to the one home screen that there is, faster than anything can be judged. */
    @Test
    fun `after three apps that share 500 texts, of which nothing is kept`() {
        val home = open<MainActivity>()
        repeat(TEXTS) { index ->
            val text = "${FAKE.body} from app ${index % 3}, text $index ${"word ".repeat(2000)}"
            val share = Intent(Intent.ACTION_SEND).setType("text/plain").setClass(app, IncomingActivity::class.java)
                .putExtra(Intent.EXTRA_TEXT, text).putExtra(Intent.EXTRA_REFERRER_NAME, "android-app://org.example.app${index % 3}")
            Robolectric.buildActivity(IncomingActivity::class.java, share).create()
            home.newIntent(shadowOf(app).nextStartedActivity)
        }
        assertNextFakeIsAlerted()
        settle()
        assertEquals(1, app.history.all().size)
    }

    @Test
    fun `after a message at which the engine fails`() {
        val real = app.judge
        val poison = Sms("+919000000002", "poison", RECEIVED)
        val failure = EngineException::class.java.getDeclaredConstructor().apply { isAccessible = true }.newInstance()
        app.judge = { sms -> if (sms.body == poison.body) throw failure else real(sms) }
        receive(poison)
        assertEquals(listOf("A message could not be checked"), titles())
        assertTrue(alert().text, alert().text.contains(poison.sender))
        assertNextFakeIsAlerted()
    }

    /** The store cannot even be opened when the process starts. */
    @Test
    fun `after a start on a full disk`() {
        app.history.close()
        val file = app.getDatabasePath(History.NAME)
        file.delete()
        assertTrue(File(file, "in the way").mkdirs())
        assertNextFakeIsAlerted(restartProcess())
    }

    private companion object {
        const val ANDROID_GIVES = 10L
        const val TEXTS = 500
    }
}
