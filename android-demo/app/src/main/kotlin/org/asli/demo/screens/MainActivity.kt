package org.asli.demo.screens

import android.content.Intent
import android.os.Bundle
import android.view.View
import org.asli.demo.R

/** The home of the app: four tabs, each built when it is first shown. */
class MainActivity : Screen() {
    private val tabs by lazy {
        mapOf(
            R.id.tab_check to Tab(R.layout.screen_check) { CheckTab(this, app, it) },
            R.id.tab_history to Tab(R.layout.screen_history) { HistoryTab(this, app, it) },
            R.id.tab_learn to Tab(R.layout.screen_learn) { LearnTab(this, app, it) },
            R.id.tab_help to Tab(R.layout.screen_help) { HelpTab(this, it) },
        )
    }
    private var shown = R.id.tab_check

    override fun onCreate(state: Bundle?) {
        super.onCreate(state)
        setContentView(R.layout.activity_main)
        setTitle(R.string.app_name)
        view(R.id.open_settings).setOnClickListener { open(SettingsActivity::class.java) }
        tabs.keys.forEach { id -> view(id).onTap { show(id) } }
        hideFromRecents()
        val tab = state?.getInt(TAB)?.takeIf { it in tabs.keys.indices } ?: Incoming.tab(intent, tabs.size)
        show(tabs.keys.elementAt(tab))
        if (state == null) take(intent)
        if (!app.settings.introduced) open(SetupActivity::class.java)
    }

    override fun onNewIntent(intent: Intent) {
        super.onNewIntent(intent)
        show(tabs.keys.elementAt(Incoming.tab(intent, tabs.size)))
        take(intent)
    }

    /** Text that came from another app is put into the form and checked at once. */
    private fun take(intent: Intent) {
        val text = Incoming.toCheck(intent)
        if (text == null && !Incoming.asksOrigin(intent)) return
        intent.removeExtra(TEXT)
        show(R.id.tab_check)
        val form = tabs.getValue(R.id.tab_check).content() as CheckTab
        if (text != null) form.check(text) else form.askOrigin()
    }

    override fun onResume() {
        super.onResume()
        tabs.getValue(shown).content().refresh()
    }

    override fun onStop() {
        super.onStop()
        tabs.values.forEach { it.close(false) }
    }

    override fun onDestroy() {
        super.onDestroy()
        tabs.values.forEach { it.close(true) }
    }

    @Deprecated("The new way is AndroidX only.")
    public override fun onActivityResult(request: Int, result: Int, data: Intent?) {
        (tabs.getValue(R.id.tab_history).content() as HistoryTab).chosen(request, result, data)
    }

    override fun onSaveInstanceState(state: Bundle) {
        super.onSaveInstanceState(state)
        state.putInt(TAB, tabs.keys.indexOf(shown))
    }

    fun show(id: Int) {
        shown = id
        for ((other, tab) in tabs) {
            view(other).isSelected = other == id
            if (other != id) tab.close(false)
            tab.view?.visible(other == id)
        }
        tabs.getValue(id).content().refresh()
    }

    /** What a tab shows. */
    interface Content {
        /** The tab comes to the front, or the screen does. */
        fun refresh()

        /** The screen goes out of sight, or ([forGood]) ends: what is read aloud stops. */
        fun close(forGood: Boolean) = Unit
    }

    private inner class Tab(private val layout: Int, private val build: (View) -> Content) {
        var view: View? = null
        private var content: Content? = null

        fun close(forGood: Boolean) {
            content?.close(forGood)
        }

        fun content(): Content = content ?: run {
            val built = layoutInflater.inflate(layout, group(R.id.screen), false)
            group(R.id.screen).addView(built)
            view = built
            build(built).also { content = it }
        }
    }

    companion object {
        /** Which tab to open: its place, from 0. */
        const val TAB = "tab"

        /** A message to check. */
        const val TEXT = "text"

        /** Whether the form is to ask where the message came from. */
        const val ASK_ORIGIN = "ask_origin"
        const val HISTORY = 1
        const val HELP = 3
    }
}
