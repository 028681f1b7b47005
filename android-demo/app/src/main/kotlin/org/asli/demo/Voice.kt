package org.asli.demo

import android.content.Context
import android.os.Handler
import android.os.Looper
import android.speech.tts.TextToSpeech
import android.speech.tts.UtteranceProgressListener
import java.util.Locale

/**
 * Reads texts aloud by the phone's own voice, without the network.
 *
 * In: a text and its language. Out: speech, and by [changed] what the voice does. A voice that needs the network is not
 * used: the text must not leave the phone. Main thread only; [close] it with its screen.
 */
class Voice(private val context: Context, private val changed: (State) -> Unit) {
    enum class State { SILENT, SPEAKING, NO_VOICE }

    var state = State.SILENT
        private set(value) {
            field = value
            changed(value)
        }

    private val main = Handler(Looper.getMainLooper())
    private var speech: TextToSpeech? = null
    private var ready = false
    private var waiting: Pair<String, Locale>? = null

    fun say(text: String, locale: Locale) {
        state = State.SPEAKING
        waiting = text to locale
        if (speech == null) speech = TextToSpeech(context.applicationContext) { main.post { started(it) } }
        if (ready) speak()
    }

    fun stop() {
        waiting = null
        if (ready) speech?.stop()
        if (state == State.SPEAKING) state = State.SILENT
    }

    fun close() {
        stop()
        speech?.shutdown()
        speech = null
        ready = false
    }

    private fun started(status: Int) {
        val speech = speech ?: return
        if (status != TextToSpeech.SUCCESS) {
            state = State.NO_VOICE
            return
        }
        ready = true
        speech.setOnUtteranceProgressListener(Progress())
        speak()
    }

    private fun speak() {
        val (text, locale) = waiting ?: return
        val speech = speech ?: return
        waiting = null
        if (!choose(speech, locale)) {
            state = State.NO_VOICE
            return
        }
        speech.setSpeechRate(SLOWLY)
        val parts = text.chunked(TextToSpeech.getMaxSpeechInputLength())
        parts.forEachIndexed { index, part ->
            val mode = if (index == 0) TextToSpeech.QUEUE_FLUSH else TextToSpeech.QUEUE_ADD
            val name = if (index == parts.lastIndex) LAST else "$index"
            if (speech.speak(part, mode, null, name) != TextToSpeech.SUCCESS) state = State.NO_VOICE
        }
    }

    /** A voice of this language that is on the phone. Old engines name no voices: then the language is asked for. */
    private fun choose(speech: TextToSpeech, locale: Locale): Boolean {
        val voices = runCatching { speech.voices }.getOrNull().orEmpty().filter { it.locale.language == locale.language }
        if (voices.isEmpty()) return speech.setLanguage(locale) >= TextToSpeech.LANG_AVAILABLE
        val own = voices.filter { !it.isNetworkConnectionRequired && TextToSpeech.Engine.KEY_FEATURE_NOT_INSTALLED !in it.features.orEmpty() }
        val best = own.maxWithOrNull(compareBy<android.speech.tts.Voice>({ it.locale.country == locale.country }, { it.quality })) ?: return false
        return speech.setVoice(best) == TextToSpeech.SUCCESS
    }

    private inner class Progress : UtteranceProgressListener() {
        override fun onStart(id: String?) = Unit

        override fun onDone(id: String?) = ended(id)

        @Deprecated("Still abstract.")
        override fun onError(id: String?) = ended(LAST)

        /** Called on a thread of the engine's. */
        private fun ended(id: String?) {
            if (id == LAST) main.post { if (state == State.SPEAKING && waiting == null) state = State.SILENT }
        }
    }

    private companion object {
        const val LAST = "last"

        /** People who read slowly also listen slowly. */
        const val SLOWLY = 0.9f
    }
}
