package org.asli.demo.screens

import android.app.Activity
import android.content.Intent
import android.os.Bundle

/** Takes text that the user shares, or chooses in another app, to the check. Has no screen of its own. */
class IncomingActivity : Activity() {
    override fun onCreate(state: Bundle?) {
        super.onCreate(state)
        val text = when (intent.action) {
            Intent.ACTION_PROCESS_TEXT -> intent.getCharSequenceExtra(Intent.EXTRA_PROCESS_TEXT)
            Intent.ACTION_SEND -> intent.getCharSequenceExtra(Intent.EXTRA_TEXT)
            else -> null
        }
        startActivity(
            Intent(this, MainActivity::class.java)
                .addFlags(Intent.FLAG_ACTIVITY_NEW_TASK or Intent.FLAG_ACTIVITY_CLEAR_TOP)
                .putExtra(MainActivity.TEXT, text?.take(LONGEST)?.toString().orEmpty()),
        )
        finish()
    }

    private companion object {
        /** The longest SMS has 39,015 characters; more is no SMS. */
        const val LONGEST = 40_000
    }
}
