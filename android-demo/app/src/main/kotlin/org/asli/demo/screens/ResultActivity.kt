package org.asli.demo.screens

import android.app.Activity
import android.app.AlertDialog
import android.content.Context
import android.content.Intent
import android.os.Bundle
import android.view.View
import android.widget.ImageView
import android.widget.ScrollView
import android.widget.TextView
import java.time.Instant
import org.asli.FindingCode
import org.asli.Report
import org.asli.Severity
import org.asli.Sms
import org.asli.Verdict
import org.asli.demo.Kept
import org.asli.demo.R
import org.asli.demo.color

import org.asli.demo.lang
import org.asli.demo.look
import org.asli.demo.marked
import org.asli.demo.moment
import org.asli.demo.show
import org.asli.demo.tint

/**
 * What was found of one message: the verdict, the marked text, why, and what to do.
 *
 * In: the id of a kept message, or sender and text of one that is not kept. It is judged anew, by the list that is in
 * force now. Opening it counts as having seen the alert.
 */
class ResultActivity : Screen() {
    private lateinit var sms: Sms
    private var kept: Kept? = null

    override fun onCreate(state: Bundle?) {
        super.onCreate(state)
        setContentView(R.layout.activity_result)
        topBar(R.string.result_title)
        load()
    }

    override fun onNewIntent(intent: Intent) {
        super.onNewIntent(intent)
        setIntent(intent)
        load()
    }

    private fun load() {
        val id = intent.getLongExtra(ID, NONE)
        if (id == NONE) {
            val sender = intent.getStringExtra(SENDER).orEmpty()
            val receivedAt = Instant.ofEpochMilli(intent.getLongExtra(RECEIVED_AT, 0))
            judge(null, Sms(sender, intent.getStringExtra(BODY).orEmpty(), receivedAt))
            return
        }
        app.inBackground({ app.history.find(id)?.also { seen(id) } }) { found ->
            val kept = found.getOrNull()
            if (kept == null) finish() else judge(kept, kept.sms)
        }
    }

    private fun seen(id: Long) {
        app.history.markSeen(id)
        app.watch?.seen(id)
    }

    private fun judge(kept: Kept?, sms: Sms) {
        this.kept = kept
        this.sms = sms
        app.inBackground({ app.asli.check(sms, app.now()) }) { result ->
            if (!isDestroyed) result.fold(::show) { showFailure() }
        }
    }

    private fun show(report: Report) {
        showBanner(report.verdict, report.headline(lang))
        val first = report.advice.firstOrNull()?.takeIf { report.isFlagged }
        text(R.id.first).text = first?.text(lang)
        view(R.id.first).visible(first != null)
        showMessage(report)
        showWhy(report)
        showAdvice(report)
        showActions(report)
        showSection()
    }

    private fun showBanner(verdict: Verdict, headline: String) {
        val look = verdict.look
        view(R.id.page).visible(true)
        view(R.id.banner).tint(look.tint)
        findViewById<ImageView>(R.id.icon).show(look.icon, look.color)
        text(R.id.verdict).apply {
            setText(look.word)
            color(look.color)
        }
        text(R.id.headline).text = headline
    }

    private fun showMessage(report: Report?) {
        val card = view(R.id.message)
        val from = if (sms.sender.isEmpty()) getString(R.string.result_no_sender) else getString(R.string.result_sender, sms.sender)
        card.findViewById<TextView>(R.id.from).text = from
        val times = kept?.times ?: 1
        val again = if (times > 1) " · " + getString(R.string.result_came_again, times) else ""
        card.findViewById<TextView>(R.id.moment).text = sms.receivedAt?.let(::moment).orEmpty() + again
        val body = card.findViewById<TextView>(R.id.body)
        body.text = report?.let { marked(this, sms.body, it) } ?: sms.body
    }

    private fun showWhy(report: Report) {
        val why = group(R.id.why)
        why.removeAllViews()
        // What stands in the text twice is marked twice, but said once.
        for (finding in report.findings.distinctBy { it.text(lang) }) {
            val danger = finding.severity == Severity.DANGER
            val look = if (danger) Verdict.SUSPICIOUS.look else Verdict.UNCONFIRMED.look
            why.addLine(if (danger) R.drawable.ic_cross else R.drawable.ic_unconfirmed, look.color, finding.text(lang))
        }
        if (report.verdict != Verdict.SUSPICIOUS) {
            report.proof.forEach { why.addLine(R.drawable.ic_tick, R.color.genuine, it.text(lang)) }
        }
        val genuine = report.verdict == Verdict.GENUINE
        text(R.id.why_title).setText(if (genuine) R.string.result_proof else R.string.result_why)
        view(R.id.why_title).visible(why.childCount > 0)
        why.visible(why.childCount > 0)
    }

    private fun showAdvice(report: Report) {
        val todo = group(R.id.todo)
        todo.removeAllViews()
        val own = when (report.verdict) {
            Verdict.GENUINE -> R.string.result_genuine
            Verdict.UNRELATED -> R.string.result_unrelated
            else -> null
        }
        own?.let { todo.addLine(R.drawable.ic_next, R.color.accent, getText(it)) }
        report.advice.forEach { todo.addLine(R.drawable.ic_next, R.color.accent, it.text(lang)) }
    }

    private fun showActions(report: Report) {
        val suspicious = report.verdict == Verdict.SUSPICIOUS
        view(R.id.lost).visible(suspicious)
        view(R.id.lost).onTap { openHelp() }
        view(R.id.report_too).visible(report.verdict == Verdict.UNCONFIRMED)
        view(R.id.report_too).onTap { openComplaint() }
        text(R.id.main_action).apply {
            setText(if (suspicious) R.string.result_report else R.string.result_done)
            onTap { if (suspicious) openComplaint() else finish() }
        }
        val fine = kept?.fine == true
        view(R.id.fine).visible(kept != null && report.isFlagged && !fine && !report.imitates)
        view(R.id.fine).onTap(::askIfFine)
        view(R.id.fine_note).visible(fine)
        view(R.id.not_fine).onTap { setFine(false) }
    }

    /** An alert's button leads to its part of the screen. */
    private fun showSection() {
        val title = when (intent.getStringExtra(SECTION)) {
            WHY -> R.id.why_title
            TODO -> R.id.todo_title
            else -> return
        }
        val scroll = findViewById<ScrollView>(R.id.scroll)
        scroll.post { scroll.scrollTo(0, view(title).top) }
    }

    /** The filter did not answer: no verdict is made up. */
    private fun showFailure() {
        showBanner(Verdict.UNCONFIRMED, getString(R.string.result_failed))
        showMessage(null)
        listOf(R.id.why_title, R.id.why, R.id.first, R.id.todo_title, R.id.todo, R.id.lost, R.id.report_too, R.id.fine)
            .forEach { view(it).visible(false) }
        text(R.id.main_action).apply {
            setText(R.string.result_done)
            onTap(::finish)
        }
    }

    private fun openHelp() = open(MainActivity::class.java) {
        addFlags(Intent.FLAG_ACTIVITY_CLEAR_TOP or Intent.FLAG_ACTIVITY_SINGLE_TOP)
        putExtra(MainActivity.TAB, MainActivity.HELP)
    }

    private fun openComplaint() = open(ComplaintActivity::class.java) { put(sms) }

    private fun askIfFine() {
        AlertDialog.Builder(this)
            .setTitle(R.string.result_fine_ask)
            .setMessage(R.string.result_fine_explain)
            .setNegativeButton(R.string.cancel, null)
            .setPositiveButton(R.string.result_fine_yes) { _, _ -> setFine(true) }
            .show()
    }

    private fun setFine(fine: Boolean) =
        app.inBackground({ if (fine) app.history.callFine(sms) else app.history.takeBackFine(sms) }) { load() }

    companion object {
        /** The part of the screen to begin with: [WHY] or [TODO]. */
        const val SECTION = "section"
        const val WHY = "why"
        const val TODO = "todo"
        private const val ID = "id"
        private const val SENDER = "sender"
        private const val BODY = "body"
        private const val RECEIVED_AT = "received_at"
        private const val NONE = -1L

        fun intent(context: Context, id: Long): Intent = Intent(context, ResultActivity::class.java).putExtra(ID, id)

        fun intent(context: Context, sms: Sms): Intent = Intent(context, ResultActivity::class.java).put(sms)

        fun open(from: Activity, id: Long) = from.startActivity(intent(from, id))

        fun open(from: Activity, sms: Sms) = from.startActivity(intent(from, sms))

        fun Intent.put(sms: Sms): Intent = putExtra(SENDER, sms.sender).putExtra(BODY, sms.body)
            .putExtra(RECEIVED_AT, (sms.receivedAt ?: Instant.EPOCH).toEpochMilli())

        fun Intent.sms() = Sms(
            getStringExtra(SENDER).orEmpty(),
            getStringExtra(BODY).orEmpty(),
            Instant.ofEpochMilli(getLongExtra(RECEIVED_AT, 0)),
        )
    }
}

/** A message that imitates the company can never be called fine. */
private val Report.imitates
    get() = findings.any { it.code in IMITATION }

private val IMITATION = setOf(FindingCode.SENDER_LOOKALIKE, FindingCode.SENDER_DISGUISED, FindingCode.LOOKALIKE_LINK)
