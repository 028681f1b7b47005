package org.asli.demo

import android.content.Intent
import android.content.pm.ComponentInfo
import android.content.pm.PackageManager
import android.os.Bundle
import java.util.concurrent.CountDownLatch
import org.asli.Sms
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertTrue
import org.junit.Test
import org.robolectric.Shadows.shadowOf
import org.robolectric.shadows.ShadowLog

/** What other SMS filters lost their users by, one by one. */
class CompetitorsTest : GuardTest() {
    @Test
    fun `messages lost on a cold process - killed before it was judged, judged at the next start`() {
        val forever = CountDownLatch(1)
        app.work.execute { runCatching { forever.await() } }
        app.sendBroadcast(broadcast(pdus(FAKE_HINDI)))
        shadowOf(app.mainLooper).idle()
        assertEquals(0, alerts().size)
        assertEquals(listOf(FAKE_HINDI.body), app.history.waiting().map { app.history.waiting(it)?.sms?.body })

        val again = restartProcess()
        assertEquals(1, alerts().size)
        assertEquals(FAKE_HINDI.body, again.history.all().single().sms.body)
        assertEquals(0, again.history.waiting().size)
    }

    @Test
    fun `messages lost on a cold process - should the filter not load, the user is told and the message judged later`() {
        val broken = restartProcess { it.openFilter = { throw UnsatisfiedLinkError("no library for this phone") } }
        broken.history.wait(FAKE)
        broken.work.execute { broken.watch?.started() }
        settle(broken)
        assertEquals("Messages cannot be checked", alert().title)
        assertEquals(1, broken.history.waiting().size)

        restartProcess()
        assertEquals("Looks fake", alert().title)
    }

    @Test
    fun `alerts that vanish - after a restart of the phone those not yet seen are back`() {
        receive(FAKE)
        receive(UNCONFIRMED)
        val seen = app.history.all().first { it.sms.body == UNCONFIRMED.body }
        app.history.markSeen(seen.id)
        notifications.cancelAll() // as the restart does
        val again = restartProcess()
        assertEquals("Looks fake", alert().title)
        for (action in listOf(Intent.ACTION_BOOT_COMPLETED, Intent.ACTION_MY_PACKAGE_REPLACED)) {
            val restarted = Intent(action).setPackage(again.packageName)
            val called = again.packageManager.queryBroadcastReceivers(restarted, 0).single().activityInfo.name
            assertEquals(RestartReceiver::class.java.name, called)
            RestartReceiver().onReceive(InApp(again), restarted)
            settle(again)
        }
        assertEquals("Looks fake", alert().title)
    }

    @Test
    fun `alerts that vanish - no other message takes its place`() {
        repeat(8) { receive(FAKE.copy(body = FAKE.body + " $it")) }
        receive(GENUINE)
        receive(UNRELATED)
        assertEquals(8, alerts().count { it.isOngoing })
    }

    @Test
    fun `logging the sender - no log line holds a sender or a word of a message`() {
        ShadowLog.clear()
        for (sms in listOf(FAKE, FAKE_HINDI, GENUINE, UNCONFIRMED, UNRELATED)) receive(sms)
        app.sendBroadcast(broadcast(arrayOf(byteArrayOf(1, 2, 3))))
        settle()
        val own = ShadowLog.getLogs().filter { it.tag == "asli" }
        val secrets = listOf("98765", "SBPDCL", "electricity", "बिजली", "Mummy")
        for (item in ShadowLog.getLogs()) {
            val line = "${item.msg} ${item.throwable ?: ""}"
            assertFalse("${item.tag} logs a message", secrets.any(line::contains))
        }
        assertTrue(own.size <= 1)
    }

    @Test
    fun `exported services without permission - what is exported is a screen, or only for the system`() {
        val flags = PackageManager.GET_ACTIVITIES or PackageManager.GET_RECEIVERS or PackageManager.GET_SERVICES or
            PackageManager.GET_PROVIDERS
        val info = app.packageManager.getPackageInfo(app.packageName, flags)
        fun exported(components: Array<out ComponentInfo>?) = components.orEmpty().filter { it.exported }.map { it.name.substringAfterLast('.') }
        assertEquals(listOf("IncomingActivity", "MainActivity"), exported(info.activities).sorted())
        assertEquals(emptyList<String>(), exported(info.services) + exported(info.providers))
        assertEquals("android.permission.BIND_JOB_SERVICE", info.services.orEmpty().single().permission)
        val receivers = info.receivers.orEmpty().filter { it.exported }
        assertEquals(listOf("SmsReceiver"), exported(info.receivers))
        assertEquals("android.permission.BROADCAST_SMS", receivers.single().permission)
    }

    @Test
    fun `crashes on dual SIM - whatever the maker says of the SIM, the message is judged`() {
        val makers = listOf(
            sim(1), sim(2), Bundle(),
            Bundle().apply { putLong("subscription", 2L); putString("slot", "second"); putInt("phone", -1) },
            Bundle().apply { putString("subscription", ""); putByteArray("slot", byteArrayOf(1)) },
        )
        for ((index, extras) in makers.withIndex()) {
            receive(FAKE.copy(body = "${FAKE.body} $index"), extras)
            assertEquals(index + 1, alerts().size)
        }
    }

    @Test
    fun `crashes on dual SIM - the same message on both cards alerts once`() {
        receive(FAKE, sim(1))
        receive(FAKE, sim(2))
        assertEquals(1, alerts().size)
    }

    @Test
    fun `a broadcast without anything readable does no harm`() {
        for (pdus in listOf(arrayOf(), arrayOf(byteArrayOf()), arrayOf(byteArrayOf(0, 4, 99)))) {
            app.sendBroadcast(broadcast(pdus))
            settle()
        }
        app.sendBroadcast(Intent("android.provider.Telephony.SMS_RECEIVED").setPackage(app.packageName))
        settle()
        assertEquals(0, app.history.waiting().size)
    }

    @Test
    fun `a message without a sender is judged`() {
        receive(Sms("", FAKE.body, RECEIVED))
        assertEquals("Looks fake", alert().title)
    }
}
