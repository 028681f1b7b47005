package org.asli.demo

import android.app.Activity
import android.util.Log
import android.view.ViewGroup
import android.widget.Switch
import org.asli.Report
import org.asli.Sms
import org.asli.Verdict

/**
 * Watches incoming SMS.
 *
 * In: messages. Out: alerts and rows of the history. One message is judged at a time, in the order they came, each by
 * itself: what fails at one never stops those behind it, and neither does a phone without room to store them.
 */
class Guard(private val app: App) : Watch {
    private val alerts = Alerts(app)
    private val setup = Setup(app, alerts)
    private val pages = SetupPages(app, setup, alerts)
    private val selfCheck = SelfCheck(app, setup, alerts)

    /** Stores the message at once, judges it in the background, then calls [done]. */
    fun take(sms: Sms, sim: Int?, done: () -> Unit) {
        var stored = false
        guarded("a message could not be stored") {
            app.history.wait(sms, sim)
            stored = true
        }
        app.work.execute {
            try {
                val failure = if (stored) guarded("the store could not be read", ::judgeWaiting) else null
                if (!stored || failure != null) judgeUnstored(sms, sim)
                guarded("a sender's name could not be noted") { app.history.names.note(sms) }
            } finally {
                done()
            }
        }
    }

    override fun started() {
        guarded("what waits could not be judged", ::judgeWaiting)
        guarded("old messages could not be forgotten") { app.history.forgetOld() }
        guarded("alerts could not be shown again", ::restoreAlerts)
        guarded("the self check failed") { selfCheck.schedule() }
    }

    /** After a restart of the phone or an update of the app. */
    fun restarted(updated: Boolean) {
        if (updated) {
            guarded("what was set aside could not be tried again") { app.history.tryAgain() }
            guarded("what waits could not be judged", ::judgeWaiting)
        }
        checkSelf()
    }

    fun checkSelf() {
        guarded("the self check failed") { selfCheck.run() }
    }

    /** The notifications went with the phone's restart or the app's update; those without a row can no longer be opened. */
    private fun restoreAlerts() {
        alerts.shown().filter { app.history.find(it) == null }.forEach(alerts::hide)
        for (kept in app.history.unseen()) {
            guarded("an alert could not be shown again") { showAgain(kept) }
        }
    }

    private fun showAgain(kept: Kept) {
        if (kept.fine || kept.verdict == Verdict.GENUINE || alerts.isShown(kept.id)) return
        alerts.show(kept, app.check(kept.sms))
    }

    /** Twice over those that wait: a failure that passes costs no message, one that stays sets its message aside at once. */
    private fun judgeWaiting() {
        if (!filterLoads()) return
        repeat(Waiting.MOST_TRIES) { app.history.waiting().forEach(::judgeOne) }
    }

    /** That the filter cannot be loaded is no message's fault: all of them go on waiting. */
    private fun filterLoads(): Boolean {
        val failure = guarded("the filter could not be loaded") { app.isTrial() }
        if (failure == null) alerts.noTrouble() else alerts.trouble()
        return failure == null
    }

    private fun judgeOne(id: Long) {
        val failure = guarded("a message could not be judged") {
            val waiting = app.history.waiting(id) ?: return
            if (waiting.isSetAside) return
            app.history.trying(id)
            judge(waiting.sms, waiting.sim)
            app.history.judged(id)
        }
        if (failure == null) counted() else guarded("a message could not be set aside") { setAside(id) }
    }

    private fun setAside(id: Long) {
        val waiting = app.history.waiting(id) ?: return
        if (waiting.isSetAside) alerts.setAside(waiting)
    }

    /** No room to store it, or no store at all: it is judged from memory, and the alert carries it. */
    private fun judgeUnstored(sms: Sms, sim: Int?) {
        val judged = filterLoads() && guarded("a message could not be judged") { judge(sms, sim) } == null
        if (judged) counted() else guarded("an alert could not be shown") { alerts.setAside(sms, sim) }
    }

    private fun counted() {
        app.settings.lastChecked = app.now()
        app.settings.checkedCount += 1
    }

    private fun judge(sms: Sms, sim: Int?) {
        val report = app.check(sms)
        if (report.verdict == Verdict.UNRELATED) return
        val fine = isFine(sms)
        val kept = keep(sms, report, sim, seen = fine || report.verdict == Verdict.GENUINE)
        if (fine || (report.verdict == Verdict.GENUINE && !app.settings.tellGenuine)) return
        if (kept != null) alerts.show(kept, report) else alerts.show(sms, sim, report)
    }

    private fun isFine(sms: Sms): Boolean {
        var fine = false
        guarded("the messages called fine could not be read") { fine = app.history.isFine(sms) }
        return fine
    }

    private fun keep(sms: Sms, report: Report, sim: Int?, seen: Boolean): Kept? {
        var kept: Kept? = null
        guarded("a judged message could not be kept") { kept = app.history.keep(sms, report.verdict, seen, sim) }
        return kept
    }

    override fun seen(id: Long) = alerts.hide(id)

    override fun seenSetAside(id: Long) = alerts.hideSetAside(id)

    override fun cleared() = alerts.hideAll()

    override fun state(): Watch.State {
        val words = app.speaking()
        val on = setup.warningsArrive()
        val last = app.settings.lastChecked
        val text = when {
            !on -> words.getString(R.string.watch_off_text)
            last == null -> words.getString(R.string.watch_on_text)
            else -> words.getString(R.string.watch_last, words.moment(last))
        }
        return Watch.State(on, words.getString(if (on) R.string.watch_on else R.string.watch_off), text)
    }

    override fun showSetup(activity: Activity, into: ViewGroup) = pages.show(activity, into)

    override fun skipStep(activity: Activity) = pages.skip(activity)

    override fun restartSetup() = pages.restart()

    override fun addSettings(activity: Activity, into: ViewGroup) {
        activity.layoutInflater.inflate(R.layout.setting_genuine, into)
        into.findViewById<Switch>(R.id.tell_genuine).apply {
            isChecked = app.settings.tellGenuine
            setOnCheckedChangeListener { _, on -> app.settings.tellGenuine = on }
        }
    }
}

/** A message that the system could not read is no message; nothing of it is logged. */
internal fun logUnreadable() {
    Log.w("asli", "a broadcast held no readable SMS")
}
