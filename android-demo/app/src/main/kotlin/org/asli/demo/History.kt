package org.asli.demo

import android.content.ContentValues
import android.database.Cursor
import android.database.sqlite.SQLiteDatabase
import android.database.sqlite.SQLiteOpenHelper
import java.time.Duration
import java.time.Instant
import org.asli.Sms
import org.asli.Verdict

/**
 * A message that was flagged or proven genuine.
 *
 * @property times how often the same message came.
 * @property seen whether the user has looked at it; an alert stands until then.
 * @property fine whether the user said that it is fine.
 */
class Kept(
    val id: Long,
    val sms: Sms,
    val verdict: Verdict,
    val times: Int,
    val seen: Boolean,
    val fine: Boolean,
) {
    val receivedAt: Instant get() = sms.receivedAt ?: Instant.EPOCH
}

/**
 * Messages on this phone: those that wait to be judged, and those that were flagged or proven.
 *
 * In: messages and verdicts. Out: [Kept]. Unrelated messages are forgotten as soon as they are judged, and what is
 * deleted is overwritten. The SMS inbox is never touched. Safe from any thread.
 */
class History(private val app: App) : SQLiteOpenHelper(app, "history.db", null, 1) {
    override fun onConfigure(db: SQLiteDatabase) {
        db.rawQuery("PRAGMA secure_delete = ON", null).use(Cursor::moveToFirst)
    }

    override fun onCreate(db: SQLiteDatabase) {
        db.execSQL("CREATE TABLE waiting (id INTEGER PRIMARY KEY, sender TEXT NOT NULL, body TEXT NOT NULL, received_at INTEGER NOT NULL)")
        db.execSQL(
            "CREATE TABLE kept (id INTEGER PRIMARY KEY AUTOINCREMENT, fingerprint TEXT NOT NULL UNIQUE, " +
                "sender TEXT NOT NULL, body TEXT NOT NULL, received_at INTEGER NOT NULL, verdict TEXT NOT NULL, " +
                "times INTEGER NOT NULL, seen INTEGER NOT NULL)",
        )
        db.execSQL("CREATE TABLE fine (fingerprint TEXT PRIMARY KEY)")
    }

    override fun onUpgrade(db: SQLiteDatabase, from: Int, to: Int) = Unit

    // Waiting: written before anything else happens to a message, so that none is lost with the process.

    fun wait(sms: Sms) {
        val row = values(sms)
        writableDatabase.insertOrThrow("waiting", null, row)
    }

    /** The messages that wait, oldest first, by the id under which [judged] takes them off. */
    fun waiting(): List<Pair<Long, Sms>> =
        readableDatabase.rawQuery("SELECT id, sender, body, received_at FROM waiting ORDER BY id", null)
            .all { it.getLong(0) to it.sms(1) }

    fun judged(waiting: Long) {
        writableDatabase.delete("waiting", "id = ?", arrayOf("$waiting"))
    }

    // Kept.

    /** Keeps a judged message and returns its row; the same message again counts up, and is unseen once more. */
    fun keep(sms: Sms, verdict: Verdict, seen: Boolean): Kept {
        val db = writableDatabase
        db.beginTransaction()
        try {
            val row = values(sms).apply {
                put("verdict", verdict.name)
                put("seen", seen)
            }
            val fingerprint = sms.fingerprint
            val before = find("fingerprint = ?", fingerprint)
            val id = if (before == null) {
                row.put("fingerprint", fingerprint)
                row.put("times", 1)
                db.insertOrThrow("kept", null, row)
            } else {
                row.put("times", before.times + 1)
                db.update("kept", row, "id = ?", arrayOf("${before.id}"))
                before.id
            }
            forgetOld(db)
            db.setTransactionSuccessful()
            return find(id) ?: Kept(id, sms, verdict, 1, seen, false)
        } finally {
            db.endTransaction()
        }
    }

    fun find(id: Long): Kept? = find("k.id = ?", "$id")

    /** The newest first. */
    fun all(): List<Kept> = query("1 = 1 ORDER BY received_at DESC, k.id DESC")

    /** Those that the user has not looked at yet, oldest first. */
    fun unseen(): List<Kept> = query("seen = 0 ORDER BY k.id")

    fun markSeen(id: Long) {
        writableDatabase.update("kept", ContentValues().apply { put("seen", true) }, "id = ?", arrayOf("$id"))
    }

    fun clear() {
        writableDatabase.delete("kept", null, null)
    }

    private fun forgetOld(db: SQLiteDatabase) {
        val days = app.settings.keepDays
        if (days == 0) return
        val oldest = app.now().minus(Duration.ofDays(days.toLong())).toEpochMilli()
        db.delete("kept", "received_at < ?", arrayOf("$oldest"))
    }

    fun forgetOld() = forgetOld(writableDatabase)

    // Called fine by the user: only fingerprints.

    fun callFine(sms: Sms) {
        val row = ContentValues().apply { put("fingerprint", sms.fingerprint) }
        writableDatabase.insertWithOnConflict("fine", null, row, SQLiteDatabase.CONFLICT_IGNORE)
    }

    fun takeBackFine(sms: Sms) {
        writableDatabase.delete("fine", "fingerprint = ?", arrayOf(sms.fingerprint))
    }

    fun isFine(sms: Sms): Boolean =
        readableDatabase.rawQuery("SELECT 1 FROM fine WHERE fingerprint = ?", arrayOf(sms.fingerprint)).use { it.count > 0 }

    fun fineCount(): Int = readableDatabase.rawQuery("SELECT count(*) FROM fine", null).use {
        it.moveToFirst()
        it.getInt(0)
    }

    fun forgetFine() {
        writableDatabase.delete("fine", null, null)
    }

    private fun find(where: String, argument: String): Kept? = query(where, argument).firstOrNull()

    private fun query(where: String, vararg arguments: String): List<Kept> = readableDatabase.rawQuery(
        "SELECT k.id, sender, body, received_at, verdict, times, seen, f.fingerprint IS NOT NULL " +
            "FROM kept k LEFT JOIN fine f USING (fingerprint) WHERE $where",
        arguments,
    ).all {
        Kept(it.getLong(0), it.sms(1), Verdict.valueOf(it.getString(4)), it.getInt(5), it.getInt(6) != 0, it.getInt(7) != 0)
    }

    private fun values(sms: Sms) = ContentValues().apply {
        put("sender", sms.sender)
        put("body", sms.body)
        put("received_at", (sms.receivedAt ?: app.now()).toEpochMilli())
    }

    private fun Cursor.sms(from: Int) =
        Sms(getString(from), getString(from + 1), Instant.ofEpochMilli(getLong(from + 2)))

    private fun <T> Cursor.all(read: (Cursor) -> T): List<T> = use { generateSequence { if (moveToNext()) read(this) else null }.toList() }
}
