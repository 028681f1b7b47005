package org.asli.demo

import android.app.Activity
import android.view.View
import android.view.ViewGroup
import android.widget.ImageView
import android.widget.TextView
import org.asli.demo.screens.addLine
import org.asli.demo.screens.onTap
import org.asli.demo.screens.visible

/**
 * The steps, one a screen, with those that are done in a line each below it, and at the end a sample warning that
 * proves it. In: the steps. Out: their page.
 */
class SetupPages(private val app: App, private val setup: Setup, private val alerts: Alerts) {
    private val skipped = HashSet<String>()
    private var test = Test.NOT_RUN

    private enum class Test { NOT_RUN, SHOWN, NOT_SHOWN, SEEN, NOT_SEEN }

    /** From the first step that is not done. */
    fun restart() {
        skipped.clear()
        test = Test.NOT_RUN
    }

    /** Shows the step that is next; true where it is the last page. */
    fun show(activity: Activity, into: ViewGroup): Boolean {
        into.removeAllViews()
        activity.layoutInflater.inflate(R.layout.setup_steps, into)
        val steps = setup.steps(activity)
        val current = steps.firstOrNull { !it.done && it.id !in skipped }
        val progress = into.findViewById<TextView>(R.id.step_progress)
        val at = if (current == null) steps.size + 1 else steps.indexOf(current) + 1
        progress.text = activity.getString(R.string.step_of, at, steps.size + 1)
        val done = into.findViewById<ViewGroup>(R.id.steps_done)
        steps.filter { it.done }.forEach { done.addLine(R.drawable.ic_tick, R.color.accent, activity.getText(it.doneTitle)) }
        done.visible(done.childCount > 0)
        into.removeView(done)
        if (current != null) addStep(activity, into, current) else addTest(activity, into)
        // Below the step: what is to be done must not lie under what is done, on a small screen or in large letters.
        into.addView(done)
        return current == null
    }

    /** The step that is shown is left for later. */
    fun skip(activity: Activity) {
        setup.steps(activity).firstOrNull { !it.done && it.id !in skipped }?.let { skipped.add(it.id) }
    }

    private fun addStep(activity: Activity, into: ViewGroup, step: Setup.Step) {
        val card = card(activity, into, activity.getText(step.title), step.text)
        card.findViewById<TextView>(R.id.without).text =
            activity.getString(R.string.step_without, activity.getString(step.without))
        card.button(R.id.action, activity.getText(step.action)) { step.act(activity) }
        step.help?.let { help ->
            card.findViewById<TextView>(R.id.help).apply {
                visible(true)
                setText(help.text)
            }
            card.button(R.id.second, activity.getText(help.action)) { help.act(activity) }
        }
        step.confirm?.let { confirm ->
            card.findViewById<View>(R.id.picture).visible(true)
            card.button(R.id.second, activity.getText(R.string.step_autostart_yes)) {
                confirm()
                show(activity, into)
            }
        }
    }

    private fun addTest(activity: Activity, into: ViewGroup) {
        val text = when (test) {
            Test.NOT_RUN -> R.string.step_test_text
            Test.SHOWN -> R.string.step_test_shown
            Test.NOT_SHOWN -> R.string.step_test_not_shown
            Test.SEEN -> R.string.step_all_done
            Test.NOT_SEEN -> R.string.step_test_help
        }
        val title = if (test == Test.SEEN) R.string.step_test_done else R.string.step_test
        val card = card(activity, into, activity.getText(title), activity.getText(text))
        card.findViewById<View>(R.id.without).visible(false)
        when (test) {
            Test.SHOWN -> {
                card.button(R.id.action, activity.getText(R.string.step_test_yes)) { becomes(Test.SEEN, activity, into) }
                card.button(R.id.second, activity.getText(R.string.step_test_no)) { becomes(Test.NOT_SEEN, activity, into) }
            }
            Test.NOT_SEEN -> card.button(R.id.action, activity.getText(R.string.step_open_settings)) {
                test = Test.NOT_RUN
                setup.openChannel(activity)
            }
            // Seen once, the sample is no longer what is to be done next.
            Test.SEEN -> {
                card.findViewById<View>(R.id.action).visible(false)
                card.button(R.id.second, activity.getText(R.string.step_test_go)) { runTest(activity, into) }
            }
            else -> card.button(R.id.action, activity.getText(R.string.step_test_go)) { runTest(activity, into) }
        }
    }

    private fun runTest(activity: Activity, into: ViewGroup) = app.inBackground(alerts::showTest) { shown ->
        becomes(if (shown.getOrDefault(false)) Test.SHOWN else Test.NOT_SHOWN, activity, into)
    }

    private fun becomes(result: Test, activity: Activity, into: ViewGroup) {
        test = result
        if (!activity.isDestroyed) show(activity, into)
    }

    private fun card(activity: Activity, into: ViewGroup, title: CharSequence, text: CharSequence): ViewGroup {
        val card = activity.layoutInflater.inflate(R.layout.card_step, into, false) as ViewGroup
        card.findViewById<ImageView>(R.id.icon).show(R.drawable.ic_bell, R.color.accent)
        card.findViewById<TextView>(R.id.title).text = title
        card.findViewById<TextView>(R.id.text).text = text
        into.addView(card)
        return card
    }

    private fun ViewGroup.button(id: Int, text: CharSequence, act: () -> Unit) = findViewById<TextView>(id).run {
        visible(true)
        this.text = text
        onTap(act)
    }
}
