package org.asli.demo.screens

import android.app.Activity
import android.app.AlertDialog
import android.content.Context
import android.content.Intent
import android.os.Bundle
import android.view.View
import android.widget.ImageView
import android.widget.LinearLayout
import android.widget.TextView
import android.widget.Toast
import java.time.Instant
import org.asli.Advice
import org.asli.Company
import org.asli.FindingCode
import org.asli.Report
import org.asli.Severity
import org.asli.Sms
import org.asli.Verdict
import org.asli.demo.Kept
import org.asli.demo.PayApp
import org.asli.demo.R
import org.asli.demo.color
import org.asli.demo.inLanguage
import org.asli.demo.lang
import org.asli.demo.locale
import org.asli.demo.look
import org.asli.demo.mainReason
import org.asli.demo.show
import org.asli.demo.tint

/**
 * What was found of one message. The first screen holds the verdict, the main reason, what not to do, and a bar with
 * the two things that people need; the rest lies below, folded.
 *
 * In: the id of a kept message or of one that was set aside, or sender and text of one that is not kept. It is judged
 * anew, by the list that is in force now. Opening it counts as having seen the alert.
 */
class ResultActivity : Screen() {
    private lateinit var sms: Sms
    private lateinit var listen: Listen
    private lateinit var parts: ResultParts
    private var kept: Kept? = null
    private var sim: Int? = null
    private var origin = Origin.RECEIVED
    private var aloud = ""

    override fun onCreate(state: Bundle?) {
        super.onCreate(state)
        setContentView(R.layout.activity_result)
        topBar(R.string.result_title)
        hideFromRecents()
        listen = Listen(this, view(R.id.root)) { aloud }
        parts = ResultParts(this)
        load()
    }

    override fun onNewIntent(intent: Intent) {
        super.onNewIntent(intent)
        setIntent(intent)
        load()
    }

    override fun onStop() {
        super.onStop()
        listen.stop()
    }

    override fun onDestroy() {
        super.onDestroy()
        listen.close()
    }

    private fun load() {
        val id = intent.getLongExtra(ID, NONE)
        val setAside = intent.getLongExtra(SET_ASIDE, NONE)
        when {
            id != NONE -> loadKept(id)
            setAside != NONE -> loadSetAside(setAside)
            else -> {
                origin = Origin.values().getOrElse(intent.getIntExtra(ORIGIN, 0)) { Origin.UNKNOWN }
                judge(null, intent.sms())
            }
        }
    }

    private fun loadKept(id: Long) = app.inBackground({ app.history.find(id).also { seen(id) } }) { found ->
        if (isDestroyed) return@inBackground
        val kept = found.getOrNull() ?: return@inBackground gone()
        sim = kept.sim
        judge(kept, kept.sms)
    }

    private fun loadSetAside(id: Long) = app.inBackground({ app.history.waiting(id).also { app.watch?.seenSetAside(id) } }) { found ->
        if (isDestroyed) return@inBackground
        val waiting = found.getOrNull() ?: return@inBackground gone()
        sim = waiting.sim
        judge(null, waiting.sms)
    }

    /** Forgotten since the alert came, or the store cannot be read. */
    private fun gone() {
        Toast.makeText(this, R.string.result_gone, Toast.LENGTH_LONG).show()
        finish()
    }

    private fun seen(id: Long) {
        app.watch?.seen(id)
        app.history.markSeen(id)
    }

    private fun judge(kept: Kept?, sms: Sms) {
        this.kept = kept
        this.sms = sms
        app.inBackground({ judged(sms) }) { result ->
            if (!isDestroyed) result.fold(::show) { showFailure() }
        }
    }

    private class Judged(val report: Report, val trial: Boolean, val payApps: List<PayApp>)

    private fun judged(sms: Sms): Judged {
        val report = app.check(sms)
        return Judged(report, app.isTrial(), report.issuer?.let(app::payApps).orEmpty())
    }

    private fun show(judged: Judged) {
        val report = judged.report
        view(R.id.trial).visible(judged.trial)
        val unsure = !report.isSettled(sms, origin)
        val verdict = if (unsure) Verdict.UNCONFIRMED else report.verdict
        val reason = when {
            unsure -> getString(if (origin == Origin.APP) R.string.result_from_app else R.string.result_no_origin)
            else -> report.mainReason(lang)
        }
        val first = when (verdict) {
            Verdict.SUSPICIOUS -> report.warning(lang)
            Verdict.UNCONFIRMED -> Advice.ASK_OFFICE.text(report.company, lang)
            Verdict.GENUINE -> getString(R.string.result_genuine)
            Verdict.UNRELATED -> getString(R.string.result_unrelated)
        }
        showBanner(verdict, reason, first)
        showNotes(report, unsure)
        parts.show(report, sms, verdict, unsure, sim, kept?.times ?: 1)
        parts.showAdvice(report, verdict, judged.payApps) { act(it, report.company) }
        showActions(report, verdict)
        say(verdict)
    }

    private fun showBanner(verdict: Verdict, reason: String, first: String) {
        val look = verdict.look
        view(R.id.page).visible(true)
        view(R.id.banner).tint(look.tint)
        findViewById<ImageView>(R.id.icon).show(look.icon, look.color)
        text(R.id.verdict).apply {
            text = inLanguage(getText(look.word))
            color(look.color)
        }
        text(R.id.headline).text = inLanguage(reason)
        text(R.id.first).text = inLanguage(first)
        view(R.id.first).visible(first.isNotEmpty())
        aloud = listOf(getString(look.word), reason, first).filter { it.isNotEmpty() }.joinToString(". ")
    }

    /** TalkBack speaks the verdict when it is there; whoever came by "listen" hears it at once. */
    private fun say(verdict: Verdict) {
        view(R.id.banner).announceForAccessibility(inLanguage("${getString(verdict.look.word)}. ${text(R.id.headline).text}"))
        if (!intent.getBooleanExtra(ALOUD, false)) return
        intent.removeExtra(ALOUD)
        listen.speak()
    }

    private fun showNotes(report: Report, unsure: Boolean) {
        view(R.id.as_given).visible(report.verdict == Verdict.GENUINE && origin.isGiven)
        view(R.id.give_sender).visible(unsure)
        view(R.id.give_sender).onTap {
            open(MainActivity::class.java) {
                addFlags(Intent.FLAG_ACTIVITY_CLEAR_TOP or Intent.FLAG_ACTIVITY_SINGLE_TOP)
                putExtra(MainActivity.ASK_ORIGIN, true)
            }
        }
    }

    private fun showActions(report: Report, verdict: Verdict) {
        val flagged = verdict == Verdict.SUSPICIOUS || verdict == Verdict.UNCONFIRMED
        val suspicious = verdict == Verdict.SUSPICIOUS
        // Who asks calls the company's own helpline, where the list has one.
        val number = if (suspicious) Calls.MONEY_LOST else report.company.helpline
        view(R.id.lost).visible(flagged && number != null)
        view(R.id.done).visible(!flagged)
        view(R.id.done).onTap(::finish)
        text(R.id.lost).apply {
            text = if (suspicious) getText(R.string.result_bar_lost) else getString(R.string.result_bar_ask, number.orEmpty())
            setBackgroundResource(if (suspicious) R.drawable.button_danger else R.drawable.button_filled)
            color(if (suspicious) R.color.on_danger else R.color.on_accent)
            onTap { number?.let { startElsewhere(Calls.dial(it)) } }
        }
        val by1909 = Deadlines.isOpenAt1909(sms, app.now()) && origin != Origin.APP
        text(R.id.report).apply {
            visible(flagged)
            setText(if (by1909) R.string.result_bar_1909 else R.string.result_bar_report)
            onTap { if (by1909) write1909() else openComplaint() }
        }
        stackBar(LinearLayout.HORIZONTAL.takeIf { flagged && hasRoomBeside() } ?: LinearLayout.VERTICAL)
        showOwnActions(report, verdict, flagged)
    }

    /** Two buttons side by side take more room than large letters leave. */
    private fun hasRoomBeside() = resources.configuration.let { it.screenWidthDp / it.fontScale >= LEAST_BESIDE }

    private fun stackBar(orientation: Int) {
        findViewById<LinearLayout>(R.id.bar).orientation = orientation
        for (id in listOf(R.id.lost, R.id.report)) {
            view(id).layoutParams = (view(id).layoutParams as LinearLayout.LayoutParams).apply {
                val beside = orientation == LinearLayout.HORIZONTAL
                width = if (beside) 0 else LinearLayout.LayoutParams.MATCH_PARENT
                weight = if (beside) 1f else 0f
                height = if (beside) LinearLayout.LayoutParams.MATCH_PARENT else LinearLayout.LayoutParams.WRAP_CONTENT
                marginStart = if (beside && id == R.id.report) resources.getDimensionPixelSize(R.dimen.gap) else 0
            }
        }
    }

    private fun showOwnActions(report: Report, verdict: Verdict, flagged: Boolean) {
        val canComplain = flagged && verdict != Verdict.GENUINE
        view(R.id.more_ways).visible(canComplain)
        view(R.id.more_ways).onTap(::openComplaint)
        view(R.id.warn_family).visible(verdict == Verdict.SUSPICIOUS)
        view(R.id.warn_family).onTap(::warnFamily)
        val keeps = kept == null && report.verdict != Verdict.UNRELATED && intent.getLongExtra(SET_ASIDE, NONE) == NONE
        view(R.id.keep).visible(keeps)
        view(R.id.keep).onTap { keep(report) }
        val fine = kept?.fine == true
        view(R.id.fine).visible(kept != null && report.isFlagged && !fine && !report.imitates)
        view(R.id.fine).onSafeTap(::askIfFine)
        view(R.id.fine_note).visible(fine)
        view(R.id.not_fine).onTap { setFine(false) }
    }

    private fun act(act: ResultParts.Act, company: Company) = when (act) {
        ResultParts.Act.CALL_HELPLINE -> company.helpline?.let { startElsewhere(Calls.dial(it)) }
        ResultParts.Act.CALL_1930 -> startElsewhere(Calls.dial(Calls.MONEY_LOST))
        ResultParts.Act.CHAKSHU -> startElsewhere(Calls.browse(Calls.CHAKSHU_FORM))
        ResultParts.Act.SMS_1909 -> write1909()
        ResultParts.Act.COMPLAINT -> openComplaint()
        ResultParts.Act.LIST -> open(ListActivity::class.java)
    }

    private fun write1909() = startElsewhere(Calls.smsTo1909(Deadlines.textFor1909(sms)))

    /** The filter did not answer: no verdict is made up. */
    private fun showFailure() {
        showBanner(Verdict.UNCONFIRMED, getString(R.string.result_failed), "")
        view(R.id.as_given).visible(false)
        view(R.id.give_sender).visible(false)
        parts.showFailure(sms, sim)
        listOf(R.id.lost, R.id.report, R.id.more_ways, R.id.warn_family, R.id.keep, R.id.fine, R.id.fine_note)
            .forEach { view(it).visible(false) }
        view(R.id.done).visible(true)
        view(R.id.done).onTap(::finish)
        say(Verdict.UNCONFIRMED)
    }

    private fun openComplaint() = open(ComplaintActivity::class.java) { put(sms).putExtra(ORIGIN, origin.ordinal) }

    private fun warnFamily() {
        val send = Intent(Intent.ACTION_SEND).setType("text/plain").putExtra(Intent.EXTRA_TEXT, getString(R.string.family_text))
        startElsewhere(Intent.createChooser(send, getString(R.string.family_share)))
    }

    private fun keep(report: Report) = app.inBackground({ app.history.keep(sms, report.verdict, seen = true) }) { result ->
        if (isDestroyed) return@inBackground
        val id = result.getOrNull()?.id ?: return@inBackground
        Toast.makeText(this, R.string.result_kept, Toast.LENGTH_SHORT).show()
        intent.putExtra(ID, id)
        load()
    }

    private fun askIfFine() {
        AlertDialog.Builder(this)
            .setTitle(R.string.result_fine_ask)
            .setMessage(R.string.result_fine_explain)
            .setNegativeButton(R.string.cancel, null)
            .setPositiveButton(R.string.result_fine_yes) { _, _ -> setFine(true) }
            .showSafely()
    }

    private fun setFine(fine: Boolean) =
        app.inBackground({ if (fine) app.history.callFine(sms) else app.history.takeBackFine(sms) }) { load() }

    companion object {
        /** Whether to read the result aloud at once. */
        const val ALOUD = "aloud"
        private const val ID = "id"
        private const val SET_ASIDE = "set_aside"
        private const val SENDER = "sender"
        private const val BODY = "body"
        private const val RECEIVED_AT = "received_at"
        private const val ORIGIN = "origin"
        private const val NONE = -1L

        /** The width at which the two buttons stand side by side, in dp at letters of the usual size. */
        private const val LEAST_BESIDE = 320

        fun intent(context: Context, id: Long): Intent = Intent(context, ResultActivity::class.java).putExtra(ID, id)

        fun setAsideIntent(context: Context, id: Long): Intent = Intent(context, ResultActivity::class.java).putExtra(SET_ASIDE, id)

        fun intent(context: Context, sms: Sms, origin: Origin = Origin.RECEIVED): Intent =
            Intent(context, ResultActivity::class.java).put(sms).putExtra(ORIGIN, origin.ordinal)

        fun open(from: Activity, id: Long) = from.startActivity(intent(from, id))

        fun open(from: Activity, sms: Sms, origin: Origin) = from.startActivity(intent(from, sms, origin))

        fun Intent.put(sms: Sms): Intent = putExtra(SENDER, sms.sender).putExtra(BODY, sms.body)
            .putExtra(RECEIVED_AT, (sms.receivedAt ?: Instant.EPOCH).toEpochMilli())

        fun Intent.sms() = Sms(
            getStringExtra(SENDER).orEmpty(),
            getStringExtra(BODY).orEmpty(),
            Instant.ofEpochMilli(getLongExtra(RECEIVED_AT, 0)),
        )
    }
}

/**
 * Whether the verdict stands. Checked by hand without a sender, a message that nothing but the missing sender speaks
 * against is not called fake: whoever knows the sender can still prove it.
 */
private fun Report.isSettled(sms: Sms, origin: Origin): Boolean {
    if (origin == Origin.RECEIVED || sms.sender.isNotEmpty() || verdict != Verdict.SUSPICIOUS) return true
    return findings.any { it.severity == Severity.DANGER && it.code != FindingCode.SENDER_UNKNOWN }
}

/** A message that imitates the company can never be called fine. */
private val Report.imitates
    get() = findings.any { it.code in IMITATION }

private val IMITATION = setOf(FindingCode.SENDER_LOOKALIKE, FindingCode.SENDER_DISGUISED, FindingCode.LOOKALIKE_LINK)
