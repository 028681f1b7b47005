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
 * @property sim the SIM that it came to, from 1; null where the phone did not say.
 */
class Kept(
    val id: Long,
    val sms: Sms,
    val verdict: Verdict,
    val times: Int,
    val seen: Boolean,
    val fine: Boolean,
    val sim: Int? = null,
) {
    val receivedAt: Instant get() = sms.receivedAt ?: Instant.EPOCH
}

/**
 * A message that waits to be judged.
 *
 * @property tries how often it was begun. At [MOST_TRIES] it is set aside: it is not judged any more, so that one message
 * that no try survives cannot stop those behind it.
 */
class Waiting(val id: Long, val sms: Sms, val sim: Int?, val tries: Int) {
    val isSetAside get() = tries >= MOST_TRIES

    companion object {
        const val MOST_TRIES = 2
    }
}

/**
 * Messages on this phone: those that wait to be judged, and those that were flagged or proven.
 *
 * In: messages and verdicts. Out: [Kept]. Unrelated messages are forgotten as soon as they are judged, and what is
 * deleted is overwritten. The names that SMS came from are kept a while, see [Names]. The SMS inbox is never touched. Safe
 * from any thread.
 */
class History(private val app: App) : SQLiteOpenHelper(app, NAME, null, 3) {
    /** The names that SMS came from on this phone. */
    val names = Names(this, app)

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
        onUpgrade(db, 1, 3)
    }

    override fun onUpgrade(db: SQLiteDatabase, from: Int, to: Int) {
        if (from < 2) {
            db.execSQL("ALTER TABLE waiting ADD COLUMN sim INTEGER")
            db.execSQL("ALTER TABLE waiting ADD COLUMN tries INTEGER NOT NULL DEFAULT 0")
            db.execSQL("ALTER TABLE kept ADD COLUMN sim INTEGER")
        }
        if (from < 3) names.create(db)
    }

    // Waiting: written before anything else happens to a message, so that none is lost with the process.

    fun wait(sms: Sms, sim: Int? = null): Long = writableDatabase.insertOrThrow("waiting", null, values(sms, sim))

    /** The ids of all that wait, also of those set aside, oldest first. Ids only: one damaged row is no trouble for the rest. */
    fun waiting(): List<Long> = readableDatabase.rawQuery("SELECT id FROM waiting ORDER BY id", null).all { it.getLong(0) }

    fun waiting(id: Long): Waiting? =
        readableDatabase.rawQuery("SELECT id, sender, body, received_at, sim, tries FROM waiting WHERE id = ?", arrayOf("$id"))
            .all { Waiting(it.getLong(0), it.sms(1), it.sim(4), it.getInt(5)) }.firstOrNull()

    /** Counts a try before it is made: one that ends the process counts as well. */
    fun trying(waiting: Long) {
        writableDatabase.execSQL("UPDATE waiting SET tries = tries + 1 WHERE id = ?", arrayOf(waiting))
    }

    /** Another version of the app may succeed where this one failed. */
    fun tryAgain() {
        writableDatabase.execSQL("UPDATE waiting SET tries = 0")
    }

    fun judged(waiting: Long) {
        writableDatabase.delete("waiting", "id = ?", arrayOf("$waiting"))
    }

    // Kept.

    /** Keeps a judged message and returns its row; the same message again counts up, and is unseen once more. */
    fun keep(sms: Sms, verdict: Verdict, seen: Boolean, sim: Int? = null): Kept {
        val db = writableDatabase
        db.beginTransaction()
        try {
            val row = values(sms, sim).apply {
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
            db.setTransactionSuccessful()
            return find(id) ?: Kept(id, sms, verdict, 1, seen, false, sim)
        } finally {
            db.endTransaction()
            guarded("old messages could not be forgotten") { forgetOld() }
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
        names.clear()
    }

    /** Forgets what is older than the user wishes, and takes its alerts down: nobody could open them any more. */
    fun forgetOld() {
        val days = app.settings.keepDays
        if (days == 0) return
        val oldest = arrayOf("${app.now().minus(Duration.ofDays(days.toLong())).toEpochMilli()}")
        val db = writableDatabase
        val old = db.rawQuery("SELECT id FROM kept WHERE received_at < ?", oldest).all { it.getLong(0) }
        old.forEach { db.delete("kept", "id = ?", arrayOf("$it")) }
        db.delete("waiting", "received_at < ? AND tries >= ${Waiting.MOST_TRIES}", oldest)
        names.forgetBefore(oldest)
        old.forEach { app.watch?.seen(it) }
    }

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
        "SELECT k.id, sender, body, received_at, verdict, times, seen, f.fingerprint IS NOT NULL, sim " +
            "FROM kept k LEFT JOIN fine f USING (fingerprint) WHERE $where",
        arguments,
    ).all {
        Kept(it.getLong(0), it.sms(1), verdict(it.getString(4)), it.getInt(5), it.getInt(6) != 0, it.getInt(7) != 0, it.sim(8))
    }

    /** A name that only another version knows proves nothing. */
    private fun verdict(name: String) = Verdict.values().find { it.name == name } ?: Verdict.UNCONFIRMED

    private fun values(sms: Sms, sim: Int?) = ContentValues().apply {
        put("sim", sim)
        put("sender", sms.sender)
        put("body", sms.body)
        put("received_at", (sms.receivedAt ?: app.now()).toEpochMilli())
    }

    private fun Cursor.sms(from: Int) =
        Sms(getString(from), getString(from + 1), Instant.ofEpochMilli(getLong(from + 2)))

    private fun Cursor.sim(at: Int): Int? = if (isNull(at)) null else getInt(at)

    private fun <T : Any> Cursor.all(read: (Cursor) -> T): List<T> = use { generateSequence { if (moveToNext()) read(this) else null }.toList() }

    companion object {
        const val NAME = "history.db"
    }
}
