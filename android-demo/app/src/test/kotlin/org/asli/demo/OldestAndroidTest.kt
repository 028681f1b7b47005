package org.asli.demo

import android.content.Intent
import org.asli.demo.screens.AnswerActivity
import org.asli.demo.screens.ComplaintActivity
import org.asli.demo.screens.ListActivity
import org.asli.demo.screens.MainActivity
import org.asli.demo.screens.ResultActivity
import org.asli.demo.screens.ResultActivity.Companion.put
import org.asli.demo.screens.SettingsActivity
import org.asli.demo.screens.SetupActivity
import org.junit.Assert.assertEquals
import org.junit.Test
import org.robolectric.annotation.Config

/** Every screen once on Android 8.0, the oldest that the app supports. */
@Config(sdk = [26])
class OldestAndroidTest : AppTest() {
    @Test
    fun `every screen opens`() {
        val home = open<MainActivity>().get()
        for (tab in listOf(R.id.tab_history, R.id.tab_learn, R.id.tab_help, R.id.tab_check)) home.tap(tab)
        assertEquals("Looks fake", open<ResultActivity>(ResultActivity.intent(app, FAKE)).get().text(R.id.verdict))
        open<ComplaintActivity>(Intent(app, ComplaintActivity::class.java).put(FAKE)).get().tap(R.id.copy)
        open<ListActivity>()
        open<SettingsActivity>()
        open<SetupActivity>()
        open<AnswerActivity>(AnswerActivity.callIntent(app))
    }
}
