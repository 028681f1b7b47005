package org.asli.demo

import android.content.BroadcastReceiver
import android.content.Context
import android.content.Intent

/** After a restart of the phone or an update of the app: starting the process is all it takes, see [Guard.started]. */
class RestartReceiver : BroadcastReceiver() {
    override fun onReceive(context: Context, intent: Intent) {
        val pending = goAsync()
        (context.applicationContext as App).work.execute { pending?.finish() }
    }
}
