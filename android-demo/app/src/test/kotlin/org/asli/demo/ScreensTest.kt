package org.asli.demo

import android.Manifest
import android.app.Activity
import android.content.Intent
import android.graphics.Bitmap
import android.view.View
import android.view.ViewGroup
import android.widget.ScrollView
import org.asli.Sms
import org.asli.demo.screens.ComplaintActivity
import org.asli.demo.screens.ListActivity
import org.asli.demo.screens.MainActivity
import org.asli.demo.screens.ResultActivity
import org.asli.demo.screens.ResultActivity.Companion.put
import org.asli.demo.screens.SettingsActivity
import org.asli.demo.screens.SetupActivity
import org.junit.Test
import org.robolectric.RuntimeEnvironment
import org.robolectric.Shadows.shadowOf
import org.robolectric.annotation.GraphicsMode

/** Every screen as the user sees it, in both languages, light and dark, and with the largest letters. */
@GraphicsMode(GraphicsMode.Mode.NATIVE)
class ScreensTest : AppTest() {
    private val flavour = requireNotNull(System.getProperty("flavour"))

    private class Way(val name: String, val language: Language, val qualifiers: String = "", val fontScale: Float = 1f)

    private val english = Way("en", Language.ENGLISH)
    private val hindi = Way("hi", Language.HINDI)
    private val dark = Way("hi-dark", Language.HINDI, "+night")
    private val large = Way("hi-large", Language.HINDI, fontScale = 2f)
    private val all = listOf(english, hindi, dark, large)

    /** The flavour check has the same screens but for the watch: its pictures are of those that differ, and of the verdicts. */
    private val guard = flavour == "guard"

    private fun each(ways: List<Way>, show: (Way) -> Unit) {
        for (way in if (guard) ways else listOf(english, hindi)) {
            if (way.qualifiers.isNotEmpty()) RuntimeEnvironment.setQualifiers(way.qualifiers)
            RuntimeEnvironment.setFontScale(way.fontScale)
            app.settings.language = way.language
            show(way)
            RuntimeEnvironment.setFontScale(1f)
            if (way.qualifiers.isNotEmpty()) RuntimeEnvironment.setQualifiers("+notnight")
        }
    }

    private fun eachOfGuard(ways: List<Way>, show: (Way) -> Unit) {
        if (guard) each(ways, show)
    }

    private fun Way.picks(english: Sms, hindi: Sms) = if (language == Language.HINDI) hindi else english

    private fun result(sms: Sms): Activity = open<ResultActivity>(ResultActivity.intent(app, sms)).get()

    private fun keep(name: String, way: Way, activity: Activity, whole: Boolean = false) {
        val scroll = activity.window.decorView.find<ScrollView>()
        val picture: Bitmap = if (whole && scroll != null) {
            Pictures.drawWhole(activity, scroll, scroll.getChildAt(0))
        } else {
            Pictures.draw(activity.window.decorView)
        }
        Pictures.compare("$flavour-$name-${way.name}", picture)
        activity.finish()
    }

    private inline fun <reified T : View> View.find(): T? = all().filterIsInstance<T>().firstOrNull { it.isShown }

    private fun View.all(): Sequence<View> = sequence {
        yield(this@all)
        if (this@all is ViewGroup) for (at in 0 until childCount) yieldAll(getChildAt(at).all())
    }

    @Test
    fun suspicious() = each(all) { keep("suspicious", it, result(it.picks(FAKE, FAKE_HINDI)), whole = true) }

    @Test
    fun unconfirmed() = each(listOf(english, hindi)) {
        keep("unconfirmed", it, result(it.picks(UNCONFIRMED, UNCONFIRMED_HINDI)), whole = true)
    }

    @Test
    fun genuine() = each(all) { keep("genuine", it, result(it.picks(GENUINE, GENUINE_HINDI)), whole = true) }

    @Test
    fun unrelated() = each(listOf(english, hindi)) {
        keep("unrelated", it, result(it.picks(UNRELATED, UNRELATED_HINDI)), whole = true)
    }

    /** The watch is on; in the flavour check there is none. */
    private fun turnOn() = shadowOf(app).grantPermissions(Manifest.permission.RECEIVE_SMS)

    private fun tab(id: Int): Activity = open<MainActivity>().get().apply { tap(id) }

    @Test
    fun check() {
        turnOn()
        each(all) { keep("check", it, tab(R.id.tab_check), whole = it === large) }
    }

    @Test
    fun `warnings off`() {
        eachOfGuard(listOf(english, hindi)) { keep("off", it, tab(R.id.tab_check)) }
    }

    @Test
    fun history() {
        var at = RECEIVED
        for (sms in listOf(UNCONFIRMED_HINDI, GENUINE, GENUINE_HINDI, FAKE, FAKE_HINDI)) {
            at = at.plusSeconds(3600)
            app.history.keep(sms.copy(receivedAt = at), app.asli.check(sms, NOW).verdict, seen = true)
        }
        eachOfGuard(listOf(english, hindi, large)) { keep("history", it, tab(R.id.tab_history)) }
    }

    @Test
    fun `nothing in the history`() = eachOfGuard(listOf(english, hindi)) { keep("empty", it, tab(R.id.tab_history)) }

    @Test
    fun learn() = eachOfGuard(listOf(english, hindi, large)) { keep("learn", it, tab(R.id.tab_learn), whole = true) }

    @Test
    fun help() = eachOfGuard(listOf(english, hindi, dark, large)) { keep("help", it, tab(R.id.tab_help), whole = true) }

    @Test
    fun complaint() = eachOfGuard(listOf(english, hindi)) {
        val intent = Intent(app, ComplaintActivity::class.java).put(it.picks(FAKE, FAKE_HINDI))
        keep("complaint", it, open<ComplaintActivity>(intent).get())
    }

    @Test
    fun list() = eachOfGuard(listOf(english, hindi)) { keep("list", it, open<ListActivity>().get(), whole = true) }

    @Test
    fun settings() = each(listOf(english, hindi, dark)) { keep("settings", it, open<SettingsActivity>().get(), whole = true) }

    @Test
    fun setup() = each(listOf(english, hindi, large)) { keep("setup", it, open<SetupActivity>().get(), whole = true) }
}
