package org.asli.demo

import android.app.Activity
import android.content.Intent
import android.view.View
import android.view.ViewGroup
import android.widget.ImageView
import android.widget.TextView
import org.asli.Verdict
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
import org.robolectric.RuntimeEnvironment
import org.robolectric.annotation.Config
import org.robolectric.annotation.GraphicsMode

/** For thumbs, for TalkBack, for the largest letters: on every screen. */
@GraphicsMode(GraphicsMode.Mode.NATIVE)
class AccessTest : AppTest() {
    private fun screens(): List<Pair<String, Activity>> {
        app.history.keep(FAKE_HINDI, Verdict.SUSPICIOUS, seen = true)
        val tabs = listOf(R.id.tab_check, R.id.tab_history, R.id.tab_learn, R.id.tab_help).mapIndexed { index, id ->
            "tab $index" to open<MainActivity>().get().apply { tap(id) }
        }
        return tabs + listOf(
            "fake" to open<ResultActivity>(ResultActivity.intent(app, FAKE_HINDI)).get().apply {
                for (header in listOf(R.id.why_header, R.id.message_header, R.id.todo_header)) tap(header)
            },
            "genuine" to open<ResultActivity>(ResultActivity.intent(app, GENUINE_HINDI)).get(),
            "answer" to open<AnswerActivity>(AnswerActivity.intent(app, "98765 43210")).get(),
            "complaint" to open<ComplaintActivity>(Intent(app, ComplaintActivity::class.java).put(FAKE_HINDI)).get(),
            "list" to open<ListActivity>().get(),
            "settings" to open<SettingsActivity>().get(),
            "setup" to open<SetupActivity>().get(),
        )
    }

    private fun views(of: View): List<View> =
        listOf(of) + if (of is ViewGroup) (0 until of.childCount).flatMap { views(of.getChildAt(it)) } else emptyList()

    private fun complaints(check: (View) -> String?): List<String> = screens().flatMap { (name, activity) ->
        views(activity.findViewById(R.id.root)).filter { it.isShown }.mapNotNull { view -> check(view)?.let { "$name: ${named(view)} $it" } }
    }

    private fun named(view: View) = if (view.id == View.NO_ID) view.javaClass.simpleName else view.resources.getResourceEntryName(view.id)

    @Test
    fun `everything to tap is large enough and says what it is`() {
        val problems = complaints { view ->
            val least = (48 * view.resources.displayMetrics.density).toInt()
            when {
                !view.isClickable -> null
                view.height < least || view.width < least -> "is too small: ${view.width}x${view.height}"
                spoken(view).isBlank() -> "says nothing"
                else -> null
            }
        }
        assertEquals(emptyList<String>(), problems)
    }

    private fun spoken(view: View): String = view.contentDescription?.toString()
        ?: views(view).filterIsInstance<TextView>().joinToString(" ") { it.text.ifEmpty { it.hint ?: "" }.toString() }

    @Test
    fun `pictures are silent beside their words`() {
        val problems = complaints { view ->
            val silent = view.importantForAccessibility == View.IMPORTANT_FOR_ACCESSIBILITY_NO || view.contentDescription != null
            if (view is ImageView && !silent) "is read without words" else null
        }
        assertEquals(emptyList<String>(), problems)
    }

    @Test
    fun `no text is cut, broken or faint in Hindi at twice the size`() = noTextIsCut(Language.HINDI)

    @Test
    fun `no text is cut, broken or faint in English at twice the size`() = noTextIsCut(Language.ENGLISH)

    @Test
    @Config(qualifiers = "w320dp-h480dp-mdpi")
    fun `no text is cut, broken or faint on a very small screen`() = noTextIsCut(Language.HINDI)

    private fun noTextIsCut(language: Language) {
        app.settings.language = language
        RuntimeEnvironment.setFontScale(2f)
        val problems = screens().flatMap { (name, activity) ->
            val root = activity.window.decorView
            Legible.problems(root, Pictures.draw(root)).map { "$name: $it" }
        }
        assertEquals(emptyList<String>(), problems)
    }
}
