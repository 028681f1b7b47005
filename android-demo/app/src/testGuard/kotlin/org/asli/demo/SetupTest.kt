package org.asli.demo

import android.app.NotificationManager
import android.content.Intent
import android.content.pm.ActivityInfo
import android.content.pm.ResolveInfo
import android.net.Uri
import android.os.Build
import android.os.PowerManager
import android.provider.Settings
import android.view.ViewGroup
import android.widget.TextView
import org.asli.demo.screens.MainActivity
import org.asli.demo.screens.SetupActivity
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertTrue
import org.junit.Test
import org.robolectric.Shadows.shadowOf
import org.robolectric.util.ReflectionHelpers

/** The set-up proves to the user that warnings arrive, or says what is missing, one step a screen. */
class SetupTest : GuardTest() {
    private fun texts(group: ViewGroup): List<TextView> = (0 until group.childCount).map(group::getChildAt)
        .flatMap { if (it is ViewGroup) texts(it) else listOfNotNull(it as? TextView) }

    private fun SetupActivity.texts() = texts(findViewById(R.id.steps)).filter { it.isShown }

    private fun SetupActivity.says(text: String) = texts().any { it.text.startsWith(text) }

    private fun SetupActivity.tap(text: String) {
        texts().single { it.isClickable && it.text.toString() == text }.performClick()
        settle()
    }

    /** Past every step that is not done. */
    private fun SetupActivity.toTheTest() = apply {
        repeat(8) { if (!says("See a warning once")) tap(R.id.start) }
    }

    private fun spareBattery() =
        shadowOf(app.getSystemService(PowerManager::class.java)).setIgnoringBatteryOptimizations(app.packageName, true)

    @Test
    fun `the sample warning is a real alert, and the user confirms it`() {
        val screen = open<SetupActivity>().get().toTheTest()
        screen.tap("Show a sample warning")
        assertEquals("Looks fake", alert().title)
        assertEquals(NotificationManager.IMPORTANCE_HIGH, alert().importance)
        screen.tap("Yes, I saw it")
        assertTrue(screen.says("All done"))
        assertEquals(0, app.history.all().size)
        screen.tap(R.id.start)
        assertTrue(screen.isFinishing)
    }

    @Test
    fun `what is to be done stands above what is done`() {
        val texts = open<SetupActivity>().get().texts()
        val action = texts.indexOfFirst { it.isClickable }
        val done = texts.indexOfFirst { it.text.toString() == "Loud warnings are on" }
        assertTrue("$action, $done", action in 0 until done)
    }

    @Test
    fun `where notifications are off, the test says so and the home screen warns`() {
        shadowOf(notifications).setNotificationsEnabled(false)
        val screen = open<SetupActivity>().get().toTheTest()
        screen.tap("Show a sample warning")
        assertTrue(screen.says("The warning could not be shown"))
        assertEquals("Warnings are off", open<MainActivity>().get().text(R.id.watch_title))
    }

    @Test
    fun `without the permission the app asks for it, and says what works without`() {
        shadowOf(app).denyPermissions("android.permission.RECEIVE_SMS")
        assertEquals("Warnings are off", open<MainActivity>().get().text(R.id.watch_title))
        val screen = open<SetupActivity>().get()
        assertTrue(screen.says("Without it: no warnings. You can still check"))
        screen.tap("Allow")
        assertEquals("android.permission.RECEIVE_SMS", shadowOf(screen).lastRequestedPermission.requestedPermissions.single())
    }

    @Test
    fun `a refused permission comes with the way around restricted settings`() {
        shadowOf(app).denyPermissions("android.permission.RECEIVE_SMS")
        val screen = open<SetupActivity>()
        assertFalse(screen.get().says("Does the phone say"))
        screen.get().tap("Allow")
        screen.pause().resume()
        assertTrue(screen.get().says("Does the phone say “Restricted setting”?"))
        screen.get().tap("Open the app’s settings")
        assertEquals("package:${app.packageName}", shadowOf(app).nextStartedActivity.dataString)
    }

    @Test
    fun `one step a screen, done ones folded above, the rest can wait`() {
        val screen = open<SetupActivity>().get()
        assertTrue(screen.says("Step 4 of 6"))
        assertTrue(screen.says("New SMS are checked"))
        assertTrue(screen.says("Exempt this app from the battery saver"))
        assertFalse(screen.says("Keep the app on"))
        screen.tap(R.id.start)
        assertTrue(screen.says("Step 5 of 6"))
        assertTrue(screen.says("Keep the app on though you do not open it"))
        screen.tap("Open settings")
        assertEquals("android.settings.APPLICATION_DETAILS_SETTINGS", shadowOf(app).nextStartedActivity.action)
    }

    @Test
    fun `autostart comes on phones that need it, with their page, and stays until the user says so`() {
        spareBattery()
        for ((maker, page) in mapOf("Xiaomi" to "com.miui.securitycenter", "vivo" to "com.vivo.permissionmanager", "realme" to "com.coloros.safecenter")) {
            app.getSharedPreferences("asked", 0).edit().clear().commit()
            ReflectionHelpers.setStaticField(Build::class.java, "MANUFACTURER", maker)
            val screen = open<SetupActivity>().get()
            repeat(2) { if (!screen.says("Allow autostart")) screen.tap(R.id.start) }
            assertTrue(maker, screen.says("Allow autostart"))
            assertTrue(screen.findViewById<android.view.View>(R.id.picture).isShown)
            screen.tap("Open settings")
            assertEquals(page, shadowOf(app).nextStartedActivity.component!!.packageName)
            screen.tap("It is on now")
            assertTrue(screen.says("You allowed autostart"))
        }
    }

    @Test
    fun `where no page of the maker's opens, the app's own page does`() {
        spareBattery()
        ReflectionHelpers.setStaticField(Build::class.java, "MANUFACTURER", "Xiaomi")
        val own = Intent(Settings.ACTION_APPLICATION_DETAILS_SETTINGS, Uri.fromParts("package", app.packageName, null))
        shadowOf(app).checkActivities(true)
        shadowOf(app.packageManager).addResolveInfoForIntent(own, settingsPage)
        val screen = open<SetupActivity>().get()
        repeat(2) { if (!screen.says("Allow autostart")) screen.tap(R.id.start) }
        screen.tap("Open settings")
        assertEquals(Settings.ACTION_APPLICATION_DETAILS_SETTINGS, shadowOf(app).nextStartedActivity.action)
    }

    private val settingsPage = ResolveInfo().apply {
        activityInfo = ActivityInfo().apply {
            packageName = "com.android.settings"
            name = "Details"
        }
    }

    @Test
    fun `the home screen proves that the watch works`() {
        receive(UNRELATED)
        val home = open<MainActivity>().get()
        assertEquals("Warnings are on", home.text(R.id.watch_title))
        assertEquals("Last check: 24 November, 3:30 pm", home.text(R.id.watch_text))
    }
}
