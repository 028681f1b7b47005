package org.asli.demo.screens

import android.app.Activity
import android.view.View
import android.view.ViewGroup
import android.widget.TextView
import java.time.Duration
import java.time.ZoneId
import java.time.format.DateTimeFormatter
import org.asli.Report
import org.asli.Sms
import org.asli.demo.App
import org.asli.demo.R
import org.asli.demo.lang
import org.asli.demo.marked

/** What a genuine message looks like: an example, marked up by the same filter that judges every message. */
class LearnTab(private val activity: Activity, private val app: App, private val view: View) : MainActivity.Content {
    private val listen = Listen(activity, view, ::aloud)

    init {
        val never = view.findViewById<ViewGroup>(R.id.never)
        NEVER.forEach { never.addLine(R.drawable.ic_cross, R.color.suspicious, activity.getText(it)) }
        val rules = view.findViewById<ViewGroup>(R.id.rules)
        RULES.forEach { rules.addLine(R.drawable.ic_tick, R.color.accent, activity.getText(it)) }
        showExample()
    }

    override fun refresh() = Unit

    override fun close(forGood: Boolean) = if (forGood) listen.close() else listen.stop()

    /** The rules: what to remember, and what a genuine message never has. */
    private fun aloud(): String {
        val never = NEVER.joinToString(", ") { activity.getString(it) }
        return RULES.joinToString(" ") { activity.getString(it) } + " " + activity.getString(R.string.learn_never) + ": " + never
    }

    private fun showExample() {
        val now = app.now()
        val lastDate = DateTimeFormatter.ofPattern("dd/MM/yyyy").format(now.plus(TEN_DAYS).atZone(ZoneId.of("Asia/Kolkata")))
        val body = activity.getString(R.string.learn_example_body, lastDate)
        val sms = Sms(activity.getString(R.string.learn_example_sender), body, now)
        val card = view.findViewById<View>(R.id.example)
        card.findViewById<TextView>(R.id.from).text = activity.getString(R.string.result_sender, sms.sender)
        card.findViewById<View>(R.id.moment).visible(false)
        card.findViewById<TextView>(R.id.body).text = body
        app.inBackground({ app.check(sms) }) { result -> result.onSuccess { mark(card, body, it) } }
    }

    private fun mark(card: View, body: String, report: Report) {
        card.findViewById<TextView>(R.id.body).text = marked(activity, body, report)
        val has = view.findViewById<ViewGroup>(R.id.has)
        report.proof.sortedBy { it.element.importance }.forEach { has.addLine(R.drawable.ic_tick, R.color.genuine, it.text(activity.lang)) }
    }

    private companion object {
        val TEN_DAYS: Duration = Duration.ofDays(10)
        val NEVER = listOf(
            R.string.learn_never_number, R.string.learn_never_time, R.string.learn_never_link, R.string.learn_never_secret,
        )
        val RULES = listOf(R.string.learn_rule_sender, R.string.learn_rule_cut, R.string.learn_rule_pay)
    }
}
