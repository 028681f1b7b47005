package org.asli.demo

import android.app.Notification
import android.content.Context
import android.os.SystemClock
import android.telephony.TelephonyManager
import android.view.ContextThemeWrapper
import android.view.View.MeasureSpec
import android.widget.FrameLayout
import android.widget.LinearLayout
import org.asli.Sms
import org.junit.Assert.assertEquals
import org.junit.Test
import org.robolectric.RuntimeEnvironment
import org.robolectric.Shadows.shadowOf
import org.robolectric.annotation.GraphicsMode

/** The alerts as the system draws them when they are opened up, in both languages; none may be cut or faint. */
@GraphicsMode(GraphicsMode.Mode.NATIVE)
class AlertPicturesTest : GuardTest() {
    private val languages = mapOf("en" to Language.ENGLISH, "hi" to Language.HINDI)
    private val problems = ArrayList<String>()

    private fun keep(name: String, english: Sms, hindi: Sms, lock: Boolean = true, comes: (Sms) -> Unit = { receive(it) }) = each { tag ->
        comes(if (tag == "hi") hindi else english)
        compare("guard-alert-$name-$tag", listOf(alert()))
        if (lock) compare("guard-lock-$name-$tag", listOf(alert().publicVersion))
    }

    private fun keepOther(name: String, show: () -> Unit) = each { tag ->
        show()
        settle()
        compare("guard-alert-$name-$tag", notifications.activeNotifications.map { it.notification }.sortedByDescending { it.isSummary })
    }

    private fun each(show: (String) -> Unit) {
        for ((tag, language) in languages) {
            notifications.cancelAll()
            app.history.clear()
            app.settings.language = language
            SystemClock.setCurrentTimeMillis(NOW.toEpochMilli())
            show(tag)
        }
        assertEquals(emptyList<String>(), problems)
    }

    private val Notification.isSummary get() = flags and Notification.FLAG_GROUP_SUMMARY != 0

    private fun compare(name: String, shown: List<Notification>) {
        val shade = shade(shown)
        val picture = Pictures.draw(shade)
        problems += Legible.problems(shade, picture).filterNot { isLarge && it.startsWith("big_text") }.map { "$name: $it" }
        Pictures.compare(name, picture)
    }

    /** One below the other, each opened up. */
    private fun shade(shown: List<Notification>): LinearLayout {
        val themed: Context = ContextThemeWrapper(app.speaking(), android.R.style.Theme_DeviceDefault_Light)
        val shade = LinearLayout(themed).apply {
            orientation = LinearLayout.VERTICAL
            setBackgroundColor(app.getColor(R.color.surface))
        }
        val width = app.resources.displayMetrics.widthPixels
        for (notification in shown) {
            @Suppress("DEPRECATION")
            val views = Notification.Builder.recoverBuilder(themed, notification).createBigContentView()
                ?: Notification.Builder.recoverBuilder(themed, notification).createContentView()
            val frame = FrameLayout(themed).apply { addView(views.apply(themed, this)) }
            frame.measure(MeasureSpec.makeMeasureSpec(width, MeasureSpec.EXACTLY), MeasureSpec.makeMeasureSpec(width, MeasureSpec.AT_MOST))
            shade.addView(frame, LinearLayout.LayoutParams(width, frame.measuredHeight))
        }
        shade.measure(MeasureSpec.makeMeasureSpec(width, MeasureSpec.EXACTLY), MeasureSpec.makeMeasureSpec(0, MeasureSpec.UNSPECIFIED))
        shade.layout(0, 0, shade.measuredWidth, shade.measuredHeight)
        return shade
    }

    @Test
    fun suspicious() = keep("suspicious", FAKE, FAKE_HINDI)

    @Test
    fun unconfirmed() = keep("unconfirmed", UNCONFIRMED, UNCONFIRMED_HINDI)

    @Test
    fun genuine() = keep("genuine", GENUINE, GENUINE_HINDI, lock = false)

    private var isLarge = false

    /** The system gives an alert so much room and no more: what is cut is its end, which names the message. */
    @Test
    fun `with letters one and a half times the size, the reason and what not to do are there`() {
        isLarge = true
        RuntimeEnvironment.setFontScale(1.5f)
        keep("suspicious-large", FAKE, FAKE_HINDI, lock = false)
    }

    @Test
    fun `on a phone with two SIMs`() {
        shadowOf(app.getSystemService(TelephonyManager::class.java)).setPhoneCount(2)
        keep("sim", FAKE, FAKE_HINDI, lock = false) { receive(it, sim(2).apply { putInt("android.telephony.extra.SLOT_INDEX", 1) }) }
    }

    @Test
    fun `several messages`() = keepOther("group") {
        val hindi = app.settings.language == Language.HINDI
        receive(if (hindi) FAKE_HINDI else FAKE)
        receive(if (hindi) UNCONFIRMED_HINDI else UNCONFIRMED)
    }

    @Test
    fun `a sample`() = keepOther("sample") { Alerts(app).showTest() }

    @Test
    fun `nothing can be checked`() {
        val real = app.openFilter
        keepOther("trouble") {
            app.openFilter = { throw UnsatisfiedLinkError("no library for this phone") }
            app.onWork { app.watch?.started() }
            settle()
            app.openFilter = real
        }
    }

    @Test
    fun `not checked`() {
        val real = app.judge
        keepOther("set-aside") {
            app.judge = { throw IllegalStateException() }
            receive(FAKE)
            app.judge = real
            app.history.waiting().forEach(app.history::judged)
        }
    }

    @Test
    fun `something was lost`() = keepOther("weakened") {
        app.settings.held = setOf("sms", "notifications", "channel", "battery")
        (app.watch as Guard).checkSelf()
    }

    @Test
    fun `still watching`() = keepOther("watching") {
        app.settings.held = emptySet()
        app.settings.checkedCount = 214
        app.settings.toldAt = NOW.minusSeconds(40L * 24 * 3600)
        (app.watch as Guard).checkSelf()
    }
}
