package org.asli.demo

import android.content.BroadcastReceiver
import android.content.Context
import android.content.Intent
import android.provider.Telephony
import android.telephony.TelephonyManager
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
        val sms = Sms.fromIntent(intent, app.now()) ?: return logUnreadable()
        val pending = goAsync()
        watch.take(sms, simOf(app, intent)) { pending?.finish() }
    }
}

/** The SIM that the message came to, from 1, on a phone with several; null where the broadcast does not say. */
private fun simOf(app: App, intent: Intent): Int? {
    val slots = app.getSystemService(TelephonyManager::class.java)?.let(::slots) ?: 1
    if (slots < 2) return null
    // The name since Android 11, then what makers sent before.
    val slot = listOf("android.telephony.extra.SLOT_INDEX", "slot", "phone")
        .firstNotNullOfOrNull { name -> intent.numberOf(name)?.takeIf { it in 0 until slots } }
    return slot?.plus(1)
}

@Suppress("DEPRECATION") // The new name came with Android 11.
private fun slots(telephony: TelephonyManager) = telephony.phoneCount

/** Makers send it as int, long or text. */
@Suppress("DEPRECATION")
private fun Intent.numberOf(name: String): Int? = when (val value = extras?.get(name)) {
    is Number -> value.toInt()
    is String -> value.toIntOrNull()
    else -> null
}
