package org.asli.demo

import android.app.Notification
import android.app.NotificationChannel
import android.app.NotificationManager
import android.app.PendingIntent
import android.content.Context
import android.content.Intent
import org.asli.Lang
import org.asli.Report
import org.asli.Sms
import org.asli.Verdict
import org.asli.demo.screens.MainActivity
import org.asli.demo.screens.ResultActivity

/**
 * The notifications.
 *
 * In: kept messages and their reports. Out: for a suspicious one a warning that pops up and stays until the user acts;
 * for an unconfirmed one a hint; for a genuine one a silent confirmation. One a message, however often it comes.
 */
class Alerts(private val app: App) {
    private val manager = app.getSystemService(NotificationManager::class.java)

    fun show(kept: Kept, report: Report) {
        val words = speaking()
        val builder = build(words, report)
            .setContentIntent(open(kept.id, null))
            .setDeleteIntent(dismiss(kept.id))
            .setWhen(kept.receivedAt.toEpochMilli())
        if (report.isFlagged) {
            builder.addAction(action(words, R.string.alert_why, open(kept.id, ResultActivity.WHY)))
            builder.addAction(action(words, R.string.alert_todo, open(kept.id, ResultActivity.TODO)))
        }
        manager.notify(MESSAGE, kept.id.toInt(), builder.build())
    }

    /** The self-test: the example message, judged and shown like a real one, but kept nowhere. */
    fun showTest(): Boolean {
        val words = speaking()
        val sms = Sms(
            words.getString(R.string.setup_example_sender), words.getString(R.string.setup_example_body), app.now(),
        )
        val open = PendingIntent.getActivity(app, 0, ResultActivity.intent(app, sms), FLAGS)
        val test = build(words, app.asli.check(sms, app.now()))
            .setSubText(words.getString(R.string.alert_test))
            .setContentIntent(open)
            .setOngoing(false)
            .setAutoCancel(true)
            .setTimeoutAfter(TEST_LASTS)
        manager.cancel(TEST, 0)
        manager.notify(TEST, 0, test.build())
        return arrives()
    }

    /** Whether a warning can reach the user: not switched off, and loud enough to pop up. */
    fun arrives(): Boolean {
        speaking()
        val channel = manager.getNotificationChannel(SUSPICIOUS)
        return manager.areNotificationsEnabled() && channel.importance >= NotificationManager.IMPORTANCE_HIGH
    }

    fun areEnabled() = manager.areNotificationsEnabled()

    fun isShown(id: Long) = manager.activeNotifications.any { it.tag == MESSAGE && it.id == id.toInt() }

    fun hide(id: Long) = manager.cancel(MESSAGE, id.toInt())

    fun hideAll() = manager.activeNotifications.filter { it.tag == MESSAGE }.forEach { manager.cancel(it.tag, it.id) }

    /** Messages cannot be judged: the user must not believe that silence means safety. */
    fun trouble() {
        val words = speaking()
        val open = PendingIntent.getActivity(app, 0, Intent(app, MainActivity::class.java), FLAGS)
        val notification = Notification.Builder(words, TROUBLE_CHANNEL)
            .setSmallIcon(R.drawable.ic_unconfirmed)
            .setContentTitle(words.getString(R.string.alert_trouble))
            .setContentText(words.getString(R.string.alert_trouble_text))
            .setStyle(Notification.BigTextStyle().bigText(words.getString(R.string.alert_trouble_text)))
            .setContentIntent(open)
            .setOnlyAlertOnce(true)
        manager.notify(TROUBLE, 0, notification.build())
    }

    fun noTrouble() = manager.cancel(TROUBLE, 0)

    private fun build(words: Context, report: Report): Notification.Builder {
        val look = report.verdict.look
        val headline = report.headline(words.lang)
        val suspicious = report.verdict == Verdict.SUSPICIOUS
        return Notification.Builder(words, channel(report.verdict))
            .setSmallIcon(look.icon)
            .setColor(words.getColor(look.color))
            .setContentTitle(words.getString(look.word))
            .setContentText(headline)
            .setStyle(Notification.BigTextStyle().bigText(bigText(headline, report, words.lang)))
            .setCategory(if (report.isFlagged) Notification.CATEGORY_ERROR else Notification.CATEGORY_STATUS)
            .setVisibility(Notification.VISIBILITY_PRIVATE)
            .setPublicVersion(onLockScreen(words, report.verdict))
            .setShowWhen(true)
            .setOngoing(suspicious)
            .setOnlyAlertOnce(true)
            .setAutoCancel(!suspicious)
    }

    /** The main reason, and the first thing to do: all that someone must know before acting. */
    private fun bigText(headline: String, report: Report, lang: Lang) =
        listOfNotNull(headline, report.advice.firstOrNull()?.text(lang)?.takeIf { report.isFlagged }).joinToString("\n")

    /** Says what it is, but nothing that is in the message. */
    private fun onLockScreen(words: Context, verdict: Verdict) = Notification.Builder(words, channel(verdict))
        .setSmallIcon(verdict.look.icon)
        .setContentTitle(words.getString(verdict.look.word))
        .setContentText(words.getString(R.string.alert_hidden))
        .build()

    private fun action(words: Context, text: Int, intent: PendingIntent) =
        Notification.Action.Builder(null, words.getString(text), intent).build()

    private fun open(id: Long, section: String?): PendingIntent {
        val intent = ResultActivity.intent(app, id).setAction("$id/$section").putExtra(ResultActivity.SECTION, section)
            .addFlags(Intent.FLAG_ACTIVITY_NEW_TASK or Intent.FLAG_ACTIVITY_CLEAR_TOP)
        return PendingIntent.getActivity(app, 0, intent, FLAGS)
    }

    private fun dismiss(id: Long) = PendingIntent.getBroadcast(
        app, 0, Intent(app, DismissReceiver::class.java).setAction("$id").putExtra(DismissReceiver.ID, id), FLAGS,
    )

    private fun channel(verdict: Verdict) = when (verdict) {
        Verdict.SUSPICIOUS -> SUSPICIOUS
        Verdict.UNCONFIRMED -> UNCONFIRMED
        else -> GENUINE
    }

    /** Makes the channels, or renames them in the language of now; what the user changed in them stays. */
    private fun speaking(): Context {
        val words = app.speaking()
        manager.createNotificationChannels(
            listOf(
                channel(words, SUSPICIOUS, R.string.channel_suspicious, R.string.channel_suspicious_text, NotificationManager.IMPORTANCE_HIGH)
                    .apply { enableVibration(true) },
                channel(words, UNCONFIRMED, R.string.channel_unconfirmed, R.string.channel_unconfirmed_text, NotificationManager.IMPORTANCE_DEFAULT),
                channel(words, GENUINE, R.string.channel_genuine, R.string.channel_genuine_text, NotificationManager.IMPORTANCE_LOW),
                channel(words, TROUBLE_CHANNEL, R.string.channel_trouble, R.string.channel_trouble_text, NotificationManager.IMPORTANCE_DEFAULT),
            ),
        )
        return words
    }

    private fun channel(words: Context, id: String, name: Int, text: Int, importance: Int) =
        NotificationChannel(id, words.getString(name), importance).apply { description = words.getString(text) }

    companion object {
        const val SUSPICIOUS = "suspicious"
        const val UNCONFIRMED = "unconfirmed"
        const val GENUINE = "genuine"
        private const val TROUBLE_CHANNEL = "trouble"
        private const val MESSAGE = "message"
        private const val TEST = "test"
        private const val TROUBLE = "trouble"
        private const val TEST_LASTS = 60_000L
        private const val FLAGS = PendingIntent.FLAG_IMMUTABLE or PendingIntent.FLAG_UPDATE_CURRENT
    }
}
