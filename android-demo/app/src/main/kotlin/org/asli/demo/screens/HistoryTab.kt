package org.asli.demo.screens

import android.app.Activity
import android.app.AlertDialog
import android.view.View
import android.view.ViewGroup
import android.widget.ImageView
import android.widget.TextView
import org.asli.demo.App
import org.asli.demo.Kept
import org.asli.demo.R
import org.asli.demo.color
import org.asli.demo.look
import org.asli.demo.moment
import org.asli.demo.show

/** The messages that were flagged or proven genuine, the newest first. */
class HistoryTab(private val activity: Activity, private val app: App, private val view: View) : MainActivity.Content {
    private val messages: ViewGroup = view.findViewById(R.id.messages)

    init {
        view.findViewById<View>(R.id.clear).onTap(::askToClear)
    }

    override fun refresh() = app.inBackground({ app.history.all() }) { show(it.getOrDefault(emptyList())) }

    private fun show(all: List<Kept>) {
        messages.removeAllViews()
        all.take(MOST).forEach { messages.addView(row(it)) }
        view.findViewById<View>(R.id.empty).visible(all.isEmpty())
        view.findViewById<View>(R.id.clear).visible(all.isNotEmpty())
    }

    private fun row(kept: Kept): View {
        val row = activity.layoutInflater.inflate(R.layout.row_message, messages, false)
        val look = kept.verdict.look
        row.findViewById<ImageView>(R.id.icon).show(look.icon, look.color)
        row.findViewById<TextView>(R.id.verdict).apply {
            setText(if (kept.fine) R.string.history_fine else look.word)
            color(if (kept.fine) R.color.text_quiet else look.color)
        }
        row.findViewById<TextView>(R.id.body).text = kept.sms.body
        val sender = kept.sms.sender.ifEmpty { activity.getString(R.string.result_no_sender) }
        row.findViewById<TextView>(R.id.from).text = "$sender\n${activity.moment(kept.receivedAt)}"
        row.onTap { ResultActivity.open(activity, kept.id) }
        return row
    }

    private fun askToClear() {
        AlertDialog.Builder(activity)
            .setTitle(R.string.history_clear_ask)
            .setMessage(R.string.history_clear_explain)
            .setNegativeButton(R.string.cancel, null)
            .setPositiveButton(R.string.history_clear_yes) { _, _ -> clear() }
            .show()
    }

    private fun clear() = app.inBackground({
        app.history.clear()
        app.watch?.cleared()
    }) { refresh() }

    private companion object {
        /** Rows on the screen; the rest stays in the store until the newer ones are cleared. */
        const val MOST = 200
    }
}
