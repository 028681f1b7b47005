package org.asli.demo

import android.app.Notification
import android.graphics.Bitmap
import android.graphics.Canvas
import android.os.SystemClock
import android.view.ContextThemeWrapper
import android.view.View
import android.view.View.MeasureSpec
import android.widget.FrameLayout
import org.asli.Sms
import org.junit.Test
import org.robolectric.annotation.GraphicsMode

/** The alerts as the system draws them when they are opened up, one a verdict and language. */
@GraphicsMode(GraphicsMode.Mode.NATIVE)
class AlertPicturesTest : GuardTest() {
    private fun keep(name: String, english: Sms, hindi: Sms) {
        for ((tag, language, sms) in listOf(Triple("en", Language.ENGLISH, english), Triple("hi", Language.HINDI, hindi))) {
            notifications.cancelAll()
            app.settings.language = language
            SystemClock.setCurrentTimeMillis(NOW.toEpochMilli())
            receive(sms)
            Pictures.compare("guard-alert-$name-$tag", draw(alert()))
            if (name != "genuine") Pictures.compare("guard-lock-$name-$tag", draw(alert().publicVersion))
        }
    }

    private fun keepOther(name: String, show: () -> Unit) {
        for ((tag, language) in listOf("en" to Language.ENGLISH, "hi" to Language.HINDI)) {
            notifications.cancelAll()
            app.settings.language = language
            SystemClock.setCurrentTimeMillis(NOW.toEpochMilli())
            show()
            settle()
            Pictures.compare("guard-alert-$name-$tag", draw(alert()))
        }
    }

    private fun draw(notification: Notification): Bitmap {
        val themed = ContextThemeWrapper(app.speaking(), android.R.style.Theme_DeviceDefault_Light)
        val shade = FrameLayout(themed).apply { setBackgroundColor(app.getColor(R.color.surface)) }
        @Suppress("DEPRECATION")
        val views = Notification.Builder.recoverBuilder(themed, notification).createBigContentView()
            ?: Notification.Builder.recoverBuilder(themed, notification).createContentView()
        shade.addView(views.apply(themed, shade))
        val width = app.resources.displayMetrics.widthPixels
        shade.measure(
            MeasureSpec.makeMeasureSpec(width, MeasureSpec.EXACTLY),
            MeasureSpec.makeMeasureSpec(width, MeasureSpec.AT_MOST),
        )
        shade.layout(0, 0, shade.measuredWidth, shade.measuredHeight)
        return picture(shade)
    }

    private fun picture(view: View) = Bitmap.createBitmap(view.width, view.height, Bitmap.Config.ARGB_8888).also { view.draw(Canvas(it)) }

    @Test
    fun suspicious() = keep("suspicious", FAKE, FAKE_HINDI)

    @Test
    fun unconfirmed() = keep("unconfirmed", UNCONFIRMED, UNCONFIRMED_HINDI)

    @Test
    fun genuine() = keep("genuine", GENUINE, GENUINE_HINDI)

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
