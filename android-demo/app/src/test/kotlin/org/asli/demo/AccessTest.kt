package org.asli.demo

import android.app.Activity
import android.content.Intent
import android.graphics.Insets
import android.view.View
import android.view.ViewGroup
import android.view.WindowInsets
import android.view.accessibility.AccessibilityNodeInfo
import android.widget.ImageView
import android.widget.ScrollView
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
import org.junit.Assert.assertTrue
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

    /** What TalkBack says after the words: "button", "switch", "edit box". */
    @Test
    fun `everything to tap says what kind of thing it is`() {
        val problems = complaints { view ->
            val kind = AccessibilityNodeInfo.obtain().also(view::onInitializeAccessibilityNodeInfo).className?.toString()
            val toSelect = view is TextView && view.isTextSelectable
            if (view.isClickable && !toSelect && kind !in KINDS) "is a $kind" else null
        }
        assertEquals(emptyList<String>(), problems)
    }

    /** TalkBack goes from one to the next as they stand in the layout: each must stand below the last, or beside it. */
    @Test
    fun `everything is read in the order in which it is seen`() {
        val problems = screens().flatMap { (name, activity) ->
            val read = textsIn(activity.findViewById(R.id.root)).filter { it.isShown && it.text.isNotEmpty() }
            // What is scrolled away lies lower than the bar that is read after it: each page is looked at by itself.
            read.groupBy(::page).values.flatMap { it.zipWithNext() }.filter { (above, below) -> top(below) + below.height <= top(above) }
                .map { (above, below) -> "$name: “${below.text.take(20)}” is read after “${above.text.take(20)}”" }
        }
        assertEquals(emptyList<String>(), problems)
    }

    private fun page(view: View) = generateSequence(view.parent) { it.parent }.firstOrNull { it is ScrollView }

    private fun top(view: View) = IntArray(2).also(view::getLocationOnScreen)[1]

    @Test
    fun `of a fake, the verdict is read first, then why, what not to do, and how to get help`() {
        val screen = open<ResultActivity>(ResultActivity.intent(app, FAKE_HINDI)).get()
        val read = textsIn(screen.findViewById(R.id.root)).filter { it.isShown }.map { it.id }
        val wanted = listOf(R.id.title, R.id.trial, R.id.verdict, R.id.headline, R.id.first, R.id.listen_text, R.id.fold_title, R.id.lost, R.id.report)
        assertEquals(wanted, read.filter { it in wanted }.distinct())
    }

    @Test
    fun `a field's border stands out from what lies on either side of it`() {
        for (night in listOf("+notnight", "+night")) {
            RuntimeEnvironment.setQualifiers(night)
            val words = app.speaking()
            for (side in listOf(R.color.surface, R.color.background)) {
                for (line in listOf(R.color.border, R.color.accent)) {
                    val ratio = Legible.contrast(words.getColor(line), words.getColor(side))
                    assertTrue("$night: ${words.resources.getResourceEntryName(line)} has $ratio", ratio >= LEAST_OF_LINES)
                }
            }
        }
        RuntimeEnvironment.setQualifiers("+notnight")
    }

    /** Android 15 and newer draw every app from edge to edge: each screen keeps its own out from under the bars. */
    @Test
    fun `nothing lies under the bars of the system, upright or lying down`() {
        for (insets in listOf(Insets.of(0, 40, 0, 60), Insets.of(0, 30, 50, 0))) {
            val bars = WindowInsets.Builder().setInsets(WindowInsets.Type.systemBars(), insets).build()
            for ((name, activity) in screens()) {
                val root = activity.findViewById<View>(R.id.root)
                root.dispatchApplyWindowInsets(bars)
                assertEquals(name, insets, Insets.of(root.paddingLeft, root.paddingTop, root.paddingRight, root.paddingBottom))
            }
        }
    }

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

    @Test
    @Config(qualifiers = "w640dp-h320dp-land-mdpi")
    fun `no text is cut, broken or faint lying down`() = noTextIsCut(Language.HINDI, 1.3f)

    @Test
    @Config(qualifiers = "w320dp-h480dp-night-mdpi")
    fun `no text is cut, broken or faint in the dark`() = noTextIsCut(Language.ENGLISH)

    private fun noTextIsCut(language: Language, fontScale: Float = 2f) {
        app.settings.language = language
        RuntimeEnvironment.setFontScale(fontScale)
        val problems = screens().flatMap { (name, activity) ->
            val root = activity.window.decorView
            Legible.problems(root, Pictures.draw(root)).map { "$name: $it" }
        }
        assertEquals(emptyList<String>(), problems)
    }

    private companion object {
        val KINDS = listOf("Button", "ImageButton", "EditText", "RadioButton", "Switch").mapTo(HashSet()) { "android.widget.$it" }

        /** Of lines and marks that say something, by the WCAG. */
        const val LEAST_OF_LINES = 3.0
    }
}
