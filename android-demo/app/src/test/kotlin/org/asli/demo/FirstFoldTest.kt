package org.asli.demo

import android.app.Activity
import android.content.Intent
import android.view.View
import android.widget.ScrollView
import org.asli.demo.screens.ComplaintActivity
import org.asli.demo.screens.MainActivity
import org.asli.demo.screens.ResultActivity
import org.asli.demo.screens.ResultActivity.Companion.put
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Test
import org.robolectric.RuntimeEnvironment
import org.robolectric.Shadows.shadowOf
import org.robolectric.annotation.Config
import org.robolectric.annotation.GraphicsMode

/**
 * How far help is: what is reached without scrolling on the screens of cheap phones, in dp. The taps from the alert are
 * counted where there is one, in the flavour guard.
 */
@GraphicsMode(GraphicsMode.Mode.NATIVE)
class FirstFoldTest : AppTest() {
    private fun Activity.dp(pixels: Int) = (pixels / resources.displayMetrics.density).toInt()

    /** How far one must scroll to see all of the view, in dp. */
    private fun Activity.toScroll(id: Int): Int {
        val view = findViewById<View>(id)
        val place = IntArray(2).also(view::getLocationInWindow)
        val inScroll = generateSequence(view.parent) { it.parent }.any { it is ScrollView }
        val bottom = place[1] + view.height - window.decorView.height
        check(view.isShown && (bottom <= 0 || inScroll)) { "${resources.getResourceEntryName(id)} can not be reached" }
        return dp(maxOf(0, bottom))
    }

    private fun onSmallScreens(check: (Activity) -> Unit) {
        for (size in listOf("w360dp-h640dp-hdpi", "w320dp-h533dp-mdpi")) {
            RuntimeEnvironment.setQualifiers("+$size")
            for ((language, sms) in mapOf(Language.ENGLISH to FAKE, Language.HINDI to FAKE_HINDI)) {
                app.settings.language = language
                check(open<ResultActivity>(ResultActivity.intent(app, sms)).get())
            }
        }
    }

    @Test
    fun `1930 and the report are on the first screen of a result, nothing is scrolled`() = onSmallScreens { screen ->
        val name = "${screen.resources.configuration.locales[0].language}, ${screen.resources.configuration.screenHeightDp} dp"
        for (id in listOf(R.id.verdict, R.id.headline, R.id.first, R.id.listen, R.id.lost, R.id.report)) {
            assertEquals("$name: ${screen.resources.getResourceEntryName(id)}", 0, screen.toScroll(id))
        }
        val place = IntArray(2).also(screen.findViewById<View>(R.id.lost)::getLocationInWindow)
        println("1930 on the result, $name: 0 dp to scroll, the button begins ${screen.dp(place[1])} dp from the top")
        screen.tap(R.id.lost)
        assertEquals("tel:1930", shadowOf(app).nextStartedActivity.dataString)
    }

    @Test
    @Config(qualifiers = "en-rIN-w360dp-h640dp-hdpi")
    fun `1930 is on the first screen of the help`() {
        val home = open<MainActivity>(Intent(app, MainActivity::class.java).putExtra(MainActivity.TAB, MainActivity.HELP)).get()
        assertEquals(0, home.toScroll(R.id.call_1930))
    }

    @Test
    fun `the complaint is no longer than one screen`() {
        for ((language, sms) in mapOf(Language.ENGLISH to FAKE, Language.HINDI to FAKE_HINDI)) {
            app.settings.language = language
            val screen = open<ComplaintActivity>(Intent(app, ComplaintActivity::class.java).put(sms)).get()
            val height = screen.dp(screen.findViewById<View>(R.id.text).height)
            println("the complaint, ${language.name}: $height dp")
            assertTrue("$height dp", height in 1..ONE_SCREEN)
        }
    }

    private companion object {
        /** The height of a cheap phone's screen, in dp. */
        const val ONE_SCREEN = 640
    }
}
