package org.asli.demo.screens

import android.app.Activity
import android.content.Intent
import android.os.Bundle

/** Takes text that the user shares, or chooses in another app, to the check. Has no screen of its own. */
class IncomingActivity : Activity() {
    override fun onCreate(state: Bundle?) {
        super.onCreate(state)
        startActivity(
            Intent(this, MainActivity::class.java)
                .addFlags(Intent.FLAG_ACTIVITY_NEW_TASK or Intent.FLAG_ACTIVITY_CLEAR_TOP)
                .putExtra(MainActivity.TEXT, Incoming.text(intent)),
        )
        finish()
    }
}

/** What strangers send to the app's exported screens: nothing of it is taken on trust. */
object Incoming {
    /** The longest SMS has 39,015 characters; more is no SMS. One more is taken, to tell that there was more. */
    const val LONGEST = 40_000

    /** The text of a share or a selection; empty where there is none. */
    fun text(intent: Intent): String = distrusting("") {
        val name = if (intent.action == Intent.ACTION_PROCESS_TEXT) Intent.EXTRA_PROCESS_TEXT else Intent.EXTRA_TEXT
        cut(intent.getCharSequenceExtra(name))
    }

    /** The text that [MainActivity] is to check, which any app can send there as well; null where there is none. */
    fun toCheck(intent: Intent): String? = distrusting(null) { intent.getCharSequenceExtra(MainActivity.TEXT)?.let(::cut) }

    /** Which tab to show: a place among [count], the first for anything else. */
    fun tab(intent: Intent, count: Int): Int = distrusting(0) { intent.getIntExtra(MainActivity.TAB, 0) }.takeIf { it in 0 until count } ?: 0

    fun asksOrigin(intent: Intent): Boolean = distrusting(false) { intent.getBooleanExtra(MainActivity.ASK_ORIGIN, false) }

    private fun cut(text: CharSequence?): String = text?.take(LONGEST + 1)?.toString().orEmpty()

    /** Extras of a class that this app does not know throw at the first look at any of them. */
    private inline fun <T> distrusting(otherwise: T, read: () -> T): T = try {
        read()
    } catch (_: RuntimeException) {
        otherwise
    }
}
