package org.asli.demo.screens

import android.app.Activity
import android.content.ClipboardManager
import android.content.Intent
import android.view.View
import android.widget.EditText
import android.widget.ImageView
import android.widget.TextView
import org.asli.FindingCode
import org.asli.Report
import org.asli.Severity
import org.asli.Sms
import org.asli.Verdict
import org.asli.demo.App
import org.asli.demo.R
import org.asli.demo.Watch
import org.asli.demo.color
import org.asli.demo.show

/** The form: a message and its sender in, the result screen out. */
class CheckTab(private val activity: Activity, private val app: App, private val view: View) : MainActivity.Content {
    private val body: EditText = view.findViewById(R.id.body)
    private val sender: EditText = view.findViewById(R.id.sender)
    private val senderHelp: TextView = view.findViewById(R.id.sender_help)

    init {
        view.findViewById<View>(R.id.paste).onTap(::paste)
        view.findViewById<View>(R.id.check).onTap(::check)
        view.findViewById<View>(R.id.watch).setOnClickListener {
            activity.startActivity(Intent(activity, SetupActivity::class.java))
        }
    }

    override fun refresh() = app.watch?.let { show(it.state()) } ?: Unit

    private fun show(state: Watch.State) {
        view.findViewById<View>(R.id.watch).visible(true)
        val (icon, color) =
            if (state.on) R.drawable.ic_genuine to R.color.genuine else R.drawable.ic_bell to R.color.suspicious
        view.findViewById<ImageView>(R.id.watch_icon).show(icon, color)
        view.findViewById<TextView>(R.id.watch_title).apply {
            text = state.title
            color(color)
        }
        view.findViewById<TextView>(R.id.watch_text).text = state.text
    }

    private fun paste() {
        val clipboard = activity.getSystemService(ClipboardManager::class.java)
        val copied = clipboard.primaryClip?.takeIf { it.itemCount > 0 }?.getItemAt(0)?.coerceToText(activity)
        if (copied.isNullOrBlank()) say(R.string.check_nothing_to_paste, true) else body.setText(copied)
    }

    /** Puts a text that came from elsewhere into the form and checks it. */
    fun check(text: String) {
        body.setText(text)
        sender.setText("")
        if (text.isNotBlank()) check()
    }

    private fun check() {
        if (body.text.isBlank()) return say(R.string.check_body_needed, true)
        val sms = Sms(sender.text.toString().trim(), body.text.toString(), app.now())
        app.inBackground({ judge(sms) }) { result ->
            if (activity.isDestroyed) return@inBackground
            result.fold(::show) { ResultActivity.open(activity, sms) }
        }
    }

    private fun judge(sms: Sms): Judged {
        val report = app.asli.check(sms, sms.receivedAt!!)
        val keeps = report.verdict != Verdict.UNRELATED && !report.needsSender(sms)
        return Judged(sms, report, if (keeps) app.history.keep(sms, report.verdict, seen = true).id else null)
    }

    private class Judged(val sms: Sms, val report: Report, val id: Long?)

    private fun show(judged: Judged) {
        if (judged.report.needsSender(judged.sms)) {
            say(R.string.check_sender_needed, true)
            sender.requestFocus()
            return
        }
        say(R.string.check_sender_help, false)
        if (judged.id != null) ResultActivity.open(activity, judged.id) else ResultActivity.open(activity, judged.sms)
    }

    private fun say(text: Int, urgent: Boolean) {
        senderHelp.setText(text)
        senderHelp.color(if (urgent) R.color.suspicious else R.color.text_quiet)
        if (urgent) senderHelp.announceForAccessibility(senderHelp.text)
    }
}

/** Whether nothing but the missing sender stands against the message: then there is no verdict yet, but a question. */
private fun Report.needsSender(sms: Sms) = sms.sender.isEmpty() && verdict == Verdict.SUSPICIOUS &&
    findings.none { it.severity == Severity.DANGER && it.code != FindingCode.SENDER_UNKNOWN }
