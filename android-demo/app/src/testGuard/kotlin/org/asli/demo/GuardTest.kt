package org.asli.demo

import android.Manifest
import android.app.Instrumentation
import android.app.Notification
import android.app.NotificationManager
import android.content.ContextWrapper
import android.content.Intent
import android.os.Bundle
import android.provider.Telephony
import org.asli.Sms
import org.junit.Before
import org.robolectric.Shadows.shadowOf

/** A phone that gets SMS: PDUs go to the receiver that the manifest names, as the system sends them. */
abstract class GuardTest : AppTest() {
    protected val notifications: NotificationManager get() = app.getSystemService(NotificationManager::class.java)

    /** In these tests the app itself plays the system, which alone holds this permission. */
    @Before
    fun allow() {
        shadowOf(app).grantPermissions(
            Manifest.permission.BROADCAST_SMS, Manifest.permission.RECEIVE_SMS, Manifest.permission.POST_NOTIFICATIONS,
        )
    }

    protected fun receive(sms: Sms, extras: Bundle = sim(1)) {
        app.sendBroadcast(broadcast(pdus(sms)).putExtras(extras))
        settle()
    }

    protected fun broadcast(pdus: Array<ByteArray>): Intent = Intent(Telephony.Sms.Intents.SMS_RECEIVED_ACTION)
        .setPackage(app.packageName)
        .putExtra("pdus", pdus as java.io.Serializable)
        .putExtra("format", "3gpp")

    /** What the system adds on a phone with two SIM cards. */
    protected fun sim(slot: Int) = Bundle().apply {
        putInt("subscription", slot)
        putInt("android.telephony.extra.SUBSCRIPTION_INDEX", slot)
        putInt("slot", slot - 1)
        putInt("phone", slot - 1)
    }

    /** Without the summary over a group. */
    protected fun alerts(): List<Notification> = notifications.activeNotifications.map { it.notification }
        .filter { it.flags and Notification.FLAG_GROUP_SUMMARY == 0 }

    protected fun alert(): Notification = alerts().single()

    protected fun titles(): List<String> = alerts().map { it.title }.sorted()

    /** A receiver of the manifest, called by hand, gets no context of the app's own. */
    protected inner class InApp(private val process: App = app) : ContextWrapper(process) {
        override fun getApplicationContext() = process
    }

    /** The process dies, a new one starts on the same storage. */
    protected fun restartProcess(change: (App) -> Unit = {}): App {
        app.work.shutdownNow()
        val again = Instrumentation.newApplication(App::class.java, app.baseContext) as App
        again.clock = app.clock
        change(again)
        again.onCreate()
        settle(again)
        return again
    }

    protected val Notification.title get() = extras.getCharSequence(Notification.EXTRA_TITLE).toString()
    protected val Notification.text get() = extras.getCharSequence(Notification.EXTRA_TEXT).toString()
    protected val Notification.bigText get() = extras.getCharSequence(Notification.EXTRA_BIG_TEXT).toString()
    protected val Notification.importance get() = notifications.getNotificationChannel(channelId).importance
    protected val Notification.isOngoing get() = flags and Notification.FLAG_ONGOING_EVENT != 0
}
