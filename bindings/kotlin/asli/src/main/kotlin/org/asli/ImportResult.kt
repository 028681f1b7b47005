package org.asli

import java.time.Instant

/**
 * What an import did.
 *
 * ```
 * when (val result = asli.importBundle(bytes)) {
 *     is ImportResult.Updated -> println("List ${result.to} is in force.")
 *     is ImportResult.Unchanged -> println("List ${result.version} is the newest.")
 *     is ImportResult.Refused -> println(result.text(Lang.EN)) // the list in force stays
 * }
 * ```
 */
public sealed class ImportResult {
    /**
     * A newer list is in force, and on disk.
     *
     * @property from the version before.
     * @property to the version now.
     */
    @ConsistentCopyVisibility
    public data class Updated internal constructor(public val from: Long, public val to: Long) : ImportResult()

    /**
     * It is the list in force already.
     *
     * @property version its version.
     */
    @ConsistentCopyVisibility
    public data class Unchanged internal constructor(public val version: Long) : ImportResult()

    /**
     * The bundle was refused; the list in force stays.
     *
     * @property refusal what is wrong with it.
     */
    @ConsistentCopyVisibility
    public data class Refused internal constructor(public val refusal: Refusal) : ImportResult() {
        /** The stable name of the reason (`rollback`, `expired`, `threshold` …). */
        public val code: String
            get() = refusal.code

        /** What it means for the reader. */
        public fun text(lang: Lang): String = refusal.text(lang)
    }
}

/**
 * Why a list was refused.
 *
 * ```
 * val missing = (refusal.reason as? RefusalReason.Threshold)?.let { it.need - it.have }
 * ```
 *
 * @property code the stable name of the reason, as in Rust and on the command line.
 * @property reason the reason with its fields.
 * @property detail the reason in one English sentence, for whoever made the list.
 */
public class Refusal internal constructor(
    public val code: String,
    public val reason: RefusalReason,
    public val detail: String,
    private val en: String,
    private val hi: String,
) {
    /** What it means for the reader. */
    public fun text(lang: Lang): String = if (lang == Lang.HI) hi else en

    override fun equals(other: Any?): Boolean = other is Refusal && code == other.code && reason == other.reason

    override fun hashCode(): Int = reason.hashCode()

    override fun toString(): String = "Refusal($code: $detail)"
}

/**
 * What exactly is wrong with a list.
 *
 * ```
 * when (val reason = refusal.reason) {
 *     is RefusalReason.Rollback -> "${reason.role}: ${reason.offered} after ${reason.floor}"
 *     is RefusalReason.Expired -> "${reason.role} ended ${reason.expires}"
 *     else -> refusal.detail
 * }
 * ```
 */
public sealed class RefusalReason {
    /** More of [what] than is read at all: [have] of at most [most]. */
    @ConsistentCopyVisibility
    public data class TooLarge internal constructor(val what: String, val have: Long, val most: Long) : RefusalReason()

    /** A part, [what], is not of the form it should have. */
    @ConsistentCopyVisibility
    public data class Malformed internal constructor(val what: String) : RefusalReason()

    /** A document cannot be used by this version of the library: [what]. */
    @ConsistentCopyVisibility
    public data class Rules internal constructor(val what: String) : RefusalReason()

    /** The file [path] is not there. */
    @ConsistentCopyVisibility
    public data class Missing internal constructor(val path: String) : RefusalReason()

    /** No signature vouches for the file [path]. */
    @ConsistentCopyVisibility
    public data class Stray internal constructor(val path: String) : RefusalReason()

    /** The file [path] is not the one that was signed. */
    @ConsistentCopyVisibility
    public data class Integrity internal constructor(val path: String) : RefusalReason()

    /** [have] keys of [role] signed, [need] must. */
    @ConsistentCopyVisibility
    public data class Threshold internal constructor(val role: String, val have: Int, val need: Int) : RefusalReason()

    /** One key signed [role] twice. */
    @ConsistentCopyVisibility
    public data class DuplicateSignature internal constructor(val role: String) : RefusalReason()

    /** The keys of [role] cannot be relied on: [what]. */
    @ConsistentCopyVisibility
    public data class Keys internal constructor(val role: String, val what: String) : RefusalReason()

    /** The roots do not lead from the pinned one to the newest: [what]. */
    @ConsistentCopyVisibility
    public data class RootChain internal constructor(val what: String) : RefusalReason()

    /** [role] is version [offered], and [floor] was accepted before. */
    @ConsistentCopyVisibility
    public data class Rollback internal constructor(val role: String, val floor: Long, val offered: Long) : RefusalReason()

    /** [role] expired at [expires]. */
    @ConsistentCopyVisibility
    public data class Expired internal constructor(val role: String, val expires: Instant) : RefusalReason()

    /** The list claims [value] as [field], which its group may not. */
    @ConsistentCopyVisibility
    public data class OutOfScope internal constructor(val field: String, val value: String) : RefusalReason()

    /** The list could not be saved: the system did not let it [what] ([kind]). */
    @ConsistentCopyVisibility
    public data class Io internal constructor(val what: String, val kind: String) : RefusalReason()

    /** Another part of the program has installed its own way of checking signatures. */
    public object Provider : RefusalReason()

    /** A reason that this version of the facade does not know; [Refusal.detail] tells it. */
    public object Other : RefusalReason()
}

/**
 * The list cannot be opened: the pinned root or the first bundle does not hold.
 *
 * ```
 * val asli = try {
 *     Asli.open(directory, root, bundle)
 * } catch (e: AsliException) {
 *     return report(e.refusal.text(Lang.HI))
 * }
 * ```
 *
 * @property refusal what is wrong.
 */
public class AsliException internal constructor(public val refusal: Refusal) : RuntimeException(refusal.detail) {
    /** The stable name of the reason. */
    public val code: String
        get() = refusal.code
}
