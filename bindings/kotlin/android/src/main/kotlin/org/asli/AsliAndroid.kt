package org.asli

import android.content.Context
import android.content.Intent
import android.provider.Telephony
import java.io.File
import java.time.Instant

/**
 * What only Android needs, for Java; Kotlin reads better with [Asli.Companion.open] and [Sms.Companion.fromIntent].
 *
 * ```
 * // Java
 * Asli asli = AsliAndroid.open(context);
 * Sms sms = AsliAndroid.smsFrom(intent);
 * ```
 */
public object AsliAndroid {
    /** Opens the list in the app's own folder, which is not part of backups. */
    @JvmStatic
    public fun open(context: Context): Asli = Asli.open(File(context.noBackupFilesDir, "asli"))

    /** The same with a root of trust and a first list of the integrator's own, as an app ships them in its assets. */
    @JvmStatic
    public fun open(context: Context, root: ByteArray, bundle: ByteArray): Asli =
        Asli.open(File(context.noBackupFilesDir, "asli"), root, bundle)

    /** The SMS in a broadcast `SMS_RECEIVED`; null where the intent holds none. */
    @JvmStatic
    @JvmOverloads
    public fun smsFrom(intent: Intent, now: Instant = Instant.now()): Sms? {
        val parts = parts(intent)
        if (parts.isEmpty()) return null
        // A part's text and sender can be null: what is there is kept.
        val sender = parts.firstNotNullOfOrNull { it.displayOriginatingAddress ?: it.originatingAddress }.orEmpty()
        val body = parts.joinToString("") { it.displayMessageBody ?: it.messageBody.orEmpty() }
        return Sms(sender, body, now)
    }

    /** A damaged PDU throws in some versions of Android: then there is no message to judge. */
    private fun parts(intent: Intent) = try {
        Telephony.Sms.Intents.getMessagesFromIntent(intent).orEmpty().filterNotNull()
    } catch (_: RuntimeException) {
        emptyList()
    }
}

/**
 * Opens the list in the app's own folder, which is not part of backups.
 *
 * ```
 * class App : Application() {
 *     val asli by lazy { Asli.open(this) }
 * }
 * ```
 *
 * @throws AsliException where the list cannot be used.
 */
@JvmSynthetic
public fun Asli.Companion.open(context: Context): Asli = AsliAndroid.open(context)

/**
 * Opens the list in the app's own folder with a root of trust and a first list of the integrator's own.
 *
 * ```
 * val asli by lazy {
 *     Asli.open(this, assets.open("asli/root.json").readBytes(), assets.open("asli/bundle.tar").readBytes())
 * }
 * ```
 *
 * @param root the TUF `root.json` to trust, pinned by shipping it with the app.
 * @param bundle the list that the app ships with; also the oldest that will ever be accepted.
 * @throws AsliException where one of them does not hold.
 */
@JvmSynthetic
public fun Asli.Companion.open(context: Context, root: ByteArray, bundle: ByteArray): Asli =
    AsliAndroid.open(context, root, bundle)

/**
 * The SMS in a broadcast `SMS_RECEIVED`; null where the intent holds none.
 *
 * The parts of a long message are joined; a missing sender becomes empty. On a phone with two SIM cards nothing
 * changes: each broadcast holds one message of one card.
 *
 * ```
 * override fun onReceive(context: Context, intent: Intent) {
 *     val sms = Sms.fromIntent(intent) ?: return
 *     val report = app.asli.check(sms)
 * }
 * ```
 *
 * @param now the time of receipt: the sender can forge the one inside the message.
 */
@JvmSynthetic
public fun Sms.Companion.fromIntent(intent: Intent, now: Instant = Instant.now()): Sms? = AsliAndroid.smsFrom(intent, now)
