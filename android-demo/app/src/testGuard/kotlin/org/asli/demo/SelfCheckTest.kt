package org.asli.demo

import android.app.NotificationManager
import android.app.job.JobParameters
import android.app.job.JobScheduler
import android.content.Intent
import android.os.PowerManager
import java.time.Clock
import java.time.Duration
import java.time.ZoneOffset
import org.asli.demo.screens.SetupActivity
import org.junit.Assert.assertEquals
import org.junit.Assert.assertNotNull
import org.junit.Assert.assertTrue
import org.junit.Test
import org.robolectric.Robolectric
import org.robolectric.Shadows.shadowOf
import org.robolectric.shadow.api.Shadow

/** What Android and makers of phones take away while nobody looks is told, once; and once a month that all is well. */
class SelfCheckTest : GuardTest() {
    private fun allHolds() {
        shadowOf(app.getSystemService(PowerManager::class.java)).setIgnoringBatteryOptimizations(app.packageName, true)
        shadowOf(app.packageManager).setAutoRevokeWhitelisted(true)
    }

    private fun runJob() {
        (app.watch as Guard).checkSelf()
        settle()
    }

    @Test
    fun `the daily job is set, and outlives a restart of the phone`() {
        val job = app.getSystemService(JobScheduler::class.java).getPendingJob(SelfCheck.JOB)
        assertNotNull(job)
        assertTrue(job!!.isPersisted && job.isPeriodic)
        assertEquals(SelfCheckJob::class.java.name, job.service.className)
    }

    @Test
    fun `a permission revoked later is told, once`() {
        allHolds()
        runJob()
        assertEquals(emptyList<String>(), titles())
        shadowOf(app).denyPermissions("android.permission.RECEIVE_SMS")
        runJob()
        assertEquals(listOf("Warnings may not reach you"), titles())
        assertTrue(alert().text, alert().text.contains("Let the app read new SMS"))
        notifications.cancelAll()
        runJob()
        assertEquals(emptyList<String>(), titles())
    }

    @Test
    fun `what never held is no loss, a battery exemption that went is`() {
        runJob()
        assertEquals(emptyList<String>(), titles())
        allHolds()
        runJob()
        shadowOf(app.getSystemService(PowerManager::class.java)).setIgnoringBatteryOptimizations(app.packageName, false)
        for (action in listOf(Intent.ACTION_BOOT_COMPLETED, Intent.ACTION_MY_PACKAGE_REPLACED)) {
            RestartReceiver().onReceive(InApp(), Intent(action))
            settle()
        }
        assertTrue(alert().text, alert().text.contains("battery saver"))
    }

    @Test
    fun `once a month the user hears that it still watches`() {
        runJob()
        receive(UNRELATED)
        receive(UNRELATED.copy(body = "Kahan ho?"))
        app.clock = Clock.fixed(NOW + Duration.ofDays(31), ZoneOffset.UTC)
        runJob()
        assertEquals(listOf("Warnings are on"), titles())
        assertEquals("2 messages checked since the last notice.", alert().text)
        notifications.cancelAll()
        runJob()
        assertEquals(emptyList<String>(), titles())
    }

    @Test
    fun `hibernation that the phone turned on again is told`() {
        allHolds()
        runJob()
        assertEquals(emptyList<String>(), titles())
        shadowOf(app.packageManager).setAutoRevokeWhitelisted(false)
        runJob()
        assertTrue(alert().text, alert().text.contains("Keep the app on though you do not open it"))
    }

    @Test
    fun `warnings that were made silent are told`() {
        allHolds()
        runJob()
        notifications.getNotificationChannel(Alerts.SUSPICIOUS).importance = NotificationManager.IMPORTANCE_LOW
        runJob()
        assertTrue(alert().text, alert().text.contains("Turn on loud warnings"))
        assertEquals(SetupActivity::class.java.name, shadowOf(alert().contentIntent).savedIntent.component?.className)
    }

    /** By the system's clockwork itself, not by a call from the test. */
    @Test
    fun `the daily job looks, tells, and says that it has finished`() {
        allHolds()
        runJob()
        shadowOf(app).denyPermissions("android.permission.RECEIVE_SMS")
        val job = Robolectric.buildService(SelfCheckJob::class.java).create().get()
        val goesOn = job.onStartJob(Shadow.newInstanceOf(JobParameters::class.java))
        assertTrue(goesOn)
        settle()
        assertEquals(listOf("Warnings may not reach you"), titles())
        assertTrue(shadowOf(job).isJobFinished)
    }

    @Test
    fun `a permission given back is no news, taken again it is`() {
        allHolds()
        runJob()
        repeat(2) {
            shadowOf(app).denyPermissions("android.permission.RECEIVE_SMS")
            runJob()
            assertEquals(listOf("Warnings may not reach you"), titles())
            notifications.cancelAll()
            shadowOf(app).grantPermissions("android.permission.RECEIVE_SMS")
            runJob()
            assertEquals(emptyList<String>(), titles())
        }
    }
}
