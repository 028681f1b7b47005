package org.asli

import java.time.Instant

/**
 * What there is to say of the list in force.
 *
 * ```
 * val status = asli.status()
 * println("List ${status.version}: ${status.text(Lang.EN)}")
 * ```
 *
 * @property version its version; a newer list has a higher one.
 * @property issuers the companies that it knows.
 * @property apps their apps that a phone can open: those whose packages it names.
 * @property signers the names of the keys that signed it.
 * @property threshold how many keys must sign it.
 * @property issued when it was issued.
 * @property expires when it expires; 60 days of grace follow.
 * @property state how fresh it is.
 * @property clockSuspect whether the clock must be wrong: it says a time before the list was issued.
 * @property development whether it is signed with development keys: anybody has those.
 * @property recovered why the imported list was not used, if so: then the built-in one is in force.
 * @property sha256 what names its documents, in hex.
 */
@ConsistentCopyVisibility
public data class ListStatus internal constructor(
    public val version: Long,
    public val issuers: List<IssuerName>,
    public val apps: List<OfficialApp>,
    public val signers: List<String>,
    public val threshold: Int,
    public val issued: Instant,
    public val expires: Instant,
    public val state: ListState,
    public val clockSuspect: Boolean,
    public val development: Boolean,
    public val recovered: Recovery?,
    public val sha256: String,
) {
    /** How fresh the list is, in one sentence. */
    public fun text(lang: Lang): String = state.text(lang)
}

/**
 * Why the imported list was not used.
 *
 * ```
 * asli.status().recovered?.let { println("Built-in list in force: ${it.detail}") }
 * ```
 *
 * @property code the stable name of the reason (`unreadable`, `damaged`, or a refusal's).
 * @property detail the reason in one English sentence.
 */
@ConsistentCopyVisibility
public data class Recovery internal constructor(public val code: String, public val detail: String)

/**
 * A company that the list knows.
 *
 * ```
 * val name = asli.status().issuers.first { it.id == report.issuer }.name(Lang.HI)
 * ```
 *
 * @property id its id in reports (`sbpdcl`).
 * @property en its name in English.
 * @property hi its name in Hindi.
 */
@ConsistentCopyVisibility
public data class IssuerName internal constructor(public val id: String, public val en: String, public val hi: String) {
    /** Its name in a language. */
    public fun name(lang: Lang): String = if (lang == Lang.HI) hi else en
}

/**
 * An app of the companies, with the package that the signed list names for it.
 *
 * ```
 * val apps = asli.status().apps.filter { report.issuer in it.issuers }
 * ```
 *
 * @property packageName the package on Android.
 * @property en its name in English.
 * @property hi its name in Hindi.
 * @property issuers the ids of the companies that it is for.
 */
@ConsistentCopyVisibility
public data class OfficialApp internal constructor(
    public val packageName: String,
    public val en: String,
    public val hi: String,
    public val issuers: List<String>,
) {
    /** Its name in a language. */
    public fun name(lang: Lang): String = if (lang == Lang.HI) hi else en
}
