package org.asli.demo

import android.app.Activity
import android.graphics.Bitmap
import android.view.View
import android.view.ViewGroup
import android.widget.ScrollView
import org.asli.Sms
import org.asli.demo.screens.ResultActivity
import org.junit.Assert.assertEquals
import org.robolectric.RuntimeEnvironment
import org.robolectric.annotation.GraphicsMode
import org.robolectric.shadows.ShadowAlertDialog

/**
 * Draws screens in the ways in which people see them, compares each with its picture, and looks for text that is cut,
 * broken or faint.
 *
 * In: a screen or a dialog, and the [Way]. Out: nothing, or a failed test that names every problem found.
 */
@GraphicsMode(GraphicsMode.Mode.NATIVE)
abstract class PictureTest : AppTest() {
    private val flavour = requireNotNull(System.getProperty("flavour"))
    private val problems = ArrayList<String>()

    protected class Way(val name: String, val language: Language, val qualifiers: String = "", val fontScale: Float = 1f, val back: String = "")

    protected val english = Way("en", Language.ENGLISH)
    protected val hindi = Way("hi", Language.HINDI)
    protected val dark = Way("hi-dark", Language.HINDI, "+night", back = "+notnight")
    protected val large = Way("hi-large", Language.HINDI, fontScale = 2f)
    protected val largeEnglish = Way("en-large", Language.ENGLISH, fontScale = 2f)
    protected val short = Way("hi-640", Language.HINDI, "+h640dp", back = "+h740dp")
    protected val shortEnglish = Way("en-640", Language.ENGLISH, "+h640dp", back = "+h740dp")
    protected val narrow = Way("hi-320", Language.HINDI, "+w320dp-h533dp", back = "+w360dp-h740dp")
    protected val lying = Way("hi-land", Language.HINDI, "+w740dp-h360dp-land", back = "+w360dp-h740dp-port")
    protected val both = listOf(english, hindi)
    protected val all = listOf(english, hindi, dark, large)
    protected val folds = listOf(english, hindi, short, shortEnglish)

    /** The flavour check has the same screens but for the watch: its pictures are of those that differ, and of the verdicts. */
    protected val guard = flavour == "guard"

    protected fun each(ways: List<Way>, show: (Way) -> Unit) {
        for (way in if (guard) ways else both) {
            if (way.qualifiers.isNotEmpty()) RuntimeEnvironment.setQualifiers(way.qualifiers)
            RuntimeEnvironment.setFontScale(way.fontScale)
            app.settings.language = way.language
            show(way)
            RuntimeEnvironment.setFontScale(1f)
            if (way.back.isNotEmpty()) RuntimeEnvironment.setQualifiers(way.back)
        }
        assertEquals(emptyList<String>(), problems)
    }

    protected fun eachOfGuard(ways: List<Way>, show: (Way) -> Unit) {
        if (guard) each(ways, show)
    }

    protected fun Way.picks(english: Sms, hindi: Sms) = if (language == Language.HINDI) hindi else english

    protected fun result(sms: Sms): Activity = open<ResultActivity>(ResultActivity.intent(app, sms)).get()

    protected fun keep(name: String, way: Way, activity: Activity, whole: Boolean = false) {
        val scroll = activity.window.decorView.find<ScrollView>()
        val picture: Bitmap = if (whole && scroll != null) {
            Pictures.drawWhole(activity, scroll, scroll.getChildAt(0))
        } else {
            Pictures.draw(activity.window.decorView)
        }
        problems += Legible.problems(activity.window.decorView, picture).map { "$name-${way.name}: $it" }
        Pictures.compare("$flavour-$name-${way.name}", picture)
        activity.finish()
    }

    protected fun keepDialog(name: String, way: Way, activity: Activity) {
        val dialog = ShadowAlertDialog.getLatestAlertDialog()
        val view = requireNotNull(dialog.window).decorView
        val width = View.MeasureSpec.makeMeasureSpec(activity.resources.displayMetrics.widthPixels * 9 / 10, View.MeasureSpec.EXACTLY)
        view.measure(width, View.MeasureSpec.makeMeasureSpec(activity.resources.displayMetrics.heightPixels, View.MeasureSpec.AT_MOST))
        view.layout(0, 0, view.measuredWidth, view.measuredHeight)
        val picture = Pictures.draw(view)
        problems += Legible.problems(view, picture).map { "$name-${way.name}: $it" }
        Pictures.compare("$flavour-$name-${way.name}", picture)
        dialog.dismiss()
        activity.finish()
    }

    private inline fun <reified T : View> View.find(): T? = all().filterIsInstance<T>().firstOrNull { it.isShown }

    private fun View.all(): Sequence<View> = sequence {
        yield(this@all)
        if (this@all is ViewGroup) for (at in 0 until childCount) yieldAll(getChildAt(at).all())
    }
}
