package org.asli.demo

import android.app.Activity
import android.content.ClipboardManager
import android.content.Intent
import android.net.Uri
import android.view.View
import java.io.ByteArrayOutputStream
import java.time.Duration
import org.asli.Sms
import org.asli.Verdict
import org.asli.demo.screens.ComplaintActivity
import org.asli.demo.screens.MainActivity
import org.asli.demo.screens.ResultActivity
import org.asli.demo.screens.ResultActivity.Companion.put
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertThrows
import org.junit.Assert.assertTrue
import org.junit.Test
import org.robolectric.Shadows.shadowOf

/** Every way to report a message and to find help, each by the user's own act. */
class ReportTest : AppTest() {
    @Test
    fun `the complaint holds message, sender and time, the record is a file beside it`() {
        open<ResultActivity>(ResultActivity.intent(app, FAKE)).get().tap(R.id.more_ways)
        val complaint = follow<ComplaintActivity>().get()
        val text = complaint.text(R.id.text)
        for (part in listOf(FAKE.body, FAKE.sender, "24 November 2026", "mobile number")) {
            assertTrue("no $part in\n$text", part in text)
        }
        assertFalse(text, text.contains("{"))
        complaint.tap(R.id.language)
        assertTrue(complaint.text(R.id.text).contains("भेजने वाला"))
        complaint.tap(R.id.share)
        val chooser = shadowOf(app).nextStartedActivity
        assertEquals(Intent.ACTION_CHOOSER, chooser.action)
        @Suppress("DEPRECATION")
        val send = chooser.getParcelableExtra<Intent>(Intent.EXTRA_INTENT)!!
        assertTrue(send.getStringExtra(Intent.EXTRA_TEXT)!!.contains(FAKE.body))
        assertTrue(send.flags and Intent.FLAG_GRANT_READ_URI_PERMISSION != 0)
        @Suppress("DEPRECATION")
        val record = send.getParcelableExtra<Uri>(Intent.EXTRA_STREAM)!!
        val json = app.contentResolver.openInputStream(record)!!.use { it.readBytes().decodeToString() }
        assertTrue(json, json.contains("\"verdict\"") && !json.contains("98765 43210"))
        assertThrows(Exception::class.java) { app.contentResolver.openInputStream(Uri.parse("$record/../history.db")) }
    }

    @Test
    fun `1909 and Chakshu are offered only within their time`() {
        val screen = { sms: Sms -> open<ComplaintActivity>(Intent(app, ComplaintActivity::class.java).put(sms)).get() }
        val fresh = screen(FAKE)
        assertTrue(fresh.text(R.id.text_1909), "within 3 days" in fresh.text(R.id.text_1909))
        assertTrue(fresh.text(R.id.text_chakshu).startsWith("Within 30 days"))
        fresh.tap(R.id.write_1909)
        assertEquals("${FAKE.body}, +919876501234, 24/11/26", shadowOf(app).nextStartedActivity.getStringExtra("sms_body"))
        fresh.tap(R.id.open_chakshu)
        assertEquals("https://sancharsaathi.gov.in/sfc/Home/sfc-complaint.jsp", shadowOf(app).nextStartedActivity.dataString)
        val old = screen(FAKE.copy(receivedAt = NOW - Duration.ofDays(4)))
        assertFalse(old.isVisible(R.id.write_1909))
        assertTrue(old.text(R.id.text_1909).startsWith("More than 3 days"))
        assertTrue(old.isVisible(R.id.open_chakshu))
        assertFalse(screen(FAKE.copy(receivedAt = NOW - Duration.ofDays(31))).isVisible(R.id.open_chakshu))
        assertFalse(screen(FAKE.copy(sender = "")).isVisible(R.id.write_1909))
    }

    @Test
    fun `the family is warned by a text that leads nowhere`() {
        val result = open<ResultActivity>(ResultActivity.intent(app, FAKE)).get()
        result.tap(R.id.warn_family)
        @Suppress("DEPRECATION")
        val send = shadowOf(app).nextStartedActivity.getParcelableExtra<Intent>(Intent.EXTRA_INTENT)!!
        val text = send.getStringExtra(Intent.EXTRA_TEXT)!!
        assertTrue(text, text.contains("1930"))
        assertFalse(text, Regex("\\d{5}").containsMatchIn(text))
    }

    @Test
    fun `the history is saved as proof in a file`() {
        app.history.keep(FAKE, Verdict.SUSPICIOUS, seen = true)
        val home = open<MainActivity>().get()
        home.tap(R.id.tab_history)
        home.tap(R.id.save)
        assertEquals(Intent.ACTION_CREATE_DOCUMENT, shadowOf(home).nextStartedActivityForResult.intent.action)
        val target = Uri.parse("content://elsewhere/proof.txt")
        val bytes = ByteArrayOutputStream()
        shadowOf(app.contentResolver).registerOutputStream(target, bytes)
        home.onActivityResult(2, Activity.RESULT_OK, Intent().setData(target))
        settle()
        val text = bytes.toByteArray().decodeToString()
        assertTrue(text, FAKE.body in text && FAKE.sender in text && "\"verdict\"" in text)
    }

    @Test
    fun `each advice has its button`() {
        val result = open<ResultActivity>(ResultActivity.intent(app, FAKE)).get()
        result.findViewById<View>(R.id.todo_header).performClick()
        val buttons = textsIn(result.findViewById(R.id.todo)).filter { it.isClickable }
        val opened = buttons.map {
            it.performClick()
            settle()
            shadowOf(app).nextStartedActivity.run { dataString ?: component!!.shortClassName }
        }
        assertEquals(
            listOf("tel:1912", "tel:1930", "https://sancharsaathi.gov.in/sfc/Home/sfc-complaint.jsp", "org.asli.demo.screens.ComplaintActivity"),
            opened,
        )
        result.tap(R.id.lost)
        assertEquals("tel:1930", shadowOf(app).nextStartedActivity.dataString)
    }

    @Test
    fun `the help buttons open the dialler and the browser`() {
        val home = open<MainActivity>().get()
        home.tap(R.id.tab_help)
        val expected = mapOf(
            R.id.call_1930 to "tel:1930",
            R.id.open_cybercrime to "https://cybercrime.gov.in",
            R.id.open_chakshu to "https://sancharsaathi.gov.in/sfc/Home/sfc-complaint.jsp",
            R.id.call_1912 to "tel:1912",
        )
        for ((button, address) in expected) {
            home.tap(button)
            assertEquals(address, shadowOf(app).nextStartedActivity.dataString)
        }
    }

    @Test
    fun `what Chakshu's form asks for is copied, each by its button and nothing else with it`() {
        val clipboard = app.getSystemService(ClipboardManager::class.java)
        val screen = open<ComplaintActivity>(Intent(app, ComplaintActivity::class.java).put(FAKE)).get()
        fun copied(button: Int): String {
            screen.tap(button)
            val clip = clipboard.primaryClip!!
            assertEquals(1, clip.itemCount)
            return clip.getItemAt(0).text.toString()
        }
        assertEquals(FAKE.sender, copied(R.id.copy_sender))
        assertEquals(FAKE.body, copied(R.id.copy_message))
        assertEquals(screen.text(R.id.text), copied(R.id.copy))
        val unknown = open<ComplaintActivity>(Intent(app, ComplaintActivity::class.java).put(FAKE.copy(sender = ""))).get()
        assertFalse(unknown.isVisible(R.id.copy_sender))
    }
}
