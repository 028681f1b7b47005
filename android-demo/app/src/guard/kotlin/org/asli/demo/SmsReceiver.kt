package org.asli.demo

import android.content.BroadcastReceiver
import android.content.Context
import android.content.Intent
import android.provider.Telephony
import android.util.Log
import org.asli.Sms
import org.asli.fromIntent

/**
 * Takes each SMS as it comes in.
 *
 * In: the system's broadcast, which no app can forge (see the manifest). Out: the message in the store, then judged in
 * the background. It is stored before this returns: should the process be killed while the filter loads, the message
 * waits for the next start.
 */
class SmsReceiver : BroadcastReceiver() {
    override fun onReceive(context: Context, intent: Intent) {
        if (intent.action != Telephony.Sms.Intents.SMS_RECEIVED_ACTION) return
        val app = context.applicationContext as App
        val watch = app.watch as? Guard ?: return
        val sms = Sms.fromIntent(intent, app.now())
        if (sms == null) {
            Log.w(TAG, "a broadcast held no readable SMS")
            return
        }
        val pending = goAsync()
        watch.take(sms) { pending?.finish() }
    }

    private companion object {
        const val TAG = "asli"
    }
}
