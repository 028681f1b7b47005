package org.asli.demo.screens

import android.content.ClipData
import android.content.ClipboardManager
import android.content.Intent
import android.net.Uri
import android.os.Build
import android.os.Bundle
import android.widget.Toast
import org.asli.Lang
import org.asli.Sms
import org.asli.demo.R
import org.asli.demo.RecordProvider
import org.asli.demo.lang
import org.asli.demo.moment
import org.asli.demo.screens.ResultActivity.Companion.sms
import org.asli.demo.senderOf
import org.asli.demo.unlinked

/** Every way to report a message, each ready to be sent by the user's own act. In: a message. */
class ComplaintActivity : Screen() {
    private lateinit var sms: Sms
    private lateinit var language: Lang

    /** The complaint, and the file with its record. */
    private class Ready(val text: String, val record: Uri)

    private var ready: Ready? = null

    override fun onCreate(state: Bundle?) {
        super.onCreate(state)
        setContentView(R.layout.activity_complaint)
        topBar(R.string.complaint_title)
        hideFromRecents()
        sms = intent.sms()
        language = if (state?.getBoolean(OTHER) == true) other(lang) else lang
        text(R.id.language).onTap {
            language = other(language)
            write()
        }
        show1909()
        showChakshu()
        view(R.id.share).onTap(::share)
        view(R.id.copy).onTap { copy(text(R.id.text).text) }
        text(R.id.text).unlinked()
        write()
    }

    override fun onSaveInstanceState(state: Bundle) {
        super.onSaveInstanceState(state)
        state.putBoolean(OTHER, language != lang)
    }

    private fun show1909() {
        val open = Deadlines.isOpenAt1909(sms, app.now())
        text(R.id.text_1909).setText(
            when {
                open -> R.string.complaint_1909_text
                sms.sender.isBlank() -> R.string.complaint_1909_sender
                else -> R.string.complaint_1909_late
            },
        )
        view(R.id.write_1909).visible(open)
        view(R.id.write_1909).onTap { startElsewhere(Calls.smsTo1909(Deadlines.textFor1909(sms))) }
    }

    /** What Chakshu's form asks for, each to copy: a form in a browser cannot be filled from outside. */
    private fun showChakshu() {
        val late = Deadlines.isLateForChakshu(sms, app.now())
        text(R.id.text_chakshu).setText(if (late) R.string.complaint_chakshu_late else R.string.complaint_chakshu_text)
        view(R.id.chakshu_form).visible(!late)
        text(R.id.chakshu_sender).apply {
            text = senderOf(sms, null)
            unlinked()
        }
        text(R.id.chakshu_when).text = sms.receivedAt?.let(::moment).orEmpty()
        view(R.id.copy_sender).visible(sms.sender.isNotBlank())
        view(R.id.copy_sender).onTap { copy(sms.sender) }
        view(R.id.copy_message).onTap { copy(sms.body) }
        view(R.id.open_chakshu).onTap { startElsewhere(Calls.browse(Calls.CHAKSHU_FORM)) }
    }

    private fun write() {
        val to = if (language == Lang.HI) R.string.complaint_in_english else R.string.complaint_in_hindi
        text(R.id.language).setText(to)
        val language = language
        app.inBackground({ prepare(language) }) { result ->
            ready = result.getOrNull()
            text(R.id.text).text = ready?.text ?: getString(R.string.result_failed)
            view(R.id.share).isEnabled = ready != null
        }
    }

    private fun prepare(language: Lang): Ready {
        val report = app.check(sms)
        val record = RecordProvider.write(this, app.asli.record(report, sms))
        return Ready(app.asli.complaint(report, sms, language), record)
    }

    private fun share() {
        val ready = ready ?: return
        val send = Intent(Intent.ACTION_SEND).setType("text/plain")
            .putExtra(Intent.EXTRA_TEXT, ready.text)
            .putExtra(Intent.EXTRA_STREAM, ready.record)
            .addFlags(Intent.FLAG_GRANT_READ_URI_PERMISSION)
        send.clipData = ClipData.newRawUri(null, ready.record)
        startElsewhere(Intent.createChooser(send, getString(R.string.complaint_share)))
    }

    private fun copy(text: CharSequence) {
        val clip = ClipData.newPlainText(getString(R.string.complaint_title), text)
        getSystemService(ClipboardManager::class.java).setPrimaryClip(clip)
        // From Android 13 on the system says so itself.
        if (Build.VERSION.SDK_INT < 33) Toast.makeText(this, R.string.complaint_copied, Toast.LENGTH_SHORT).show()
    }

    private fun other(lang: Lang) = if (lang == Lang.HI) Lang.EN else Lang.HI

    private companion object {
        const val OTHER = "other_language"
    }
}
