package org.asli.demo.screens

import android.app.Activity
import android.content.Intent
import android.speech.tts.TextToSpeech
import android.view.View
import android.widget.ImageView
import android.widget.TextView
import org.asli.demo.R
import org.asli.demo.Voice
import org.asli.demo.locale

/** The button "listen": reads [text] aloud, stops at the next tap, and says where the phone has no voice. */
class Listen(private val activity: Activity, private val view: View, private val text: () -> String) {
    private val voice = Voice(activity) { show(it) }

    init {
        view.findViewById<View>(R.id.listen).onTap(::toggle)
        view.findViewById<View>(R.id.listen_install).onTap {
            activity.startElsewhere(Intent(TextToSpeech.Engine.ACTION_INSTALL_TTS_DATA))
        }
        show(Voice.State.SILENT)
    }

    fun speak() = voice.say(text(), activity.locale)

    fun stop() = voice.stop()

    fun close() = voice.close()

    private fun toggle() = if (voice.state == Voice.State.SPEAKING) stop() else speak()

    private fun show(state: Voice.State) {
        val speaking = state == Voice.State.SPEAKING
        view.findViewById<TextView>(R.id.listen_text).setText(if (speaking) R.string.listen_stop else R.string.listen)
        view.findViewById<ImageView>(R.id.listen_icon).setImageResource(if (speaking) R.drawable.ic_stop else R.drawable.ic_speak)
        view.findViewById<View>(R.id.listen_none).visible(state == Voice.State.NO_VOICE)
    }
}
