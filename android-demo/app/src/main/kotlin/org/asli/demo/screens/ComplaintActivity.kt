package org.asli.demo.screens

import android.content.ClipData
import android.content.ClipboardManager
import android.content.Intent
import android.os.Build
import android.os.Bundle
import android.widget.Toast
import org.asli.Lang
import org.asli.Sms
import org.asli.demo.R
import org.asli.demo.lang
import org.asli.demo.screens.ResultActivity.Companion.sms

/** The complaint text, to read and then to share by the user's own act. In: a message. */
class ComplaintActivity : Screen() {
    private lateinit var sms: Sms
    private lateinit var language: Lang

    override fun onCreate(state: Bundle?) {
        super.onCreate(state)
        setContentView(R.layout.activity_complaint)
        topBar(R.string.complaint_title)
        sms = intent.sms()
        language = if (state?.getBoolean(OTHER) == true) other(lang) else lang
        text(R.id.language).onTap {
            language = other(language)
            write()
        }
        view(R.id.share).onTap(::share)
        view(R.id.copy).onTap(::copy)
        write()
    }

    override fun onSaveInstanceState(state: Bundle) {
        super.onSaveInstanceState(state)
        state.putBoolean(OTHER, language != lang)
    }

    private fun write() {
        val to = if (language == Lang.HI) R.string.complaint_in_english else R.string.complaint_in_hindi
        text(R.id.language).setText(to)
        val language = language
        app.inBackground({ complaint(language) }) { result ->
            text(R.id.text).text = result.getOrElse { getString(R.string.result_failed) }
        }
    }

    private fun complaint(language: Lang): String {
        val report = app.asli.check(sms, app.now())
        val record = app.asli.record(report, sms)
        return app.asli.complaint(report, sms, language) + "\n\n" + getString(R.string.complaint_record) + "\n" + record
    }

    private fun share() {
        val send = Intent(Intent.ACTION_SEND).setType("text/plain").putExtra(Intent.EXTRA_TEXT, text(R.id.text).text.toString())
        startElsewhere(Intent.createChooser(send, getString(R.string.complaint_share)))
    }

    private fun copy() {
        val clip = ClipData.newPlainText(getString(R.string.complaint_title), text(R.id.text).text)
        getSystemService(ClipboardManager::class.java).setPrimaryClip(clip)
        // From Android 13 on the system says so itself.
        if (Build.VERSION.SDK_INT < 33) Toast.makeText(this, R.string.complaint_copied, Toast.LENGTH_SHORT).show()
    }

    private fun other(lang: Lang) = if (lang == Lang.HI) Lang.EN else Lang.HI

    private companion object {
        const val OTHER = "other_language"
    }
}
