package org.asli.demo

import android.content.ContentValues
import android.database.sqlite.SQLiteDatabase
import android.database.sqlite.SQLiteOpenHelper
import java.util.Locale
import org.asli.Sms

/**
 * The names that SMS came from on this phone, for those who check one by hand: a name is chosen more surely than typed.
 *
 * In: each SMS as it comes, of which only the sender is kept, and only where it is a name. Out: the names, without order
 * of time, and none as long as they are few. It is never the signed list that offers a name: a reader who holds a fake that
 * came by WhatsApp would choose the company's, and the app would have taught them the answer. Here the company's stands
 * among others or not at all, and only if its SMS came to this phone.
 */
class Names(private val store: SQLiteOpenHelper, private val app: App) {
    fun create(db: SQLiteDatabase) {
        db.execSQL("CREATE TABLE names (header TEXT PRIMARY KEY, name TEXT NOT NULL, at INTEGER NOT NULL)")
    }

    /** Notes from whom [sms] came, if that is a name; only the latest [MOST] are kept. */
    fun note(sms: Sms) {
        val name = sms.sender.trim()
        if (!FORM.matches(name)) return
        val row = ContentValues().apply {
            put("header", header(name))
            put("name", name)
            put("at", (sms.receivedAt ?: app.now()).toEpochMilli())
        }
        val db = store.writableDatabase
        db.insertWithOnConflict("names", null, row, SQLiteDatabase.CONFLICT_REPLACE)
        db.execSQL("DELETE FROM names WHERE header NOT IN (SELECT header FROM names ORDER BY at DESC LIMIT $MOST)")
    }

    /** The names to choose from, as they are shown above a message; none where there are fewer than [FEWEST]. */
    fun choice(): List<String> = store.readableDatabase.rawQuery("SELECT name FROM names ORDER BY header", null)
        .use { generateSequence { if (it.moveToNext()) it.getString(0) else null }.toList() }
        .takeIf { it.size >= FEWEST }.orEmpty()

    fun clear() {
        store.writableDatabase.delete("names", null, null)
    }

    internal fun forgetBefore(oldest: Array<String>) {
        store.writableDatabase.delete("names", "at < ?", oldest)
    }

    /** Without the operator in front and the kind of message behind: one company writes through several operators. */
    private fun header(name: String): String = name.uppercase(Locale.ROOT).replace(ROUTE, "").replace(KIND, "")

    companion object {
        /** So many names are kept. */
        const val MOST = 12

        /** A choice of fewer names is none: it would lead to one of them. */
        const val FEWEST = 4

        /** Letters, digits and hyphens, a letter among them: what is shown can hide nothing. */
        private val FORM = Regex("(?=.*[A-Za-z])[A-Za-z0-9-]{3,15}")
        private val ROUTE = Regex("^[A-Z]{2}-")
        private val KIND = Regex("-[A-Z]$")
    }
}
