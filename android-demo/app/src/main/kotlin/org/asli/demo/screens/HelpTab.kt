package org.asli.demo.screens

import android.content.Intent
import android.view.View
import android.widget.TextView
import org.asli.demo.R

/** Where to turn: each button opens the dialler or the browser; the user does the rest. */
class HelpTab(private val activity: MainActivity, private val view: View) : MainActivity.Content {
    private val listen = Listen(activity, view, ::aloud)

    init {
        tap(R.id.call_1930, Calls.dial(Calls.MONEY_LOST))
        tap(R.id.open_cybercrime, Calls.browse(Calls.CYBERCRIME))
        tap(R.id.open_chakshu, Calls.browse(Calls.CHAKSHU_FORM))
        view.findViewById<TextView>(R.id.call_1912).text = activity.getString(R.string.help_ask_call, Calls.ELECTRICITY)
        tap(R.id.call_1912, Calls.dial(Calls.ELECTRICITY))
        view.findViewById<View>(R.id.open_messages).onTap { activity.show(R.id.tab_history) }
    }

    override fun refresh() = Unit

    override fun close(forGood: Boolean) = if (forGood) listen.close() else listen.stop()

    private fun aloud() = ALOUD.joinToString(". ") { view.findViewById<TextView>(it).text }

    private fun tap(id: Int, intent: Intent) = view.findViewById<View>(id).onTap { activity.startElsewhere(intent) }

    private companion object {
        val ALOUD = listOf(R.id.lost_title, R.id.lost_text, R.id.fir_title, R.id.fir_text, R.id.not_lost_title, R.id.chakshu_text, R.id.ask_text)
    }
}
