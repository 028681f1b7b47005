package org.asli.demo

import android.content.ClipData
import android.content.ClipboardManager
import android.content.Intent
import android.content.pm.ApplicationInfo
import android.text.Spanned
import android.text.style.BackgroundColorSpan
import android.view.View
import android.view.ViewGroup
import android.widget.TextView
import java.time.Clock
import java.time.Duration
import java.time.ZoneOffset
import java.util.Locale
import org.asli.Verdict
import org.asli.demo.screens.ComplaintActivity
import org.asli.demo.screens.IncomingActivity
import org.asli.demo.screens.ListActivity
import org.asli.demo.screens.MainActivity
import org.asli.demo.screens.ResultActivity
import org.asli.demo.screens.SettingsActivity
import org.asli.demo.screens.SetupActivity
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertNull
import org.junit.Assert.assertThrows
import org.junit.Assert.assertTrue
import org.junit.Test
import org.robolectric.Shadows.shadowOf

/** What both flavours do: check by hand, explain, complain, remember. */
class CheckTest : AppTest() {
    private fun check(sender: String, body: String): MainActivity = open<MainActivity>().get().apply {
        type(R.id.body, body)
        type(R.id.sender, sender)
        tap(R.id.check)
    }

    @Test
    fun `a fake is explained`() {
        check(FAKE.sender, FAKE.body)
        val result = follow<ResultActivity>().get()
        assertEquals("Looks fake", result.text(R.id.verdict))
        assertTrue(result.text(R.id.headline).contains("mobile number"))
        assertTrue(result.findViewById<ViewGroup>(R.id.why).childCount >= 3)
        assertTrue(result.findViewById<ViewGroup>(R.id.todo).childCount >= 3)
        val body = result.findViewById<View>(R.id.message).findViewById<TextView>(R.id.body).text as Spanned
        val marked = body.getSpans(0, body.length, BackgroundColorSpan::class.java).map {
            body.substring(body.getSpanStart(it), body.getSpanEnd(it))
        }
        assertTrue(marked.toString(), "98765 43210" in marked)
        assertEquals(Verdict.SUSPICIOUS, app.history.all().single().verdict)
    }

    @Test
    fun `without a sender there is a question, not a verdict`() {
        val home = check("", GENUINE.body)
        assertNull(shadowOf(app).nextStartedActivity)
        assertTrue(home.text(R.id.sender_help).startsWith("To be sure"))
        home.type(R.id.sender, GENUINE.sender)
        home.tap(R.id.check)
        assertEquals("Genuine", follow<ResultActivity>().get().text(R.id.verdict))
    }

    @Test
    fun `a danger in the text needs no sender`() {
        check("", FAKE.body)
        assertEquals("Looks fake", follow<ResultActivity>().get().text(R.id.verdict))
    }

    @Test
    fun `an unrelated message is not kept`() {
        check(UNRELATED.sender, UNRELATED.body)
        assertEquals("Not about your bill", follow<ResultActivity>().get().text(R.id.verdict))
        assertEquals(0, app.history.all().size)
    }

    @Test
    fun `text shared or chosen in another app is checked at once`() {
        val share = Intent(Intent.ACTION_SEND).setType("text/plain").putExtra(Intent.EXTRA_TEXT, FAKE.body)
        val choose = Intent(Intent.ACTION_PROCESS_TEXT).setType("text/plain").putExtra(Intent.EXTRA_PROCESS_TEXT, FAKE.body)
        for (intent in listOf(share, choose)) {
            open<IncomingActivity>(intent.setClass(app, IncomingActivity::class.java))
            follow<MainActivity>()
            assertEquals("Looks fake", follow<ResultActivity>().get().text(R.id.verdict))
        }
    }

    @Test
    fun `strangers may send anything`() {
        for (text in listOf("", " ", "\u0000", "\uD83D", "x".repeat(100_000), FAKE.body.repeat(500))) {
            open<IncomingActivity>(Intent(Intent.ACTION_SEND).putExtra(Intent.EXTRA_TEXT, text).setClass(app, IncomingActivity::class.java))
            follow<MainActivity>()
            shadowOf(app).clearNextStartedActivities()
        }
        open<IncomingActivity>(Intent(app, IncomingActivity::class.java))
    }

    @Test
    fun `paste takes what was copied`() {
        val clipboard = app.getSystemService(ClipboardManager::class.java)
        val home = open<MainActivity>().get()
        home.tap(R.id.paste)
        assertTrue(home.text(R.id.sender_help).startsWith("Nothing is copied"))
        clipboard.setPrimaryClip(ClipData.newPlainText("", FAKE.body))
        home.tap(R.id.paste)
        assertEquals(FAKE.body, home.text(R.id.body))
    }

    @Test
    fun `the form outlives a turn of the phone`() {
        val screen = open<MainActivity>()
        screen.get().type(R.id.body, FAKE.body)
        screen.recreate()
        settle()
        assertEquals(FAKE.body, screen.get().text(R.id.body))
    }

    @Test
    fun `the complaint holds message, sender, time and record, and is shared by the user`() {
        check(FAKE.sender, FAKE.body)
        follow<ResultActivity>().get().tap(R.id.main_action)
        val complaint = follow<ComplaintActivity>().get()
        val text = complaint.text(R.id.text)
        for (part in listOf(FAKE.body, FAKE.sender, "24 November 2026", "mobile number", "\"verdict\"")) {
            assertTrue("no $part in\n$text", part in text)
        }
        complaint.tap(R.id.language)
        assertTrue(complaint.text(R.id.text).contains("भेजने वाला"))
        complaint.tap(R.id.share)
        val chooser = shadowOf(app).nextStartedActivity
        assertEquals(Intent.ACTION_CHOOSER, chooser.action)
        @Suppress("DEPRECATION")
        val send = chooser.getParcelableExtra<Intent>(Intent.EXTRA_INTENT)!!
        assertTrue(send.getStringExtra(Intent.EXTRA_TEXT)!!.contains(FAKE.body))
    }

    @Test
    fun `the help buttons open the dialler, the browser and the SMS app`() {
        val home = open<MainActivity>().get()
        home.tap(R.id.tab_help)
        val expected = mapOf(
            R.id.call_1930 to "tel:1930",
            R.id.open_cybercrime to "https://cybercrime.gov.in",
            R.id.open_chakshu to "https://sancharsaathi.gov.in",
            R.id.write_1909 to "smsto:1909",
            R.id.call_1912 to "tel:1912",
        )
        for ((button, address) in expected) {
            home.tap(button)
            assertEquals(address, shadowOf(app).nextStartedActivity.dataString)
        }
    }

    @Test
    fun `the example of a genuine message is proven in both languages`() {
        for (language in listOf(Language.ENGLISH, Language.HINDI)) {
            app.settings.language = language
            val home = open<MainActivity>().get()
            home.tap(R.id.tab_learn)
            assertTrue(home.findViewById<ViewGroup>(R.id.has).childCount >= 4)
            val words = app.speaking()
            val body = words.getString(R.string.learn_example_body, "04/12/2026")
            val sms = GENUINE.copy(body = body)
            assertEquals(body, Verdict.GENUINE, app.asli.check(sms, NOW).verdict)
            val fake = FAKE.copy(sender = words.getString(R.string.setup_example_sender), body = words.getString(R.string.setup_example_body))
            assertEquals(Verdict.SUSPICIOUS, app.asli.check(fake, NOW).verdict)
        }
    }

    @Test
    fun `the list says who signed it`() {
        val list = open<ListActivity>().get()
        assertEquals("The list is up to date.", list.text(R.id.state))
        val facts = list.findViewById<ViewGroup>(R.id.facts)
        assertEquals(5, facts.childCount)
        assertTrue(list.findViewById<ViewGroup>(R.id.warnings).childCount >= 1)
    }

    @Test
    fun `Hindi where the phone is Hindi, or where the user says so`() {
        assertEquals("hi", Language.PHONE.resolve(Locale.forLanguageTag("hi-IN")).language)
        assertEquals("hi", Language.PHONE.resolve(Locale.forLanguageTag("bho-IN")).language)
        assertEquals("en", Language.PHONE.resolve(Locale.forLanguageTag("ta-IN")).language)
        val settings = open<SettingsActivity>()
        settings.get().tap(R.id.language_hi)
        assertEquals(Language.HINDI, app.settings.language)
        assertEquals("सेटिंग", open<SettingsActivity>().get().text(R.id.title))
    }

    @Test
    fun `old messages are forgotten as the user wishes`() {
        app.history.keep(FAKE, Verdict.SUSPICIOUS, seen = true)
        app.clock = Clock.fixed(NOW + Duration.ofDays(60), ZoneOffset.UTC)
        app.history.forgetOld()
        assertEquals(1, app.history.all().size)
        open<SettingsActivity>().get().tap(R.id.keep_30)
        assertEquals(0, app.history.all().size)
    }

    @Test
    fun `the first start introduces the app`() {
        app.settings.introduced = false
        open<MainActivity>()
        val setup = follow<SetupActivity>().get()
        setup.tap(R.id.try_it)
        assertEquals("Looks fake", follow<ResultActivity>().get().text(R.id.verdict))
        setup.tap(R.id.start)
        assertTrue(app.settings.introduced)
    }

    @Test
    fun `a release refuses the development keys, and then judges nothing`() {
        app.applicationInfo.flags = app.applicationInfo.flags and ApplicationInfo.FLAG_DEBUGGABLE.inv()
        assertThrows(IllegalStateException::class.java) { app.openFilter() }
    }

    @Test
    fun `without a filter there is no verdict`() {
        app.openFilter = { throw UnsatisfiedLinkError("no library for this phone") }
        val result = open<ResultActivity>(ResultActivity.intent(app, GENUINE)).get()
        assertEquals("Not confirmed", result.text(R.id.verdict))
        assertTrue(result.text(R.id.headline).startsWith("The message could not be checked"))
    }

    @Test
    fun `nothing of the app is backed up`() {
        assertFalse(app.applicationInfo.flags and ApplicationInfo.FLAG_ALLOW_BACKUP != 0)
    }
}
