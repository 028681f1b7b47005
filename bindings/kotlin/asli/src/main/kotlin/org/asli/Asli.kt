package org.asli

import org.asli.ffi.OpenException
import org.asli.ffi.RecordException
import org.asli.ffi.SmsFilter
import org.asli.ffi.initLogging
import java.io.File
import java.time.Instant
import org.asli.ffi.Report as FfiReport

/**
 * Checks SMS against the signed list in force.
 *
 * Open it once, keep it, and call it from any thread. Nothing is sent anywhere. Any text is judged: of any length, with
 * lone surrogates, from an interrupted thread. What a method throws stands at the method; any of them may throw
 * [EngineException] where the engine itself fails, and, like all code on the JVM, an `OutOfMemoryError`.
 *
 * ```
 * Asli.open(File("/var/lib/asli")).use { asli ->
 *     val report = asli.check(Sms("+919876501234", "Your power will be cut tonight, call 98765 43210"))
 *     println(report.headline(Lang.EN)) // "Looks fake: it gives a mobile number"
 * }
 * ```
 */
public class Asli private constructor(private val filter: SmsFilter) : AutoCloseable {
    /**
     * Checks one message.
     *
     * ```
     * val report = asli.check(Sms("JM-SBPDCL-S", body))
     * ```
     *
     * @param now decides how fresh the list is, and stands in for a missing time of receipt.
     * @throws EngineException where the engine fails at this message: a defect of the library. The next message is
     *   judged as if nothing had happened.
     * @throws IllegalStateException after [close].
     */
    @JvmOverloads
    public fun check(sms: Sms, now: Instant = Instant.now()): Report =
        whileOpen { filter.check(sms.toFfi(), now.milliseconds()) }.toFacade()

    /**
     * Checks many messages, in order, several hundred over one call of the library: far cheaper than one by one.
     *
     * ```
     * val reports = asli.checkAll(inbox)
     * ```
     *
     * @throws IllegalStateException after [close].
     */
    @JvmOverloads
    public fun checkAll(messages: List<Sms>, now: Instant = Instant.now()): List<Report> {
        val reports = ArrayList<Report>(messages.size)
        for (batch in batches(messages)) {
            val checked = whileOpen { filter.checkAll(batch.map(Sms::toFfi), now.milliseconds()) }
            checked.mapTo(reports, FfiReport::toFacade)
        }
        return reports
    }

    /**
     * Takes in a list, from wherever it came: the app's own network code, a file, another phone. Whatever is wrong
     * with it, the list in force stays. Strict: an expired or older list is refused.
     *
     * Reads and writes the disk: not for the main thread. Checks that are under way end with the list they began with.
     *
     * ```
     * val result = asli.importBundle(file.readBytes())
     * if (result is ImportResult.Refused) show(result.text(Lang.HI))
     * ```
     *
     * @param bytes the whole bundle; more than 16 MiB is refused.
     * @throws IllegalStateException after [close].
     */
    @JvmOverloads
    public fun importBundle(bytes: ByteArray, now: Instant = Instant.now()): ImportResult =
        whileOpen { filter.importBundle(bytes, now.milliseconds()) }.toFacade()

    /**
     * What there is to say of the list in force.
     *
     * ```
     * if (asli.status().state != ListState.FRESH) fetchNewerList()
     * ```
     *
     * @throws IllegalStateException after [close].
     */
    @JvmOverloads
    public fun status(now: Instant = Instant.now()): ListStatus =
        whileOpen { filter.status(now.milliseconds()) }.toFacade()

    /**
     * A text to hand in at 1930, on Chakshu or at the police station: the message, its sender, the time and what
     * was found. Show it to the person; never send it anywhere unasked.
     *
     * ```
     * val text = asli.complaint(report, sms, Lang.HI)
     * ```
     *
     * @throws IllegalStateException after [close].
     */
    public fun complaint(report: Report, sms: Sms, lang: Lang): String =
        whileOpen { filter.complaint(report.toFfi(), sms.toFfi(), lang.toFfi()) }

    /**
     * What was decided, as JSON, without the message: its hash, the class of its sender, the places found. Who also
     * has the message can reproduce the verdict with `asli replay`.
     *
     * ```
     * File(folder, "record.json").writeText(asli.record(report, sms))
     * ```
     *
     * @throws IllegalArgumentException where another list has come into force since: check the message again.
     * @throws IllegalStateException after [close].
     */
    public fun record(report: Report, sms: Sms): String = try {
        whileOpen { filter.record(report.toFfi(), sms.toFfi()) }
    } catch (changed: RecordException.ListChanged) {
        throw IllegalArgumentException(
            "The report was made by list ${changed.report}, and list ${changed.current} is in force now: check again.",
        )
    }

    /** Frees the library's memory. Calls that are under way end well; later ones throw [IllegalStateException]. */
    override fun close(): Unit = filter.close()

    private inline fun <T> whileOpen(call: () -> T): T = try {
        engine(call)
    } catch (closed: IllegalStateException) {
        throw IllegalStateException("This Asli is closed. Open a new one with Asli.open.", closed)
    }

    public companion object {
        /**
         * Opens the list in [directory], or the one built into the library where there is none.
         *
         * Trusts the **development root**, whose private keys anybody has: for trying out.
         *
         * ```
         * val asli = Asli.open(File("/var/lib/asli"))
         * ```
         *
         * @param directory a folder of the app's own; it need not exist. One `Asli` a folder.
         * @throws AsliException where the built-in list cannot be used.
         * @throws LinkageError where the native library is missing or is not for this machine.
         */
        @JvmStatic
        public fun open(directory: File): Asli = opened { SmsFilter.open(directory.crossing(), clock()) }

        /**
         * The same with a root of trust and a first list of the integrator's own.
         *
         * ```
         * val asli = Asli.open(directory, asset("root.json"), asset("bundle.tar"))
         * ```
         *
         * @param root the TUF `root.json` to trust, pinned by shipping it with the app.
         * @param bundle the list that the app ships with; also the oldest that will ever be accepted.
         * @throws AsliException where one of them does not hold.
         * @throws LinkageError where the native library is missing or is not for this machine.
         */
        @JvmStatic
        public fun open(directory: File, root: ByteArray, bundle: ByteArray): Asli =
            opened { SmsFilter.openPinned(root, bundle, directory.crossing(), clock()) }

        private inline fun opened(open: () -> SmsFilter): Asli = try {
            Asli(engine(open))
        } catch (refused: OpenException.Refused) {
            throw AsliException(refused.refusal.toFacade())
        }

        private fun File.crossing() = wellFormed(path)

        private fun clock() = Instant.now().milliseconds()

        /**
         * Turns on the library's log: on Android in logcat under the tag `asli`, elsewhere on standard error.
         *
         * No level holds the text or the sender of a message. Later calls only change the level.
         *
         * ```
         * Asli.initLogging(LogLevel.WARN)
         * ```
         */
        @JvmStatic
        @JvmOverloads
        public fun initLogging(level: LogLevel = LogLevel.INFO): Unit = engine { initLogging(level.toFfi()) }
    }
}

/** Most characters that cross in one call; a longer message crosses alone. */
private const val MOST_CHARACTERS = 1 shl 20

/** Most messages that cross in one call. */
private const val MOST_MESSAGES = 1000

private fun batches(messages: List<Sms>): Sequence<List<Sms>> = sequence {
    var batch = ArrayList<Sms>()
    var characters = 0
    for (sms in messages) {
        val length = sms.sender.length + sms.body.length
        if (batch.size == MOST_MESSAGES || (batch.isNotEmpty() && characters + length > MOST_CHARACTERS)) {
            yield(batch)
            batch = ArrayList()
            characters = 0
        }
        batch.add(sms)
        characters += length
    }
    if (batch.isNotEmpty()) yield(batch)
}
