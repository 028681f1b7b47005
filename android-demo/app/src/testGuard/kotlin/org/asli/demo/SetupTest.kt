package org.asli.demo

import android.app.NotificationManager
import android.view.ViewGroup
import android.widget.TextView
import org.asli.demo.screens.MainActivity
import org.asli.demo.screens.SetupActivity
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertTrue
import org.junit.Test
import org.robolectric.Shadows.shadowOf

/** The first start proves to the user that warnings arrive, or says what is missing. */
class SetupTest : GuardTest() {
    private fun SetupActivity.buttons() = texts(findViewById<ViewGroup>(R.id.steps)).filter { it.isClickable && it.isShown }

    private fun texts(group: ViewGroup): List<TextView> = (0 until group.childCount).map(group::getChildAt)
        .flatMap { if (it is ViewGroup) texts(it) else listOfNotNull(it as? TextView) }

    private fun SetupActivity.tap(text: String) {
        buttons().single { it.text.toString() == text }.performClick()
        settle()
    }

    @Test
    fun `the test warning is a real alert, and the user confirms it`() {
        val screen = open<SetupActivity>().get()
        screen.tap("Show a test warning")
        assertEquals("Looks fake", alert().title)
        assertEquals(NotificationManager.IMPORTANCE_HIGH, alert().importance)
        screen.tap("Yes, I saw it")
        assertTrue(texts(screen.findViewById(R.id.steps)).any { it.text == "See a warning once: done" })
        assertEquals(0, app.history.all().size)
    }

    @Test
    fun `where notifications are off, the test says so and the home screen warns`() {
        shadowOf(notifications).setNotificationsEnabled(false)
        val screen = open<SetupActivity>().get()
        screen.tap("Show a test warning")
        assertTrue(texts(screen.findViewById(R.id.steps)).any { it.text.startsWith("The warning could not be shown") })
        assertEquals("Warnings are off", open<MainActivity>().get().text(R.id.watch_title))
    }

    @Test
    fun `without the permission the app asks for it, and says that warnings are off`() {
        shadowOf(app).denyPermissions("android.permission.RECEIVE_SMS")
        assertEquals("Warnings are off", open<MainActivity>().get().text(R.id.watch_title))
        val screen = open<SetupActivity>().get()
        screen.tap("Allow")
        assertEquals("android.permission.RECEIVE_SMS", shadowOf(screen).lastRequestedPermission.requestedPermissions.single())
    }

    @Test
    fun `the home screen proves that the watch works`() {
        receive(UNRELATED)
        val home = open<MainActivity>().get()
        assertEquals("Watching your SMS", home.text(R.id.watch_title))
        assertTrue(home.text(R.id.watch_text), home.text(R.id.watch_text).startsWith("Last SMS checked: 24"))
        assertFalse(home.text(R.id.watch_text).contains("Beta"))
    }
}
