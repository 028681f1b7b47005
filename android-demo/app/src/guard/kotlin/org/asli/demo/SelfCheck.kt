package org.asli.demo

import android.app.job.JobInfo
import android.app.job.JobParameters
import android.app.job.JobScheduler
import android.app.job.JobService
import android.content.ComponentName
import java.time.Duration

/**
 * Whether all that the watch needs still holds: Android takes permissions from apps that nobody opens, and phones'
 * battery savers forget exemptions. At each start of the phone, after updates, and once a day by [SelfCheckJob].
 *
 * In: the state of the phone. Out: an alert where something was lost since the last look, and once a month a silent
 * "still watching".
 */
class SelfCheck(private val app: App, private val setup: Setup, private val alerts: Alerts) {
    fun run() {
        val holds = setup.holding()
        val lost = app.settings.held - holds
        app.settings.held = holds
        if (lost.isNotEmpty()) alerts.weakened(setup.names(lost)) else tellMonthly()
    }

    private fun tellMonthly() {
        val told = app.settings.toldAt
        if (told == null) {
            app.settings.toldAt = app.now()
        } else if (Duration.between(told, app.now()) >= MONTH && setup.warningsArrive()) {
            alerts.stillWatching(app.settings.checkedCount)
            app.settings.toldAt = app.now()
            app.settings.checkedCount = 0
        }
    }

    /** The job outlives restarts of the phone; only where it is not there is it made. */
    fun schedule() {
        val scheduler = app.getSystemService(JobScheduler::class.java) ?: return
        if (scheduler.getPendingJob(JOB) != null) return
        val job = JobInfo.Builder(JOB, ComponentName(app, SelfCheckJob::class.java)).setPeriodic(DAY.toMillis()).setPersisted(true)
        scheduler.schedule(job.build())
    }

    companion object {
        const val JOB = 1
        private val DAY: Duration = Duration.ofDays(1)
        private val MONTH: Duration = Duration.ofDays(30)
    }
}

/** The system's clockwork for [SelfCheck]; only the system may start it. */
class SelfCheckJob : JobService() {
    override fun onStartJob(parameters: JobParameters): Boolean {
        val app = application as App
        app.onWork {
            (app.watch as? Guard)?.checkSelf()
            jobFinished(parameters, false)
        }
        return true
    }

    override fun onStopJob(parameters: JobParameters) = false
}
