package org.asli.demo

import android.app.Activity
import android.content.Context
import android.content.Intent
import android.os.Looper
import android.view.View
import android.view.ViewGroup
import android.widget.TextView
import java.time.Clock
import java.time.Instant
import java.time.ZoneOffset
import java.util.TimeZone
import java.util.concurrent.TimeUnit
import org.asli.Sms
import org.junit.Before
import org.junit.runner.RunWith
import org.robolectric.Robolectric
import org.robolectric.RuntimeEnvironment
import org.robolectric.Shadows.shadowOf
import org.robolectric.android.controller.ActivityController
import org.robolectric.annotation.Config

/** A phone with the app: the newest Android that the tests run on, the screen of a cheap phone. */
@RunWith(AppRunner::class)
@Config(sdk = [35], qualifiers = "en-rIN-w360dp-h740dp-hdpi")
abstract class AppTest {
    protected val app get() = RuntimeEnvironment.getApplication() as App

    @Before
    fun setTheClock() {
        TimeZone.setDefault(TimeZone.getTimeZone("Asia/Kolkata"))
        app.clock = Clock.fixed(NOW, ZoneOffset.UTC)
        app.settings.introduced = true
        settle()
    }

    /** Waits until both threads of the app and the main thread have nothing left to do. */
    protected fun settle(of: App = app) {
        repeat(3) {
            shadowOf(Looper.getMainLooper()).idle()
            of.work.submit {}.get(60, TimeUnit.SECONDS)
            of.screens.submit {}.get(60, TimeUnit.SECONDS)
        }
        shadowOf(Looper.getMainLooper()).idle()
    }

    protected inline fun <reified T : Activity> open(intent: Intent = Intent(app, T::class.java)): ActivityController<T> {
        val controller = Robolectric.buildActivity(T::class.java, intent).setup()
        settle()
        return controller
    }

    /** The screen that was opened last, started for real. */
    protected inline fun <reified T : Activity> follow(): ActivityController<T> {
        val intent = requireNotNull(shadowOf(app).nextStartedActivity) { "no screen was opened" }
        require(intent.component?.className == T::class.java.name) { "opened ${intent.component}" }
        return open(intent)
    }

    protected fun Activity.text(id: Int): String = findViewById<TextView>(id).text.toString()

    protected fun Activity.type(id: Int, text: String) = findViewById<TextView>(id).setText(text)

    protected fun Activity.tap(id: Int) {
        findViewById<View>(id).performClick()
        settle()
    }

    /** Every text in it, in the order in which it is read aloud. */
    protected fun textsIn(view: View): List<TextView> = when (view) {
        is ViewGroup -> (0 until view.childCount).flatMap { textsIn(view.getChildAt(it)) }
        is TextView -> listOf(view)
        else -> emptyList()
    }

    protected fun Activity.isVisible(id: Int) = findViewById<View>(id).isShown

    companion object {
        /** A day within the embedded list's dates. */
        val NOW: Instant = Instant.parse("2026-11-24T10:00:00Z")
        val RECEIVED: Instant = Instant.parse("2026-11-24T09:35:00Z")

        val FAKE = Sms(
            "+919876501234",
            "Dear consumer your electricity power will be disconnected tonight 9.30 pm because your last month bill was " +
                "not updated, contact electricity officer 98765 43210",
            RECEIVED,
        )
        val FAKE_HINDI = Sms(
            "+919876501234",
            "प्रिय उपभोक्ता, आज रात 9:30 बजे आपकी बिजली काट दी जाएगी क्योंकि आपका पिछले महीने का बिल अपडेट नहीं हुआ। " +
                "तुरंत बिजली अधिकारी से 98765 43210 पर संपर्क करें।",
            RECEIVED,
        )
        val GENUINE = Sms(
            "JM-SBPDCL-S",
            "Dear Consumer, your SBPDCL electricity bill is due. Last date of payment is 05/12/2026. Pay by the Suvidha app " +
                "and get 1.5% rebate for payment in time.",
            RECEIVED,
        )
        val GENUINE_HINDI = Sms(
            "JM-SBPDCL-S",
            "प्रिय उपभोक्ता, आपके बिजली बिल रु 1,248 की अंतिम तिथि 05/12/2026 है। सुविधा ऐप से समय पर भुगतान करें और 1.5% छूट पाएं। SBPDCL",
            RECEIVED,
        )
        val UNCONFIRMED =
            Sms("JM-SBPDCL-S", "Dear Consumer, your electricity bill is due. Pay by Suvidha app and get 1.5% rebate. SBPDCL", RECEIVED)
        val UNCONFIRMED_HINDI =
            Sms("JM-SBPDCL-S", "प्रिय उपभोक्ता, आपका बिजली बिल बकाया है। सुविधा ऐप से भुगतान करें और 1.5% छूट पाएं। SBPDCL", RECEIVED)
        val UNRELATED = Sms("+919876501234", "Beta, ghar kab aa rahe ho? Mummy pooch rahi hain.", RECEIVED)
        val UNRELATED_HINDI = Sms("+919876501234", "बेटा, घर कब आ रहे हो? मम्मी पूछ रही हैं।", RECEIVED)
    }
}
