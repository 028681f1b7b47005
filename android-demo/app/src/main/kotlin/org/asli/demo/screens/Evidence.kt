package org.asli.demo.screens

import android.content.Context
import android.net.Uri
import java.io.IOException
import org.asli.Sms
import org.asli.demo.App
import org.asli.demo.day
import org.asli.demo.lang

/**
 * Every kept message as proof, for a police station or a bank.
 *
 * In: the history. Out: one text file: for each message the complaint, then the record by which whoever has the message
 * can reproduce the verdict. Only the user's own act makes it, and only where the user chose.
 */
class Evidence(private val app: App, private val words: Context) {
    fun writeTo(file: Uri) {
        val stream = app.contentResolver.openOutputStream(file) ?: throw IOException()
        stream.bufferedWriter().use { writer ->
            // Without the mark, some editors on computers read Hindi as another encoding.
            writer.write("\uFEFF${words.day(app.now())}\n")
            for (kept in app.history.all()) writer.write("\n$RULE\n\n${text(kept.sms)}\n")
        }
    }

    private fun text(sms: Sms): String {
        val report = app.check(sms)
        return app.asli.complaint(report, sms, words.lang) + "\n\n" + app.asli.record(report, sms)
    }

    companion object {
        const val FILE_NAME = "asli-messages.txt"
        private val RULE = "=".repeat(40)
    }
}
