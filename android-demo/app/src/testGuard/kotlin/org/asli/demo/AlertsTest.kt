package org.asli.demo

import android.app.Notification
import android.app.NotificationManager
import android.content.Intent
import android.os.Bundle
import android.telephony.TelephonyManager
import java.io.File
import org.asli.Verdict
import org.asli.demo.screens.ResultActivity
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertNotNull
import org.junit.Assert.assertNull
import org.junit.Assert.assertTrue
import org.junit.Test
import org.robolectric.Shadows.shadowOf
import org.robolectric.shadows.ShadowTextToSpeech

/** From the broadcast to the alert and the history, through the real filter. */
class AlertsTest : GuardTest() {
    @Test
    fun `a fake pops up, says the main reason, and stays`() {
        receive(FAKE)
        val alert = alert()
        assertEquals(NotificationManager.IMPORTANCE_HIGH, alert.importance)
        assertTrue(alert.isOngoing)
        assertEquals("Looks fake", alert.title)
        assertEquals("It gives a mobile number.", alert.text)
        assertEquals(listOf("Listen", "1930", "View"), alert.actions.map { it.title.toString() })
        assertEquals(0L, alert.timeoutAfter)
        val kept = app.history.all().single()
        assertEquals(FAKE.sender, kept.sms.sender)
        assertEquals(FAKE.body, kept.sms.body)
        assertEquals(Verdict.SUSPICIOUS, kept.verdict)
        assertFalse(kept.seen)
    }

    @Test
    fun `a long Hindi message in parts is one message`() {
        assertTrue(pdus(FAKE_HINDI).size >= 3)
        app.settings.language = Language.HINDI
        receive(FAKE_HINDI)
        assertEquals("नकली लगता है", alert().title)
        assertTrue(alert().text, alert().text.contains("मोबाइल नंबर"))
        assertEquals(FAKE_HINDI.body, app.history.all().single().sms.body)
    }

    @Test
    fun `a genuine message is confirmed without a sound`() {
        receive(GENUINE)
        assertEquals(NotificationManager.IMPORTANCE_LOW, alert().importance)
        assertFalse(alert().isOngoing)
        assertTrue(alert().text, alert().text.contains("SBPDCL"))
        assertEquals(Verdict.GENUINE, app.history.all().single().verdict)
    }

    @Test
    fun `genuine messages in Hindi are proven too`() {
        receive(GENUINE_HINDI)
        assertEquals(Verdict.GENUINE, app.history.all().single().verdict)
    }

    @Test
    fun `the confirmation can be turned off`() {
        app.settings.tellGenuine = false
        receive(GENUINE)
        assertEquals(0, alerts().size)
        assertEquals(1, app.history.all().size)
    }

    @Test
    fun `an unconfirmed message gives a quieter hint`() {
        receive(UNCONFIRMED)
        assertEquals(NotificationManager.IMPORTANCE_DEFAULT, alert().importance)
        assertFalse(alert().isOngoing)
    }

    @Test
    fun `other messages leave no trace`() {
        receive(UNRELATED)
        assertEquals(0, alerts().size)
        assertEquals(0, app.history.all().size)
        assertEquals(0, app.history.waiting().size)
        assertNotNull(app.settings.lastChecked)
    }

    @Test
    fun `the same message alerts once, another one beside it`() {
        receive(FAKE)
        receive(FAKE)
        assertEquals(1, alerts().size)
        assertEquals(2, app.history.all().single().times)
        receive(FAKE.copy(body = FAKE.body.replace("43210", "43211")))
        assertEquals(2, alerts().size)
    }

    @Test
    fun `the alert's buttons open its message, and opening it takes the alert down`() {
        receive(FAKE)
        val intents = alert().actions.map { shadowOf(it.actionIntent).savedIntent }
        assertEquals("tel:1930", intents[1].dataString)
        assertEquals(Intent.ACTION_DIAL, intents[1].action)
        for (intent in listOf(intents[0], intents[2], shadowOf(alert().contentIntent).savedIntent)) {
            assertEquals(ResultActivity::class.java.name, intent.component?.className)
        }
        val screen = open<ResultActivity>(Intent(intents[2])).get()
        assertEquals("Looks fake", screen.text(R.id.verdict))
        assertEquals(0, alerts().size)
        assertTrue(app.history.all().single().seen)
    }

    @Test
    fun `listen on the alert reads its result aloud, view does not`() {
        ShadowTextToSpeech.reset()
        receive(FAKE)
        val (listen, _, look) = alert().actions.map { shadowOf(it.actionIntent).savedIntent }
        open<ResultActivity>(Intent(look))
        assertNull(ShadowTextToSpeech.getLastTextToSpeechInstance())
        open<ResultActivity>(Intent(listen))
        assertNotNull(ShadowTextToSpeech.getLastTextToSpeechInstance())
    }

    @Test
    fun `a message called fine is not warned of again, a look-alike is`() {
        receive(FAKE)
        app.history.callFine(FAKE)
        notifications.cancelAll()
        receive(FAKE)
        assertEquals(0, alerts().size)
        assertTrue(app.history.all().single().fine)
        val lookAlikes = listOf(
            FAKE.copy(sender = "+919876501235"),
            FAKE.copy(body = FAKE.body.replace("43210", "43211")),
            FAKE.copy(body = FAKE.body.replace(" officer", "  officer")),
            FAKE.copy(body = FAKE.body.replace("c", "\u0441")),
        )
        for ((index, sms) in lookAlikes.withIndex()) {
            receive(sms)
            assertEquals(index + 1, alerts().size)
        }
        app.history.takeBackFine(FAKE)
        receive(FAKE)
        assertEquals(lookAlikes.size + 1, alerts().size)
    }

    @Test
    fun `an imitated sender can not be called fine`() {
        receive(FAKE.copy(sender = "JM-SBPDC1-S"))
        val screen = open<ResultActivity>(ResultActivity.intent(app, app.history.all().single().id)).get()
        assertFalse(screen.isVisible(R.id.fine))
        receive(FAKE)
        val other = open<ResultActivity>(ResultActivity.intent(app, app.history.all().maxOf { it.id })).get()
        assertTrue(other.isVisible(R.id.fine))
    }

    @Test
    fun `what the user swipes away counts as seen`() {
        receive(UNCONFIRMED)
        app.sendBroadcast(shadowOf(alert().deleteIntent).savedIntent)
        settle()
        assertTrue(app.history.all().single().seen)
    }

    @Test
    fun `clearing the history takes the alerts down`() {
        receive(FAKE)
        app.history.clear()
        app.watch?.cleared()
        assertEquals(0, alerts().size)
    }

    @Test
    fun `the lock screen shows neither sender nor text, the alert itself both`() {
        receive(FAKE)
        val public = alert().publicVersion
        assertEquals("Looks fake", public.title)
        assertFalse(public.extras.toString().contains("98765"))
        val big = alert().bigText
        assertTrue(big, big.contains("From +919876501234: “Dear consumer your electricity"))
        assertTrue(big, big.contains("Do not call this number"))
    }

    @Test
    fun `a trial build says so in every alert, a release with a root of its own in none`() {
        fun said() = alerts().flatMap { listOf(it, it.publicVersion) }.map { it.extras.getCharSequence(Notification.EXTRA_SUB_TEXT)?.toString() }
        for (sms in listOf(FAKE, UNCONFIRMED, GENUINE)) receive(sms)
        assertEquals(List(6) { "Trial only. Do not rely on it." }, said())
        notifications.cancelAll()
        val golden = File(System.getProperty("asli.golden"))
        app.pinned = { Pinned(File(golden, "root.json").readBytes(), File(golden, "one.tar").readBytes()) }
        receive(FAKE.copy(body = "SBPDCL: ${FAKE.body}"))
        assertEquals(listOf<String?>(null, null), said())
    }

    @Test
    fun `the system may add no button of its own`() {
        receive(FAKE)
        assertFalse(alert().allowSystemGeneratedContextualActions)
    }

    @Test
    fun `several alerts are one group, a single one is none`() {
        receive(FAKE)
        assertEquals(1, notifications.activeNotifications.size)
        receive(FAKE.copy(body = FAKE.body + " 2"))
        val all = notifications.activeNotifications.map { it.notification }
        assertEquals(setOf("messages"), all.mapTo(HashSet()) { it.group })
        assertEquals("2 messages to look at", all.single { it.flags and Notification.FLAG_GROUP_SUMMARY != 0 }.title)
        app.watch?.seen(app.history.all().first().id)
        assertEquals(1, notifications.activeNotifications.size)
    }

    @Test
    fun `on a phone with two SIMs the alert says which one`() {
        shadowOf(app.getSystemService(TelephonyManager::class.java)).setPhoneCount(2)
        receive(FAKE, sim(2).apply { putInt("android.telephony.extra.SLOT_INDEX", 1) })
        assertTrue(alert().bigText, alert().bigText.contains("SIM 2"))
        assertEquals(2, app.history.all().single().sim)
        receive(FAKE_HINDI, Bundle().apply { putString("slot", "0") })
        assertTrue(app.history.all().any { it.sim == 1 })
        receive(GENUINE, Bundle().apply { putInt("slot", 17) })
        assertTrue(app.history.all().any { it.sim == null })
    }

    @Test
    fun `one tap from the alert to 1930, three to a sent report`() {
        receive(FAKE)
        // On the alert as it pops up, whatever lies open: nothing is scrolled.
        assertEquals(NotificationManager.IMPORTANCE_HIGH, alert().importance)
        // One: the alert's own button dials.
        assertEquals("tel:1930", shadowOf(alert().actions[1].actionIntent).savedIntent.dataString)
        // One: the alert. Two: the bar of the result. Three is "send" in the SMS app.
        val screen = open<ResultActivity>(Intent(shadowOf(alert().contentIntent).savedIntent)).get()
        screen.tap(R.id.report)
        val sms = shadowOf(app).nextStartedActivity
        assertEquals("smsto:1909", sms.dataString)
        assertEquals("${FAKE.body}, +919876501234, 24/11/26", sms.getStringExtra("sms_body"))
    }
}
