package org.asli.demo

import android.app.Activity
import android.content.Intent
import android.graphics.Bitmap
import android.graphics.Canvas
import android.graphics.drawable.AdaptiveIconDrawable
import android.graphics.drawable.Drawable
import android.text.Spanned
import android.text.style.ClickableSpan
import android.text.style.UnderlineSpan
import android.widget.EditText
import android.widget.TextView
import org.asli.Verdict
import org.asli.demo.screens.AnswerActivity
import org.asli.demo.screens.ComplaintActivity
import org.asli.demo.screens.MainActivity
import org.asli.demo.screens.ResultActivity
import org.asli.demo.screens.ResultActivity.Companion.put
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertNotNull
import org.junit.Assert.assertTrue
import org.junit.Test
import org.robolectric.Shadows.shadowOf
import org.robolectric.annotation.GraphicsMode

/** How a result is laid out, and what lies beside the text of a flagged message. */
@GraphicsMode(GraphicsMode.Mode.NATIVE)
class ResultTest : AppTest() {
    @Test
    fun `what is not needed at once is folded, all but the proof of a genuine message`() {
        val parts = listOf(R.id.why, R.id.message, R.id.todo)
        for (sms in listOf(FAKE, UNCONFIRMED)) {
            val screen = open<ResultActivity>(ResultActivity.intent(app, sms)).get()
            assertEquals(emptyList<Int>(), parts.filter { screen.isVisible(it) })
            for (header in HEADERS) {
                assertTrue(screen.isVisible(header))
                screen.tap(header)
            }
            assertEquals(parts, parts.filter { screen.isVisible(it) })
        }
        val genuine = open<ResultActivity>(ResultActivity.intent(app, GENUINE)).get()
        assertEquals(listOf(R.id.why), parts.filter { genuine.isVisible(it) })
    }

    @Test
    fun `an unconfirmed result has 1912 and the report in its bar, a genuine one neither`() {
        val unconfirmed = open<ResultActivity>(ResultActivity.intent(app, UNCONFIRMED)).get()
        assertEquals("Ask at 1912", unconfirmed.text(R.id.lost))
        unconfirmed.tap(R.id.lost)
        assertEquals("tel:1912", shadowOf(app).nextStartedActivity.dataString)
        unconfirmed.tap(R.id.report)
        assertEquals("smsto:1909", shadowOf(app).nextStartedActivity.dataString)
        val genuine = open<ResultActivity>(ResultActivity.intent(app, GENUINE)).get()
        assertFalse(genuine.isVisible(R.id.lost) || genuine.isVisible(R.id.report))
        assertTrue(genuine.isVisible(R.id.done))
    }

    /** Neither in the message nor among the reasons, nor on the screens that lead on from it. */
    @Test
    fun `no way to the fraudster - no text beside a flagged message can be selected or is a link`() {
        val link = FAKE.copy(body = "SBPDCL: bijli bill update ke liye http://sbpdcl-bill.xyz par jaye nahi to bijli kat jayegi")
        app.history.keep(FAKE, Verdict.SUSPICIOUS, seen = true)
        val screens: List<Activity> = listOf(FAKE, link, UNCONFIRMED).map { sms ->
            open<ResultActivity>(ResultActivity.intent(app, sms)).get().apply { HEADERS.forEach { tap(it) } }
        } + listOf(
            open<ComplaintActivity>(Intent(app, ComplaintActivity::class.java).put(FAKE)).get(),
            open<AnswerActivity>(AnswerActivity.intent(app, "98765 43210")).get(),
            open<AnswerActivity>(AnswerActivity.intent(app, "http://sbpdcl-bill.xyz/pay")).get(),
            open<MainActivity>().get().apply { tap(R.id.tab_history) },
        )
        val ways = screens.flatMap { screen ->
            val texts = textsIn(screen.findViewById(R.id.root)).filter { it.isShown && it !is EditText }
            assertTrue(screen.localClassName, texts.any { "98765" in it.text || "sbpdcl-bill" in it.text || "SBPDCL" in it.text })
            texts.filter(::leadsOn).map { "${screen.localClassName}: ${it.text}" }
        }
        assertEquals(emptyList<String>(), ways)
    }

    private fun leadsOn(view: TextView): Boolean {
        val spans = (view.text as? Spanned)?.getSpans(0, view.text.length, Any::class.java).orEmpty()
        return view.isTextSelectable || view.autoLinkMask != 0 || view.movementMethod != null ||
            spans.any { it is ClickableSpan || it is UnderlineSpan }
    }

    @Test
    fun `the app, each verdict, what is done and the watch have marks of their own`() {
        val inside = Verdict.values().map { it.look.icon } + listOf(R.drawable.ic_mark, R.drawable.ic_tick, R.drawable.ic_watch)
        val above = listOf(Verdict.SUSPICIOUS, Verdict.UNCONFIRMED, Verdict.GENUINE).map { it.look.statusIcon } + R.drawable.status_mark
        for (icons in listOf(inside, above)) {
            val drawn = icons.map { drawn(app.getDrawable(it)!!) }
            assertTrue(drawn.all { picture -> picture.any { it != 0 } })
            assertEquals(icons.size, drawn.distinct().size)
        }
        assertNotNull((app.getDrawable(R.mipmap.ic_launcher) as AdaptiveIconDrawable).monochrome)
    }

    private fun drawn(icon: Drawable): List<Int> {
        val picture = Bitmap.createBitmap(ICON, ICON, Bitmap.Config.ARGB_8888)
        icon.setBounds(0, 0, ICON, ICON)
        icon.draw(Canvas(picture))
        return IntArray(ICON * ICON).also { picture.getPixels(it, 0, ICON, 0, 0, ICON, ICON) }.toList()
    }

    private companion object {
        val HEADERS = listOf(R.id.why_header, R.id.message_header, R.id.todo_header)

        /** The side of a drawn icon, in pixels. */
        const val ICON = 48
    }
}
