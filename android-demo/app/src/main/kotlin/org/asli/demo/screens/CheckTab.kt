package org.asli.demo.screens

import android.app.Activity
import android.app.AlertDialog
import android.content.ClipboardManager
import android.content.Intent
import android.text.Editable
import android.text.InputType
import android.text.TextWatcher
import android.view.View
import android.widget.EditText
import android.widget.ImageView
import android.widget.RadioGroup
import android.widget.ScrollView
import android.widget.TextView
import java.util.concurrent.atomic.AtomicInteger
import org.asli.Sms
import org.asli.demo.App
import org.asli.demo.R
import org.asli.demo.Watch
import org.asli.demo.color
import org.asli.demo.show

/**
 * The form: a message and where it came from in, the result screen out. A bare number or link is answered as what it is.
 *
 * Nothing is kept by checking it here: whoever wants it kept says so on the result screen.
 */
class CheckTab(private val activity: Activity, private val app: App, private val view: View) : MainActivity.Content {
    private val body: EditText = view.findViewById(R.id.body)
    private val bodyHelp: TextView = view.findViewById(R.id.body_help)
    private val origins: RadioGroup = view.findViewById(R.id.origin)
    private val sender: EditText = view.findViewById(R.id.sender)
    private val senderHelp: TextView = view.findViewById(R.id.sender_help)

    /** The names that SMS came from on this phone; in the flavour check, which sees none, there is no choice. */
    private var names = emptyList<String>()

    init {
        view.findViewById<View>(R.id.paste).onTap(::pasteAndCheck)
        view.findViewById<View>(R.id.check).onTap(::check)
        view.findViewById<View>(R.id.choose_name).onTap(::chooseName)
        view.findViewById<View>(R.id.call).onTap { activity.startActivity(AnswerActivity.callIntent(activity)) }
        view.findViewById<View>(R.id.watch).onTap {
            activity.startActivity(Intent(activity, SetupActivity::class.java))
        }
        origins.setOnCheckedChangeListener { _, _ -> showSender() }
        body.onType { say(bodyHelp, null, false) }
        sender.onType(::showSenderHelp)
        showSender()
    }

    override fun refresh() {
        showSender()
        app.watch?.let { show(it.state()) }
        app.inBackground(app.history.names::choice) { result ->
            names = result.getOrDefault(emptyList())
            showSender()
        }
    }

    private fun show(state: Watch.State) {
        view.findViewById<View>(R.id.watch).visible(true)
        val (icon, color) =
            if (state.on) R.drawable.ic_watch to R.color.accent else R.drawable.ic_bell to R.color.suspicious
        view.findViewById<ImageView>(R.id.watch_icon).show(icon, color)
        view.findViewById<TextView>(R.id.watch_title).apply {
            text = state.title
            color(color)
        }
        view.findViewById<TextView>(R.id.watch_text).text = state.text
    }

    private val origin: Origin
        get() = when (origins.checkedRadioButtonId) {
            R.id.origin_number -> Origin.NUMBER
            R.id.origin_name -> Origin.NAME
            R.id.origin_app -> Origin.APP
            else -> Origin.UNKNOWN
        }

    /** The field asks for what was chosen above it: a number, a name, or nothing. */
    private fun showSender() {
        view.findViewById<View>(R.id.sender_part).visible(origin.isGiven)
        val number = origin == Origin.NUMBER
        view.findViewById<TextView>(R.id.sender_label).setText(if (number) R.string.check_number else R.string.check_name)
        sender.inputType = if (number) InputType.TYPE_CLASS_PHONE else InputType.TYPE_CLASS_TEXT or InputType.TYPE_TEXT_FLAG_NO_SUGGESTIONS
        view.findViewById<View>(R.id.choose_part).visible(origin == Origin.NAME && names.isNotEmpty())
        showSenderHelp()
    }

    /** One of the phone's own names, or none of them: then it is typed. */
    private fun chooseName() {
        AlertDialog.Builder(activity)
            .setTitle(R.string.check_name)
            .setItems(names.toTypedArray()) { _, at -> sender.setText(names[at]) }
            .setNegativeButton(R.string.check_names_none) { _, _ ->
                sender.setText("")
                sender.requestFocus()
            }
            .setNeutralButton(R.string.check_names_delete) { _, _ -> app.inBackground(app.history.names::clear) { refresh() } }
            .show()
    }

    private fun showSenderHelp() = say(senderHelp, if (origin == Origin.NUMBER) null else R.string.check_name_help, false)

    /** Where the result asks for it: what was chosen so far is not enough. */
    fun askOrigin() {
        val scroll = view as? ScrollView ?: return
        val label = view.findViewById<View>(R.id.origin_label)
        scroll.post { scroll.scrollTo(0, label.top) }
        label.requestFocus()
    }

    private fun pasteAndCheck() {
        val clipboard = activity.getSystemService(ClipboardManager::class.java)
        val copied = clipboard.primaryClip?.takeIf { it.itemCount > 0 }?.getItemAt(0)?.coerceToText(activity)
        if (copied.isNullOrBlank()) return say(bodyHelp, R.string.check_nothing_to_paste, true)
        take(copied)
        check()
    }

    /** Puts a text that came from another app into the form and checks it. Who sent it, that app does not say. */
    fun check(text: CharSequence) {
        origins.check(R.id.origin_app)
        sender.setText("")
        take(text)
        if (text.isNotBlank()) check()
    }

    private fun take(text: CharSequence) {
        body.setText(text.take(Incoming.LONGEST).toString())
        say(bodyHelp, R.string.check_too_long.takeIf { text.length > Incoming.LONGEST }, false)
    }

    private fun check() {
        val text = body.text.toString()
        if (text.isBlank()) return say(bodyHelp, R.string.check_body_needed, true)
        if (Bare.of(text) != null) return activity.startActivity(AnswerActivity.intent(activity, text))
        val from = if (origin.isGiven) sender.text.toString().trim() else ""
        if (origin.isGiven && from.isEmpty()) {
            sender.requestFocus()
            return say(senderHelp, if (origin == Origin.NUMBER) R.string.check_number_needed else R.string.check_name_needed, true)
        }
        showSender()
        judge(Sms(from, text, app.now()), origin)
    }

    /** Of many texts that come at once, only the last is shown and judged: nobody could read the results of the others. */
    private fun judge(sms: Sms, origin: Origin) {
        val turn = newest.incrementAndGet()
        app.inBackground({}) {
            if (turn == newest.get() && !activity.isDestroyed) ResultActivity.open(activity, sms, origin)
        }
    }

    private fun say(where: TextView, text: Int?, urgent: Boolean) {
        where.visible(text != null)
        if (text != null) where.setText(text)
        where.color(if (urgent) R.color.suspicious else R.color.text_quiet)
        if (urgent) where.announceForAccessibility(where.text)
    }

    /** What was said of a field's last text no longer holds of its new one. */
    private fun EditText.onType(act: () -> Unit) = addTextChangedListener(
        object : TextWatcher {
            override fun beforeTextChanged(text: CharSequence, start: Int, count: Int, after: Int) = Unit

            override fun onTextChanged(text: CharSequence, start: Int, before: Int, count: Int) = Unit

            override fun afterTextChanged(text: Editable) = act()
        },
    )

    private companion object {
        val newest = AtomicInteger()
    }
}
