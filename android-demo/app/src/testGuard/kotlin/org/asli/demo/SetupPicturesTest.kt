package org.asli.demo

import android.Manifest
import android.app.Activity
import android.app.NotificationManager
import android.os.PowerManager
import android.view.View
import org.asli.demo.screens.SetupActivity
import org.junit.Before
import org.junit.Test
import org.robolectric.Shadows.shadowOf
import org.robolectric.shadows.ShadowBuild

/** The steps of the set-up that only some phones show, and those that do not go well. */
class SetupPicturesTest : PictureTest() {
    private val ways = listOf(english, hindi, large, narrow)

    /** All that the watch needs, on a phone that asks for nothing more. */
    @Before
    fun allHolds() {
        shadowOf(app).grantPermissions(Manifest.permission.RECEIVE_SMS, Manifest.permission.POST_NOTIFICATIONS)
        shadowOf(app.getSystemService(PowerManager::class.java)).setIgnoringBatteryOptimizations(app.packageName, true)
        shadowOf(app.packageManager).setAutoRevokeWhitelisted(true)
    }

    private fun setup(): SetupActivity = open<SetupActivity>().get()

    /** Past every step that is not done. */
    private fun SetupActivity.toTheTest() = apply {
        val test = getString(R.string.step_test)
        repeat(8) { if (textsIn(findViewById(R.id.steps)).none { it.text.toString() == test }) tap(R.id.start) }
    }

    private fun Activity.tapText(text: Int) {
        textsIn(findViewById<View>(R.id.steps)).single { it.isShown && it.isClickable && it.text.toString() == getString(text) }.performClick()
        settle()
    }

    @Test
    fun autostart() {
        ShadowBuild.setManufacturer("Xiaomi")
        each(ways) { keep("step-autostart", it, setup()) }
    }

    @Test
    fun `restricted settings`() {
        shadowOf(app).denyPermissions(Manifest.permission.RECEIVE_SMS)
        app.getSharedPreferences("asked", 0).edit().putBoolean(Manifest.permission.RECEIVE_SMS, true).commit()
        each(ways) { keep("step-restricted", it, setup(), whole = true) }
    }

    @Test
    fun `a sample warning that the phone did not show`() {
        shadowOf(app.getSystemService(NotificationManager::class.java)).setNotificationsEnabled(false)
        each(ways) { way ->
            val screen = setup().toTheTest()
            screen.tapText(R.string.step_test_go)
            keep("step-failed", way, screen)
        }
    }

    @Test
    fun `a sample warning, and what the user says of it`() = each(both) { way ->
        val screen = setup().toTheTest()
        keep("step-sample", way, screen.apply { tapText(R.string.step_test_go) })
        keep("step-seen", way, setup().toTheTest().apply { tapText(R.string.step_test_go); tapText(R.string.step_test_yes) })
        keep("step-not-seen", way, setup().toTheTest().apply { tapText(R.string.step_test_go); tapText(R.string.step_test_no) })
    }
}
