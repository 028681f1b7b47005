package org.asli.demo.screens

import android.app.Activity
import android.content.Intent
import android.net.Uri
import android.os.Bundle
import android.view.ViewGroup
import android.widget.ImageView
import android.widget.TextView
import java.io.IOException
import org.asli.ImportResult
import org.asli.ListState
import org.asli.ListStatus
import org.asli.Verdict
import org.asli.demo.Look
import org.asli.demo.R
import org.asli.demo.color
import org.asli.demo.day
import org.asli.demo.lang
import org.asli.demo.look
import org.asli.demo.show
import org.asli.demo.tint

/** The signed list in force, and the import of a newer one from a file that the user picks. */
class ListActivity : Screen() {
    override fun onCreate(state: Bundle?) {
        super.onCreate(state)
        setContentView(R.layout.activity_list)
        topBar(R.string.list_title)
        view(R.id.pick).onSafeTap(::pick)
        refresh()
    }

    private fun refresh() = app.inBackground({ app.asli.status(app.now()) }) { it.fold(::show) { showFailure() } }

    private fun show(status: ListStatus) {
        banner(status.state.look, status.text(lang))
        val warnings = group(R.id.warnings)
        warnings.removeAllViews()
        if (status.development) warnings.addLine(R.drawable.ic_suspicious, R.color.unconfirmed, getText(R.string.list_development))
        if (status.clockSuspect) warnings.addLine(R.drawable.ic_suspicious, R.color.unconfirmed, getText(R.string.list_clock))
        val facts = group(R.id.facts)
        facts.removeAllViews()
        facts.addFact(R.string.list_version, "${status.version}")
        facts.addFact(R.string.list_issued, day(status.issued))
        facts.addFact(R.string.list_expires, day(status.expires))
        facts.addFact(R.string.list_companies, status.issuers.joinToString("\n") { it.name(lang) })
        val signers = getString(R.string.list_signed_value, status.signers.joinToString(), status.threshold)
        facts.addFact(R.string.list_signed, signers)
    }

    private fun showFailure() = banner(Verdict.SUSPICIOUS.look, getString(R.string.result_failed))

    private fun banner(look: Look, text: String) {
        view(R.id.banner).tint(look.tint)
        findViewById<ImageView>(R.id.icon).show(look.icon, look.color)
        text(R.id.state).text = text
        text(R.id.state).color(look.color)
    }

    private fun ViewGroup.addFact(name: Int, value: String) {
        val row = layoutInflater.inflate(R.layout.row_fact, this, false)
        row.findViewById<TextView>(R.id.name).setText(name)
        row.findViewById<TextView>(R.id.value).text = value
        addView(row)
    }

    private fun pick() {
        @Suppress("DEPRECATION") // The new way is AndroidX only.
        startActivityForResult(
            Intent(Intent.ACTION_OPEN_DOCUMENT).addCategory(Intent.CATEGORY_OPENABLE).setType("*/*"),
            PICK,
        )
    }

    @Deprecated("The new way is AndroidX only.")
    override fun onActivityResult(request: Int, result: Int, data: Intent?) {
        val file = data?.data
        if (request == PICK && result == Activity.RESULT_OK && file != null) import(file)
    }

    private fun import(file: Uri) = app.inBackground({ take(file) }) { result ->
        say(result.getOrElse { getString(R.string.list_unreadable) })
        refresh()
    }

    private fun take(file: Uri): String {
        val bytes = contentResolver.openInputStream(file)?.use { it.readNBytesOrAll(LARGEST + 1) } ?: throw IOException()
        if (bytes.size > LARGEST) return getString(R.string.list_too_large)
        return when (val imported = app.asli.importBundle(bytes, app.now())) {
            is ImportResult.Updated -> getString(R.string.list_updated, imported.from, imported.to)
            is ImportResult.Unchanged -> getString(R.string.list_unchanged, imported.version)
            is ImportResult.Refused -> getString(R.string.list_refused, imported.text(lang))
        }
    }

    private fun say(text: String) {
        text(R.id.imported).visible(true)
        text(R.id.imported).text = text
    }

    private companion object {
        const val PICK = 1

        /** No bundle is larger; the filter would refuse it. */
        const val LARGEST = 1 shl 24
    }
}

/** At most [most] bytes; `InputStream.readNBytes` came only with Android 13. */
private fun java.io.InputStream.readNBytesOrAll(most: Int): ByteArray {
    val bytes = java.io.ByteArrayOutputStream()
    val buffer = ByteArray(DEFAULT_BUFFER_SIZE)
    while (bytes.size() < most) {
        val count = read(buffer, 0, minOf(buffer.size, most - bytes.size()))
        if (count < 0) break
        bytes.write(buffer, 0, count)
    }
    return bytes.toByteArray()
}

private val ListState.look
    get() = when (this) {
        ListState.FRESH -> Verdict.GENUINE.look
        ListState.STALE -> Verdict.UNCONFIRMED.look
        ListState.EXPIRED -> Verdict.SUSPICIOUS.look
    }
