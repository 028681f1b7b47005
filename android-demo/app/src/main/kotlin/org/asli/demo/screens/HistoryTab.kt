package org.asli.demo.screens

import android.app.Activity
import android.app.AlertDialog
import android.content.ActivityNotFoundException
import android.content.Intent
import android.view.View
import android.view.ViewGroup
import android.widget.ImageView
import android.widget.TextView
import android.widget.Toast
import org.asli.Sms
import org.asli.demo.App
import org.asli.demo.Kept
import org.asli.demo.R
import org.asli.demo.Waiting
import org.asli.demo.color
import org.asli.demo.look
import org.asli.demo.moment
import org.asli.demo.senderOf
import org.asli.demo.show

/** The messages that were flagged or proven genuine, the newest first. */
class HistoryTab(private val activity: Activity, private val app: App, private val view: View) : MainActivity.Content {
    private val messages: ViewGroup = view.findViewById(R.id.messages)

    init {
        view.findViewById<View>(R.id.clear).onSafeTap(::askToClear)
        view.findViewById<View>(R.id.save).onTap(::pickFile)
    }

    override fun refresh() = app.inBackground({ setAside() to app.history.all() }) { result ->
        val (setAside, all) = result.getOrDefault(emptyList<Waiting>() to emptyList<Kept>())
        show(setAside, all)
    }

    private fun setAside() = app.history.waiting().mapNotNull(app.history::waiting).filter { it.isSetAside }

    private fun show(setAside: List<Waiting>, all: List<Kept>) {
        messages.removeAllViews()
        setAside.forEach { messages.addView(row(it)) }
        all.take(MOST).forEach { messages.addView(row(it)) }
        val isEmpty = all.isEmpty() && setAside.isEmpty()
        view.findViewById<View>(R.id.empty).visible(isEmpty)
        view.findViewById<View>(R.id.note).visible(!isEmpty)
        view.findViewById<View>(R.id.clear).visible(all.isNotEmpty())
        view.findViewById<View>(R.id.save).visible(all.isNotEmpty())
    }

    private fun row(waiting: Waiting): View = row(waiting.sms, waiting.sim, R.string.history_set_aside, R.color.unconfirmed, R.drawable.ic_unconfirmed) {
        activity.startActivity(ResultActivity.setAsideIntent(activity, waiting.id))
    }

    private fun row(kept: Kept): View {
        val look = kept.verdict.look
        val word = if (kept.fine) R.string.history_fine else look.word
        return row(kept.sms, kept.sim, word, if (kept.fine) R.color.text_quiet else look.color, look.icon) { ResultActivity.open(activity, kept.id) }
    }

    private fun row(sms: Sms, sim: Int?, word: Int, color: Int, icon: Int, open: () -> Unit): View {
        val row = activity.layoutInflater.inflate(R.layout.row_message, messages, false)
        row.findViewById<ImageView>(R.id.icon).show(icon, color)
        row.findViewById<TextView>(R.id.verdict).apply {
            setText(word)
            color(color)
        }
        row.findViewById<TextView>(R.id.body).text = sms.body
        row.findViewById<TextView>(R.id.from).text = "${activity.senderOf(sms, sim)}\n${sms.receivedAt?.let(activity::moment).orEmpty()}"
        row.onTap(open)
        return row
    }

    // The proof: one file with every message, where the user wants it.

    private fun pickFile() {
        val create = Intent(Intent.ACTION_CREATE_DOCUMENT).addCategory(Intent.CATEGORY_OPENABLE).setType("text/plain")
            .putExtra(Intent.EXTRA_TITLE, Evidence.FILE_NAME)
        try {
            @Suppress("DEPRECATION") // The new way is AndroidX only.
            activity.startActivityForResult(create, SAVE)
        } catch (_: ActivityNotFoundException) {
            Toast.makeText(activity, R.string.no_app, Toast.LENGTH_LONG).show()
        }
    }

    /** The user has chosen where: the file is written there. */
    fun chosen(request: Int, result: Int, data: Intent?) {
        val file = data?.data ?: return
        if (request != SAVE || result != Activity.RESULT_OK) return
        app.inBackground({ Evidence(app, activity).writeTo(file) }) { written ->
            val text = if (written.isSuccess) R.string.history_saved else R.string.history_not_saved
            Toast.makeText(activity, text, Toast.LENGTH_LONG).show()
        }
    }

    private fun askToClear() {
        AlertDialog.Builder(activity)
            .setTitle(R.string.history_clear_ask)
            .setMessage(R.string.history_clear_explain)
            .setNegativeButton(R.string.cancel, null)
            .setPositiveButton(R.string.history_clear_yes) { _, _ -> clear() }
            .showSafely()
    }

    private fun clear() = app.inBackground({
        app.history.clear()
        app.watch?.cleared()
    }) { refresh() }

    private companion object {
        /** Rows on the screen; the rest stays in the store until the newer ones are cleared. */
        const val MOST = 200
        const val SAVE = 2
    }
}
