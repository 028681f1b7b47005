package org.asli.demo

import android.content.BroadcastReceiver
import android.content.Context
import android.content.Intent

/**
 * After a restart of the phone or an update of the app: the start of the process shows wiped alerts again
 * ([Guard.started]); then the watch checks whether all that it needs still holds.
 */
class RestartReceiver : BroadcastReceiver() {
    override fun onReceive(context: Context, intent: Intent) {
        val app = context.applicationContext as App
        val updated = intent.action == Intent.ACTION_MY_PACKAGE_REPLACED
        val pending = goAsync()
        app.onWork {
            (app.watch as? Guard)?.restarted(updated)
            pending?.finish()
        }
    }
}
