package org.asli.demo

import android.Manifest
import android.annotation.TargetApi
import android.app.Activity
import android.content.Intent
import android.content.pm.PackageManager
import android.net.Uri
import android.os.Build
import android.os.PowerManager
import android.provider.Settings
import org.asli.demo.screens.startElsewhere

/**
 * The steps that turn warnings on, each with its state.
 *
 * In: the state of the phone. Out: the steps for [SetupPages], and what of it holds for [SelfCheck].
 */
class Setup(private val app: App, private val alerts: Alerts) {
    /**
     * @property id the name under which [SelfCheck] remembers the step; not one of its own where the phone cannot tell.
     * @property without what the app does without this step.
     */
    class Step(
        val id: String,
        val title: Int,
        val doneTitle: Int,
        val text: CharSequence,
        val without: Int,
        val done: Boolean,
        val action: Int,
        val act: (Activity) -> Unit,
        val help: Help? = null,
        val confirm: (() -> Unit)? = null,
    )

    /** What to do where the phone refuses the step. */
    class Help(val text: Int, val action: Int, val act: (Activity) -> Unit)

    private val asked = app.getSharedPreferences("asked", Activity.MODE_PRIVATE)

    /** Whether SMS come in and warnings go out. The battery saver may still stop them; the steps say so. */
    fun warningsArrive() = readsSms() && alerts.arrives()

    private fun readsSms() = app.checkSelfPermission(Manifest.permission.RECEIVE_SMS) == PackageManager.PERMISSION_GRANTED

    private fun sparedByBatterySaver() =
        app.getSystemService(PowerManager::class.java).isIgnoringBatteryOptimizations(app.packageName)

    /** Whether Android leaves the app its permissions though nobody opens it; before Android 11 it always does. */
    private fun sparedByHibernation() = Build.VERSION.SDK_INT < 30 || isExempt()

    @Since(30)
    @TargetApi(30)
    private fun isExempt() = runCatching { app.packageManager.isAutoRevokeWhitelisted }.getOrDefault(false)

    /** What holds now, by the steps' ids. */
    fun holding(): Set<String> = mapOf(
        SMS to readsSms(), NOTIFICATIONS to alerts.areEnabled(), CHANNEL to alerts.isLoud(),
        BATTERY to sparedByBatterySaver(), HIBERNATION to sparedByHibernation(),
    ).filterValues { it }.keys

    fun names(ids: Set<String>): List<Int> = TITLES.filterKeys { it in ids }.values.toList()

    /** The steps of this phone, in order. In [words]' language. */
    fun steps(words: Activity): List<Step> = listOfNotNull(
        sms(words), notifications(words), channel(words).takeIf { alerts.areEnabled() }, battery(words),
        hibernation(words).takeIf { Build.VERSION.SDK_INT >= 30 }, Maker.ofThisPhone()?.let { autostart(words, it) },
    )

    private fun sms(words: Activity): Step {
        val refused = asked.getBoolean(Manifest.permission.RECEIVE_SMS, false) && !readsSms()
        // Apps that did not come from a store: Android hides the permission behind a menu.
        val help = Help(R.string.step_sms_restricted, R.string.step_sms_restricted_go, ::openApp)
            .takeIf { refused && Build.VERSION.SDK_INT >= 33 }
        return Step(
            SMS, R.string.step_sms, R.string.step_sms_done, words.getText(R.string.step_sms_text), R.string.step_sms_without,
            readsSms(), R.string.step_allow, { ask(it, Manifest.permission.RECEIVE_SMS) }, help,
        )
    }

    private fun notifications(words: Activity) = Step(
        NOTIFICATIONS, R.string.step_notifications, R.string.step_notifications_done,
        words.getText(R.string.step_notifications_text), R.string.step_notifications_without,
        alerts.areEnabled(), R.string.step_allow, ::askForNotifications,
    )

    private fun channel(words: Activity) = Step(
        CHANNEL, R.string.step_channel, R.string.step_channel_done, words.getText(R.string.step_channel_text),
        R.string.step_channel_without, alerts.arrives(), R.string.step_open_settings, ::openChannel,
    )

    private fun battery(words: Activity) = Step(
        BATTERY, R.string.step_battery, R.string.step_battery_done, words.getText(R.string.step_battery_text),
        R.string.step_battery_without, sparedByBatterySaver(), R.string.step_open_settings,
        { it.startElsewhere(Intent(Settings.ACTION_IGNORE_BATTERY_OPTIMIZATION_SETTINGS)) },
    )

    private fun hibernation(words: Activity) = Step(
        HIBERNATION, R.string.step_hibernation, R.string.step_hibernation_done, words.getText(R.string.step_hibernation_text),
        R.string.step_hibernation_without, sparedByHibernation(), R.string.step_open_settings,
        // From Android 12 on the switch is on the app's own page.
        { if (Build.VERSION.SDK_INT == 30) openAutoRevoke(it) else openApp(it) },
    )

    /** No phone says whether it is on: the user does. */
    private fun autostart(words: Activity, maker: Maker) = Step(
        AUTOSTART, R.string.step_autostart, R.string.step_autostart_done,
        words.getString(R.string.step_autostart_text, maker.title), R.string.step_autostart_without,
        asked.getBoolean(AUTOSTART, false), R.string.step_open_settings,
        { activity -> if (maker.pages.none { opens(activity, Intent().setComponent(it)) }) openApp(activity) },
        confirm = { asked.edit().putBoolean(AUTOSTART, true).apply() },
    )

    private fun opens(activity: Activity, page: Intent): Boolean = try {
        activity.startActivity(page)
        true
    } catch (_: RuntimeException) {
        // Not on this version of the maker's system, or not to be opened by apps.
        false
    }

    private fun ask(activity: Activity, permission: String) {
        val refusedForGood = asked.getBoolean(permission, false) && !activity.shouldShowRequestPermissionRationale(permission)
        if (refusedForGood) return openApp(activity)
        asked.edit().putBoolean(permission, true).apply()
        activity.requestPermissions(arrayOf(permission), 0)
    }

    private fun askForNotifications(activity: Activity) {
        if (Build.VERSION.SDK_INT >= 33) return ask(activity, Manifest.permission.POST_NOTIFICATIONS)
        activity.startElsewhere(
            Intent(Settings.ACTION_APP_NOTIFICATION_SETTINGS).putExtra(Settings.EXTRA_APP_PACKAGE, app.packageName),
        )
    }

    fun openChannel(activity: Activity) = activity.startElsewhere(
        Intent(Settings.ACTION_CHANNEL_NOTIFICATION_SETTINGS)
            .putExtra(Settings.EXTRA_APP_PACKAGE, app.packageName)
            .putExtra(Settings.EXTRA_CHANNEL_ID, Alerts.SUSPICIOUS),
    )

    /** The system no longer asks, or has more to say: the app's own page in its settings. */
    private fun openApp(activity: Activity) =
        activity.startElsewhere(Intent(Settings.ACTION_APPLICATION_DETAILS_SETTINGS, ownPage()))

    /** `Intent.ACTION_AUTO_REVOKE_PERMISSIONS`, which has a name only since Android 11. */
    private fun openAutoRevoke(activity: Activity) =
        activity.startElsewhere(Intent("android.intent.action.AUTO_REVOKE_PERMISSIONS", ownPage()))

    private fun ownPage() = Uri.fromParts("package", app.packageName, null)

    private companion object {
        const val SMS = "sms"
        const val NOTIFICATIONS = "notifications"
        const val CHANNEL = "channel"
        const val BATTERY = "battery"
        const val HIBERNATION = "hibernation"
        const val AUTOSTART = "autostart"
        val TITLES = mapOf(
            SMS to R.string.step_sms, NOTIFICATIONS to R.string.step_notifications, CHANNEL to R.string.step_channel,
            BATTERY to R.string.step_battery, HIBERNATION to R.string.step_hibernation,
        )
    }
}
