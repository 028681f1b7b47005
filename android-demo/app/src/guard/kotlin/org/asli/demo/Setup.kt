package org.asli.demo

import android.Manifest
import android.app.Activity
import android.content.Intent
import android.content.pm.PackageManager
import android.os.Build
import android.os.PowerManager
import android.net.Uri
import android.provider.Settings
import android.view.ViewGroup
import android.widget.ImageView
import android.widget.TextView
import org.asli.demo.screens.addLine
import org.asli.demo.screens.onTap
import org.asli.demo.screens.startElsewhere
import org.asli.demo.screens.visible

/** The steps that turn warnings on, each with its state, and a test warning that proves it. */
class Setup(private val app: App, private val alerts: Alerts) {
    private var test = Test.NOT_RUN

    private enum class Test { NOT_RUN, SHOWN, NOT_SHOWN, SEEN, NOT_SEEN }

    private class Step(val title: Int, val text: Int, val done: Boolean, val action: Int, val act: (Activity) -> Unit)

    /** Whether SMS come in and warnings go out. The battery saver may still stop them; the steps say so. */
    fun warningsArrive() = readsSms() && alerts.arrives()

    private fun readsSms() = app.checkSelfPermission(Manifest.permission.RECEIVE_SMS) == PackageManager.PERMISSION_GRANTED

    private fun sparedByBatterySaver() =
        app.getSystemService(PowerManager::class.java).isIgnoringBatteryOptimizations(app.packageName)

    private fun steps() = listOfNotNull(
        Step(R.string.step_sms, R.string.step_sms_text, readsSms(), R.string.step_allow) {
            ask(it, Manifest.permission.RECEIVE_SMS)
        },
        Step(R.string.step_notifications, R.string.step_notifications_text, alerts.areEnabled(), R.string.step_allow, ::askForNotifications),
        Step(R.string.step_channel, R.string.step_channel_text, alerts.arrives(), R.string.step_open_settings, ::openChannel)
            .takeIf { alerts.areEnabled() },
        Step(R.string.step_battery, R.string.step_battery_text, sparedByBatterySaver(), R.string.step_open_settings) {
            it.startElsewhere(Intent(Settings.ACTION_IGNORE_BATTERY_OPTIMIZATION_SETTINGS))
        },
    )

    fun addTo(activity: Activity, into: ViewGroup) {
        activity.layoutInflater.inflate(R.layout.setup_steps, into)
        for (step in steps()) addCard(activity, into, step)
        addTest(activity, into)
        if (!sparedByBatterySaver()) {
            into.addLine(R.drawable.ic_battery, R.color.text_quiet, activity.getText(R.string.step_makers))
        }
    }

    private fun addCard(activity: Activity, into: ViewGroup, step: Step) {
        val card = card(activity, into, step.done)
        card.title(activity.getString(step.title), step.done)
        card.text(if (step.done) null else activity.getText(step.text))
        card.action(if (step.done) null else activity.getText(step.action)) { step.act(activity) }
    }

    private fun addTest(activity: Activity, into: ViewGroup) {
        val card = card(activity, into, test == Test.SEEN)
        card.title(activity.getString(R.string.step_test), test == Test.SEEN)
        val text = when (test) {
            Test.NOT_RUN -> R.string.step_test_text
            Test.SHOWN -> R.string.step_test_shown
            Test.NOT_SHOWN -> R.string.step_test_not_shown
            Test.SEEN -> null
            Test.NOT_SEEN -> R.string.step_test_help
        }
        card.text(text?.let(activity::getText))
        when (test) {
            Test.SHOWN -> {
                card.action(activity.getText(R.string.step_test_yes)) { becomes(Test.SEEN, activity, into) }
                card.second(activity.getText(R.string.step_test_no)) { becomes(Test.NOT_SEEN, activity, into) }
            }
            Test.NOT_SEEN -> card.action(activity.getText(R.string.step_open_settings)) {
                test = Test.NOT_RUN
                openChannel(activity)
            }
            else -> card.action(activity.getText(R.string.step_test_go)) { runTest(activity, into) }
        }
    }

    private fun runTest(activity: Activity, into: ViewGroup) = app.inBackground(alerts::showTest) { shown ->
        becomes(if (shown.getOrDefault(false)) Test.SHOWN else Test.NOT_SHOWN, activity, into)
    }

    private fun becomes(result: Test, activity: Activity, into: ViewGroup) {
        test = result
        into.removeAllViews()
        addTo(activity, into)
    }

    private fun ask(activity: Activity, permission: String) {
        val asked = app.getSharedPreferences("asked", Activity.MODE_PRIVATE)
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

    private fun openChannel(activity: Activity) = activity.startElsewhere(
        Intent(Settings.ACTION_CHANNEL_NOTIFICATION_SETTINGS)
            .putExtra(Settings.EXTRA_APP_PACKAGE, app.packageName)
            .putExtra(Settings.EXTRA_CHANNEL_ID, Alerts.SUSPICIOUS),
    )

    /** The system no longer asks: the permission can only be given in the app's settings. */
    private fun openApp(activity: Activity) = activity.startElsewhere(
        Intent(Settings.ACTION_APPLICATION_DETAILS_SETTINGS, Uri.fromParts("package", app.packageName, null)),
    )

    // The card of a step.

    private fun card(activity: Activity, into: ViewGroup, done: Boolean): ViewGroup {
        val card = activity.layoutInflater.inflate(R.layout.card_step, into, false) as ViewGroup
        val (icon, color) = if (done) R.drawable.ic_genuine to R.color.genuine else R.drawable.ic_bell to R.color.unconfirmed
        card.findViewById<ImageView>(R.id.icon).show(icon, color)
        into.addView(card)
        return card
    }

    private fun ViewGroup.title(text: String, done: Boolean) {
        findViewById<TextView>(R.id.title).text = if (done) "$text: ${context.getString(R.string.step_done)}" else text
    }

    private fun ViewGroup.text(text: CharSequence?) = findViewById<TextView>(R.id.text).run {
        visible(text != null)
        this.text = text
    }

    private fun ViewGroup.action(text: CharSequence?, act: () -> Unit) = button(R.id.action, text, act)

    private fun ViewGroup.second(text: CharSequence, act: () -> Unit) = button(R.id.second, text, act)

    private fun ViewGroup.button(id: Int, text: CharSequence?, act: () -> Unit) = findViewById<TextView>(id).run {
        visible(text != null)
        this.text = text
        onTap(act)
    }
}
