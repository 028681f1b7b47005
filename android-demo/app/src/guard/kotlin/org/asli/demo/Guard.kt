package org.asli.demo

import android.app.Activity
import android.database.SQLException
import android.util.Log
import android.view.ViewGroup
import android.widget.Switch
import org.asli.Report
import org.asli.Sms
import org.asli.Verdict

/**
 * Watches incoming SMS.
 *
 * In: messages. Out: alerts and rows of the history. One message is judged at a time, in the order they came.
 */
class Guard(private val app: App) : Watch {
    private val alerts = Alerts(app)
    private val setup = Setup(app, alerts)

    /** Stores the message at once, judges it in the background, then calls [done]. */
    fun take(sms: Sms, done: () -> Unit) {
        val stored = store(sms)
        app.work.execute {
            try {
                if (stored) judgeWaiting() else alerts.trouble()
            } finally {
                done()
            }
        }
    }

    /** False where the phone has no room left: then the user is told that a message went unjudged. */
    private fun store(sms: Sms) = try {
        app.history.wait(sms)
        true
    } catch (failure: SQLException) {
        Log.e(TAG, "a message could not be stored: ${failure.javaClass.name}")
        false
    }

    override fun started() {
        judgeWaiting()
        app.history.forgetOld()
        app.history.unseen().forEach(::showAgain)
    }

    /** The notification went with the phone's restart or the app's update: nobody has seen it yet. */
    private fun showAgain(kept: Kept) {
        if (kept.fine || kept.verdict == Verdict.GENUINE || alerts.isShown(kept.id)) return
        alerts.show(kept, app.asli.check(kept.sms, app.now()))
    }

    private fun judgeWaiting() {
        for ((waiting, sms) in app.history.waiting()) {
            try {
                judge(sms)
            } catch (failure: Exception) {
                // Where and what, never the text: it may quote the message. The message goes on waiting.
                Log.e(TAG, "a message could not be judged: ${failure.javaClass.name}")
                alerts.trouble()
                return
            } catch (failure: LinkageError) {
                Log.e(TAG, "the filter could not be loaded: ${failure.javaClass.name}")
                alerts.trouble()
                return
            }
            app.history.judged(waiting)
            app.settings.lastChecked = app.now()
        }
        alerts.noTrouble()
    }

    private fun judge(sms: Sms) {
        val report = app.asli.check(sms, app.now())
        if (report.verdict == Verdict.UNRELATED) return
        val fine = app.history.isFine(sms)
        val quiet = fine || report.verdict == Verdict.GENUINE
        val kept = app.history.keep(sms, report.verdict, seen = quiet)
        if (!fine) tell(kept, report)
    }

    private fun tell(kept: Kept, report: Report) {
        if (report.verdict != Verdict.GENUINE || app.settings.tellGenuine) alerts.show(kept, report)
    }

    override fun seen(id: Long) = alerts.hide(id)

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

    override fun addSetup(activity: Activity, into: ViewGroup) = setup.addTo(activity, into)

    override fun addSettings(activity: Activity, into: ViewGroup) {
        activity.layoutInflater.inflate(R.layout.setting_genuine, into)
        into.findViewById<Switch>(R.id.tell_genuine).apply {
            isChecked = app.settings.tellGenuine
            setOnCheckedChangeListener { _, on -> app.settings.tellGenuine = on }
        }
    }

    private companion object {
        const val TAG = "asli"
    }
}
