package org.asli.demo

import android.os.Looper
import android.speech.tts.TextToSpeech
import android.speech.tts.Voice as PhoneVoice
import android.view.View
import android.view.accessibility.AccessibilityEvent
import android.view.accessibility.AccessibilityManager
import android.view.accessibility.AccessibilityNodeInfo
import android.view.accessibility.AccessibilityNodeInfo.AccessibilityAction
import java.util.Locale
import org.asli.demo.screens.MainActivity
import org.asli.demo.screens.ResultActivity
import org.junit.After
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertNull
import org.junit.Assert.assertTrue
import org.junit.Test
import org.robolectric.Shadows.shadowOf
import org.robolectric.shadows.ShadowTextToSpeech

/** Results, help and the rules are read aloud by a voice of the phone's own, and TalkBack hears what matters. */
class VoiceTest : AppTest() {
    private fun voice(language: String, network: Boolean = false, vararg features: String) =
        PhoneVoice("$language-$network", Locale(language, "IN"), PhoneVoice.QUALITY_NORMAL, PhoneVoice.LATENCY_NORMAL, network, setOf(*features))

    @After
    fun forgetVoices() = ShadowTextToSpeech.reset()

    private fun phoneHas(vararg voices: PhoneVoice) {
        ShadowTextToSpeech.reset()
        voices.forEach(ShadowTextToSpeech::addVoice)
    }

    private val engine get() = shadowOf(ShadowTextToSpeech.getLastTextToSpeechInstance())

    private fun ready() {
        starts()
        settle()
    }

    /** The voice has begun, and is not at the end yet. */
    private fun starts() {
        engine.onInitListener.onInit(TextToSpeech.SUCCESS)
        shadowOf(Looper.getMainLooper()).runOneTask()
    }

    @Test
    fun `the alert's listen button reads the verdict, the reason and what not to do`() {
        phoneHas(voice("hi"), voice("en"))
        app.settings.language = Language.HINDI
        val screen = open<ResultActivity>(ResultActivity.intent(app, FAKE_HINDI).putExtra(ResultActivity.ALOUD, true)).get()
        starts()
        val said = engine.lastSpokenText
        for (part in listOf("नकली लगता है", "बिजली कंपनी की तरफ से कभी मोबाइल नंबर नहीं आता", "इस नंबर पर फोन न करें")) assertTrue(said, part in said)
        assertFalse(said, said.contains("98765"))
        assertEquals("रोकें", screen.text(R.id.listen_text))
    }

    @Test
    fun `nothing is said unasked, and leaving the screen stops the voice`() {
        phoneHas(voice("en"))
        val screen = open<ResultActivity>(ResultActivity.intent(app, FAKE))
        assertNull(ShadowTextToSpeech.getLastTextToSpeechInstance())
        screen.get().tap(R.id.listen)
        starts()
        assertEquals("Stop", screen.get().text(R.id.listen_text))
        screen.pause().stop()
        settle()
        assertTrue(engine.isStopped)
        assertEquals("Listen", screen.get().text(R.id.listen_text))
        screen.destroy()
        assertTrue(engine.isShutdown)
    }

    @Test
    fun `the voice ends by itself, and can be heard again`() {
        phoneHas(voice("en"))
        val screen = open<ResultActivity>(ResultActivity.intent(app, FAKE)).get()
        screen.tap(R.id.listen)
        starts()
        assertEquals("Stop", screen.text(R.id.listen_text))
        repeat(2) {
            settle()
            assertTrue("It gives a mobile number" in engine.lastSpokenText.orEmpty())
            assertEquals("Listen", screen.text(R.id.listen_text))
            engine.clearLastSpokenText()
            screen.tap(R.id.listen)
        }
    }

    @Test
    fun `where there is no voice without the network, the screen says so`() {
        for (voices in listOf(arrayOf(voice("hi", network = true)), arrayOf(voice("hi", false, TextToSpeech.Engine.KEY_FEATURE_NOT_INSTALLED)))) {
            phoneHas(*voices)
            app.settings.language = Language.HINDI
            val screen = open<ResultActivity>(ResultActivity.intent(app, FAKE_HINDI)).get()
            screen.tap(R.id.listen)
            ready()
            assertNull(engine.lastSpokenText)
            assertTrue(screen.isVisible(R.id.listen_none))
            assertEquals("सुनें", screen.text(R.id.listen_text))
            screen.tap(R.id.listen_install)
            assertEquals(TextToSpeech.Engine.ACTION_INSTALL_TTS_DATA, shadowOf(app).nextStartedActivity.action)
        }
    }

    @Test
    fun `an engine that cannot start is no voice`() {
        val screen = open<ResultActivity>(ResultActivity.intent(app, FAKE)).get()
        screen.tap(R.id.listen)
        engine.onInitListener.onInit(TextToSpeech.ERROR)
        settle()
        assertTrue(screen.isVisible(R.id.listen_none))
    }

    @Test
    fun `the rules and the help are read too`() {
        for ((tab, part) in mapOf(R.id.tab_learn to "never from a mobile number", R.id.tab_help to "Call 1930 now")) {
            phoneHas(voice("en"))
            val home = open<MainActivity>().get()
            home.tap(tab)
            val listen = texts(home.findViewById(R.id.screen)).first { it.id == R.id.listen && it.isShown }
            listen.performClick()
            settle()
            ready()
            assertTrue(engine.lastSpokenText, part in engine.lastSpokenText)
            home.tap(R.id.tab_check)
            assertTrue(engine.isStopped)
        }
    }

    private fun texts(view: View): List<View> =
        listOf(view) + ((view as? android.view.ViewGroup)?.let { group -> (0 until group.childCount).flatMap { texts(group.getChildAt(it)) } }.orEmpty())

    // TalkBack.

    @Test
    fun `TalkBack is told the verdict when it is there, and the name of the screen`() {
        val screen = open<ResultActivity>(ResultActivity.intent(app, FAKE)).get()
        assertEquals(View.ACCESSIBILITY_LIVE_REGION_POLITE, screen.findViewById<View>(R.id.banner).accessibilityLiveRegion)
        assertEquals("Result", screen.findViewById<View>(R.id.root).accessibilityPaneTitle)
        val verdict = screen.findViewById<android.widget.TextView>(R.id.verdict).text as android.text.Spanned
        val spans = verdict.getSpans(0, verdict.length, android.text.style.LocaleSpan::class.java)
        assertEquals("en", spans.single().locale!!.language)
    }

    @Test
    fun `TalkBack speaks the verdict and its reason once they are there, unasked`() {
        val accessibility = shadowOf(app.getSystemService(AccessibilityManager::class.java))
        accessibility.setEnabled(true)
        open<ResultActivity>(ResultActivity.intent(app, FAKE))
        val spoken = accessibility.sentAccessibilityEvents.filter { it.eventType == AccessibilityEvent.TYPE_ANNOUNCEMENT }.map { it.text.joinToString() }
        assertEquals(listOf("Looks fake. It gives a mobile number."), spoken)
    }

    @Test
    fun `a folded part says that it opens, and then that it closes`() {
        val screen = open<ResultActivity>(ResultActivity.intent(app, FAKE)).get()
        val header = screen.findViewById<View>(R.id.why_header)
        fun actions() = AccessibilityNodeInfo.obtain().also { header.onInitializeAccessibilityNodeInfo(it) }.actionList
        assertTrue(AccessibilityAction.ACTION_EXPAND in actions())
        assertFalse(screen.isVisible(R.id.why))
        header.performAccessibilityAction(AccessibilityNodeInfo.ACTION_EXPAND, null)
        assertTrue(screen.isVisible(R.id.why))
        assertTrue(AccessibilityAction.ACTION_COLLAPSE in actions())
    }
}
