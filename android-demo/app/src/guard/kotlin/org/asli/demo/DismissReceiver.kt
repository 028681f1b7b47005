package org.asli.demo

import android.content.BroadcastReceiver
import android.content.Context
import android.content.Intent

/** The user has swiped an alert away (Android 14 lets them): that counts as seen. */
class DismissReceiver : BroadcastReceiver() {
    override fun onReceive(context: Context, intent: Intent) {
        val app = context.applicationContext as App
        val id = intent.getLongExtra(ID, 0)
        val pending = goAsync()
        app.onWork {
            guarded("an alert could not be marked as seen") { app.history.markSeen(id) }
            pending?.finish()
        }
    }

    companion object {
        const val ID = "id"
    }
}
