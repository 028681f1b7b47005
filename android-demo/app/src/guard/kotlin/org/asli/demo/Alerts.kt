package org.asli.demo

import android.annotation.TargetApi
import android.app.Notification
import android.app.NotificationChannel
import android.app.NotificationManager
import android.app.PendingIntent
import android.content.Context
import android.content.Intent
import android.os.Build
import org.asli.Report
import org.asli.Sms
import org.asli.Verdict
import org.asli.demo.screens.Calls
import org.asli.demo.screens.MainActivity
import org.asli.demo.screens.ResultActivity
import org.asli.demo.screens.SetupActivity

/**
 * The notifications.
 *
 * In: messages and their reports. Out: for a suspicious one a warning that pops up and stays until the user acts; for an
 * unconfirmed one a hint; for a genuine one a silent confirmation. One a message, however often it comes; several are a
 * group. On the lock screen they say what it is, but nothing that is in the message.
 */
class Alerts(private val app: App) {
    private val manager = app.getSystemService(NotificationManager::class.java)

    fun show(kept: Kept, report: Report) {
        val words = speaking()
        val alert = build(words, kept.sms, kept.sim, report) { ResultActivity.intent(app, kept.id) }
            .setDeleteIntent(dismiss(kept.id))
            .setWhen(kept.receivedAt.toEpochMilli())
        manager.notify(MESSAGE, kept.id.toInt(), alert.build())
        group(words)
    }

    /** Of a message for which the store had no room: the alert itself carries it to the screen. */
    fun show(sms: Sms, sim: Int?, report: Report) {
        val words = speaking()
        val alert = build(words, sms, sim, report) { ResultActivity.intent(app, sms) }
        manager.notify(UNSTORED, sms.fingerprint.hashCode(), alert.build())
        group(words)
    }

    /** Of a message that could not be judged, in as many tries as it gets: from whom it is, and that it proves nothing. */
    fun setAside(waiting: Waiting) =
        setAside(waiting.sms, waiting.sim, waiting.id.toInt(), ResultActivity.setAsideIntent(app, waiting.id))

    fun setAside(sms: Sms, sim: Int?) = setAside(sms, sim, sms.fingerprint.hashCode(), ResultActivity.intent(app, sms))

    private fun setAside(sms: Sms, sim: Int?, id: Int, intent: Intent) {
        val words = speaking()
        val text = words.getString(R.string.alert_set_aside_text, words.senderOf(sms, sim))
        val alert = plain(words, TROUBLE_CHANNEL, R.string.alert_set_aside, text)
            .setContentIntent(screen(intent.setAction("set aside $id")))
            .setVisibility(Notification.VISIBILITY_PRIVATE)
            .setPublicVersion(onLockScreen(words, TROUBLE_CHANNEL, R.string.alert_set_aside, R.drawable.status_unconfirmed, R.color.unconfirmed).build())
        manager.notify(SET_ASIDE, id, alert.build())
    }

    /** The self-test: the example message, judged and shown like a real one, but kept nowhere. */
    fun showTest(): Boolean {
        val words = speaking()
        val sms = Sms(
            words.getString(R.string.setup_example_sender), words.getString(R.string.setup_example_body), app.now(),
        )
        val test = build(words, sms, null, app.check(sms)) { ResultActivity.intent(app, sms) }
            .setSubText(words.getString(R.string.alert_test))
            .setGroup(null)
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
        return manager.areNotificationsEnabled() && isLoud()
    }

    fun areEnabled() = manager.areNotificationsEnabled()

    /** Whether the channel of warnings pops up and sounds; what the user changed in it stays. */
    fun isLoud(): Boolean {
        speaking()
        return manager.getNotificationChannel(SUSPICIOUS).importance >= NotificationManager.IMPORTANCE_HIGH
    }

    fun isShown(id: Long) = manager.activeNotifications.any { it.tag == MESSAGE && it.id == id.toInt() }

    fun hide(id: Long) {
        manager.cancel(MESSAGE, id.toInt())
        group(null)
    }

    fun hideSetAside(id: Long) = manager.cancel(SET_ASIDE, id.toInt())

    /** The messages whose alerts are up. */
    fun shown(): List<Long> = manager.activeNotifications.filter { it.tag == MESSAGE }.map { it.id.toLong() }

    fun hideAll() =
        manager.activeNotifications.filter { it.tag in OF_MESSAGES }.forEach { manager.cancel(it.tag, it.id) }

    /** Messages cannot be judged: the user must not believe that silence means safety. */
    fun trouble() {
        val words = speaking()
        val open = screen(Intent(app, MainActivity::class.java).setAction("trouble"))
        val alert = plain(words, TROUBLE_CHANNEL, R.string.alert_trouble, words.getString(R.string.alert_trouble_text))
        manager.notify(TROUBLE, 0, alert.setContentIntent(open).build())
    }

    fun noTrouble() = manager.cancel(TROUBLE, 0)

    /** Something that the watch needs was lost: [names] says what. */
    fun weakened(names: List<Int>) {
        val words = speaking()
        val text = words.getString(R.string.alert_weakened_text, names.joinToString { "“${words.getString(it)}”" })
        val open = screen(Intent(app, SetupActivity::class.java).setAction("weakened"))
        val alert = plain(words, TROUBLE_CHANNEL, R.string.alert_weakened, text).setContentIntent(open)
        manager.notify(WEAKENED, 0, alert.setAutoCancel(true).build())
    }

    /** Once a month, without a sound. */
    fun stillWatching(messages: Int) {
        val words = speaking()
        val text = words.resources.getQuantityString(R.plurals.alert_watching_text, messages, messages)
        val open = screen(Intent(app, MainActivity::class.java).setAction("watching"))
        val alert = plain(words, WATCHING_CHANNEL, R.string.alert_watching, text)
            .setSmallIcon(R.drawable.status_mark).setColor(words.getColor(R.color.accent)).setContentIntent(open).setAutoCancel(true)
        manager.notify(WATCHING, 0, alert.build())
    }

    private fun plain(words: Context, channel: String, title: Int, text: String) = Notification.Builder(words, channel)
        .setSmallIcon(R.drawable.status_unconfirmed)
        .setColor(words.getColor(R.color.unconfirmed))
        .setContentTitle(words.getString(title))
        .setContentText(text)
        .setStyle(Notification.BigTextStyle().bigText(text))
        .setOnlyAlertOnce(true)

    private fun build(words: Context, sms: Sms, sim: Int?, report: Report, intent: () -> Intent): Notification.Builder {
        val look = report.verdict.look
        val reason = report.mainReason(words.lang)
        val suspicious = report.verdict == Verdict.SUSPICIOUS
        val onLockScreen = onLockScreen(words, channel(report.verdict), look.word, look.statusIcon, look.color)
        val builder = Notification.Builder(words, channel(report.verdict))
            .setSmallIcon(look.statusIcon)
            .setColor(words.getColor(look.color))
            .setContentTitle(words.getString(look.word))
            .setContentText(reason)
            .setStyle(Notification.BigTextStyle().bigText(bigText(words, sms, sim, report, reason)))
            .setCategory(if (report.isFlagged) Notification.CATEGORY_ERROR else Notification.CATEGORY_STATUS)
            .setVisibility(Notification.VISIBILITY_PRIVATE)
            .setShowWhen(true)
            .setOngoing(suspicious)
            .setOnlyAlertOnce(true)
            .setAutoCancel(!suspicious)
            .setGroup(GROUP)
            .setGroupAlertBehavior(Notification.GROUP_ALERT_CHILDREN)
            .setContentIntent(screen(intent().setAction("open ${sms.fingerprint}")))
        if (app.isTrial()) listOf(builder, onLockScreen).forEach { it.setSubText(words.getString(R.string.trial)) }
        builder.setPublicVersion(onLockScreen.build())
        if (Build.VERSION.SDK_INT >= 29) refuseSuggestions(builder)
        if (report.isFlagged) addActions(builder, words, sms, report, intent)
        return builder
    }

    /** What helps at once, each in one tap: hear it, call 1930, look at it. */
    private fun addActions(builder: Notification.Builder, words: Context, sms: Sms, report: Report, intent: () -> Intent) {
        val listen = intent().setAction("listen ${sms.fingerprint}").putExtra(ResultActivity.ALOUD, true)
        builder.addAction(action(words, R.string.listen, screen(listen)))
        if (report.verdict == Verdict.SUSPICIOUS) {
            builder.addAction(action(words, R.string.alert_1930, screen(Calls.dial(Calls.MONEY_LOST))))
        }
        builder.addAction(action(words, R.string.alert_view, screen(intent().setAction("view ${sms.fingerprint}"))))
    }

    /** Android offers buttons of its own for what it finds in the text: "call 98…" is the last thing wanted here. */
    @Since(29)
    @TargetApi(29)
    private fun refuseSuggestions(builder: Notification.Builder) {
        builder.setAllowSystemGeneratedContextualActions(false)
    }

    /** The main reason, what not to do, and which message it is about. */
    private fun bigText(words: Context, sms: Sms, sim: Int?, report: Report, reason: String) = listOfNotNull(
        reason,
        report.warning(words.lang).takeIf { report.verdict == Verdict.SUSPICIOUS },
        report.advice.firstOrNull()?.text(report.company, words.lang).takeIf { report.verdict == Verdict.UNCONFIRMED },
        words.getString(R.string.alert_message, words.senderOf(sms, sim), firstWords(sms.body)),
    ).joinToString("\n")

    /** Says what it is, but nothing that is in the message. */
    private fun onLockScreen(words: Context, channel: String, title: Int, icon: Int, color: Int) = Notification.Builder(words, channel)
        .setSmallIcon(icon)
        .setColor(words.getColor(color))
        .setContentTitle(words.getString(title))
        .setContentText(words.getString(R.string.alert_hidden))

    /** One summary over two alerts or more; none over fewer. With no [words], only to take one down. */
    private fun group(words: Context?) {
        val count = manager.activeNotifications.count { it.tag == MESSAGE || it.tag == UNSTORED }
        if (count < 2) return manager.cancel(SUMMARY, 0)
        if (words == null) return
        val text = words.resources.getQuantityString(R.plurals.alert_group, count, count)
        val open = Intent(app, MainActivity::class.java).setAction("group").putExtra(MainActivity.TAB, MainActivity.HISTORY)
        val summary = Notification.Builder(words, SUSPICIOUS)
            .setSmallIcon(R.drawable.status_mark)
            .setColor(words.getColor(R.color.accent))
            .setContentTitle(text)
            .setGroup(GROUP)
            .setGroupSummary(true)
            .setGroupAlertBehavior(Notification.GROUP_ALERT_CHILDREN)
            .setContentIntent(screen(open))
        manager.notify(SUMMARY, 0, summary.build())
    }

    private fun action(words: Context, text: Int, intent: PendingIntent) =
        Notification.Action.Builder(null, words.getString(text), intent).build()

    private fun screen(intent: Intent): PendingIntent =
        PendingIntent.getActivity(app, 0, intent.addFlags(Intent.FLAG_ACTIVITY_NEW_TASK or Intent.FLAG_ACTIVITY_CLEAR_TOP), FLAGS)

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
                channel(words, WATCHING_CHANNEL, R.string.channel_watching, R.string.channel_watching_text, NotificationManager.IMPORTANCE_LOW),
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
        private const val WATCHING_CHANNEL = "watching"
        private const val GROUP = "messages"
        private const val MESSAGE = "message"
        private const val UNSTORED = "unstored"
        private const val SET_ASIDE = "set_aside"
        private const val SUMMARY = "summary"
        private const val TEST = "test"
        private const val TROUBLE = "trouble"
        private const val WEAKENED = "weakened"
        private const val WATCHING = "watching"
        private val OF_MESSAGES = setOf(MESSAGE, UNSTORED, SET_ASIDE, SUMMARY)
        private const val TEST_LASTS = 60_000L
        private const val FLAGS = PendingIntent.FLAG_IMMUTABLE or PendingIntent.FLAG_UPDATE_CURRENT
    }
}

private const val FIRST_WORDS = 60

/** As much of a message as tells which one it is. */
private fun firstWords(body: String): String {
    val line = body.trim().replace(Regex("\\s+"), " ")
    if (line.length <= FIRST_WORDS) return line
    return line.take(FIRST_WORDS).substringBeforeLast(' ') + "…"
}
