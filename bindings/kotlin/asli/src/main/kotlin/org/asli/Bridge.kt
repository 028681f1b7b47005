package org.asli

import java.time.Instant
import java.util.Collections
import org.asli.ffi.Advice as FfiAdvice
import org.asli.ffi.Company as FfiCompany
import org.asli.ffi.Element as FfiElement
import org.asli.ffi.Evidence as FfiEvidence
import org.asli.ffi.Finding as FfiFinding
import org.asli.ffi.FindingCode as FfiFindingCode
import org.asli.ffi.ImportResult as FfiImportResult
import org.asli.ffi.Lang as FfiLang
import org.asli.ffi.ListState as FfiListState
import org.asli.ffi.ListStatus as FfiListStatus
import org.asli.ffi.Localized as FfiLocalized
import org.asli.ffi.LogLevel as FfiLogLevel
import org.asli.ffi.Proof as FfiProof
import org.asli.ffi.Refusal as FfiRefusal
import org.asli.ffi.RefusalReason as FfiReason
import org.asli.ffi.Report as FfiReport
import org.asli.ffi.Severity as FfiSeverity
import org.asli.ffi.Sms as FfiSms
import org.asli.ffi.Span as FfiSpan
import org.asli.ffi.Verdict as FfiVerdict

// In: the facade's types. Out: the generated ones, and back. The enums of both
// sides have the same names in the same order; a test holds them together.

private val verdicts = Verdict.values()
private val severities = Severity.values()
private val findingCodes = FindingCode.values()
private val elements = Element.values()
private val advices = Advice.values()
private val listStates = ListState.values()

private val ffiVerdicts = FfiVerdict.values()
private val ffiSeverities = FfiSeverity.values()
private val ffiFindingCodes = FfiFindingCode.values()
private val ffiElements = FfiElement.values()
private val ffiAdvices = FfiAdvice.values()
private val ffiListStates = FfiListState.values()
private val ffiLangs = FfiLang.values()
private val ffiLogLevels = FfiLogLevel.values()

internal fun Lang.toFfi() = ffiLangs[ordinal]
internal fun Advice.toFfi() = ffiAdvices[ordinal]
internal fun ListState.toFfi() = ffiListStates[ordinal]
internal fun LogLevel.toFfi() = ffiLogLevels[ordinal]
internal fun FfiListState.toFacade() = listStates[ordinal]

internal fun Sms.toFfi() = FfiSms(wellFormed(sender), wellFormed(body), receivedAt?.milliseconds())

internal fun FfiReport.toFacade() = Report(
    verdict = verdicts[verdict.ordinal],
    issuer = issuer,
    kind = kind,
    findings = findings.frozen { it.toFacade() },
    proof = proof.frozen { it.toFacade() },
    evidence = evidence.frozen { it.toFacade() },
    advice = advice.frozen { advices[it.ordinal] },
    listVersion = listVersion.toLong(),
    listState = listState.toFacade(),
    checkedAt = Instant.ofEpochMilli(checkedAt),
    truncated = truncated,
    template = template,
    company = company.toFacade(),
)

internal fun Report.toFfi() = FfiReport(
    verdict = ffiVerdicts[verdict.ordinal],
    issuer = issuer?.let(::wellFormed),
    kind = kind?.let(::wellFormed),
    findings = findings.map { it.toFfi() },
    proof = proof.map { it.toFfi() },
    evidence = evidence.map { it.toFfi() },
    advice = advice.map { it.toFfi() },
    listVersion = listVersion.toULong(),
    listState = listState.toFfi(),
    checkedAt = checkedAt.milliseconds(),
    truncated = truncated,
    template = template?.let(::wellFormed),
    company = company.toFfi(),
)

private fun FfiCompany.toFacade() =
    Company(name?.toFacade(), noun.toFacade(), office.toFacade(), supply.toFacade(), helpline)

internal fun Company.toFfi() =
    FfiCompany(name?.toFfi(), noun.toFfi(), office.toFfi(), supply.toFfi(), helpline?.let(::wellFormed))

private fun FfiLocalized.toFacade() = Localized(en, hi)

private fun Localized.toFfi() = FfiLocalized(wellFormed(en), wellFormed(hi))

internal fun FfiFinding.toFacade() =
    Finding(findingCodes[code.ordinal], severities[severity.ordinal], span?.toFacade(), value)

internal fun Finding.toFfi() =
    FfiFinding(ffiFindingCodes[code.ordinal], ffiSeverities[severity.ordinal], span?.toFfi(), value?.let(::wellFormed))

internal fun FfiProof.toFacade() = Proof(elements[element.ordinal], span.toFacade(), value, valueHi)

internal fun Proof.toFfi() = FfiProof(ffiElements[element.ordinal], span.toFfi(), wellFormed(value), valueHi?.let(::wellFormed))

internal fun FfiEvidence.toFacade() = Evidence(piece, span?.toFacade(), weight.toLong())

internal fun Evidence.toFfi() = FfiEvidence(wellFormed(piece), span?.toFfi(), weight.coerceIn(0, UInt.MAX_VALUE.toLong()).toUInt())

private fun FfiSpan.toFacade() = Span(start.toInt(), end.toInt())

private fun Span.toFfi() = FfiSpan(start.coerceAtLeast(0).toUInt(), end.coerceAtLeast(0).toUInt())

internal fun FfiListStatus.toFacade() = ListStatus(
    version = version.toLong(),
    issuers = issuers.frozen { IssuerName(it.id, it.en, it.hi) },
    apps = apps.frozen { app -> OfficialApp(app.`package`, app.en, app.hi, app.issuers.frozen { it }) },
    signers = signers.frozen { it },
    threshold = threshold.toInt(),
    issued = Instant.ofEpochMilli(issued),
    expires = Instant.ofEpochMilli(expires),
    state = state.toFacade(),
    clockSuspect = clockSuspect,
    development = development,
    recovered = recovered?.let { Recovery(it.code, it.detail) },
    sha256 = sha256,
)

internal fun FfiImportResult.toFacade(): ImportResult = when (this) {
    is FfiImportResult.Updated -> ImportResult.Updated(from.toLong(), to.toLong())
    is FfiImportResult.Unchanged -> ImportResult.Unchanged(version.toLong())
    is FfiImportResult.Refused -> ImportResult.Refused(refusal.toFacade())
}

internal fun FfiRefusal.toFacade() = Refusal(code, reason.toFacade(), detail, en, hi)

private fun FfiReason.toFacade(): RefusalReason = when (this) {
    is FfiReason.TooLarge -> RefusalReason.TooLarge(what, have.toLong(), most.toLong())
    is FfiReason.Malformed -> RefusalReason.Malformed(what)
    is FfiReason.Rules -> RefusalReason.Rules(what)
    is FfiReason.Missing -> RefusalReason.Missing(path)
    is FfiReason.Stray -> RefusalReason.Stray(path)
    is FfiReason.Integrity -> RefusalReason.Integrity(path)
    is FfiReason.Threshold -> RefusalReason.Threshold(role, have.toInt(), need.toInt())
    is FfiReason.DuplicateSignature -> RefusalReason.DuplicateSignature(role)
    is FfiReason.Keys -> RefusalReason.Keys(role, what)
    is FfiReason.RootChain -> RefusalReason.RootChain(what)
    is FfiReason.Rollback -> RefusalReason.Rollback(role, floor.toLong(), offered.toLong())
    is FfiReason.Expired -> RefusalReason.Expired(role, Instant.ofEpochMilli(expires))
    is FfiReason.OutOfScope -> RefusalReason.OutOfScope(field, value)
    is FfiReason.Io -> RefusalReason.Io(what, kind)
    FfiReason.Provider -> RefusalReason.Provider
    FfiReason.Other -> RefusalReason.Other
}

private inline fun <T, R> List<T>.frozen(transform: (T) -> R): List<R> =
    if (isEmpty()) emptyList() else Collections.unmodifiableList(map(transform))

/** The nearest that fits into 64 bits. */
internal fun Instant.milliseconds(): Long = try {
    toEpochMilli()
} catch (_: ArithmeticException) {
    if (epochSecond < 0) Long.MIN_VALUE else Long.MAX_VALUE
}

/**
 * A surrogate without its other half is no character and cannot cross: U+FFFD takes its place,
 * of the same length, so that places in the text stay as they are.
 */
internal fun wellFormed(text: String): String {
    val first = loneSurrogate(text, 0)
    if (first < 0) return text
    val clean = StringBuilder(text)
    var at = first
    while (at >= 0) {
        clean.setCharAt(at, '\uFFFD')
        at = loneSurrogate(text, at + 1)
    }
    return clean.toString()
}

/** The first lone surrogate at or after [from]; -1 where there is none. */
private fun loneSurrogate(text: String, from: Int): Int {
    var at = from
    while (at < text.length) {
        val c = text[at]
        if (c.isSurrogate()) {
            val paired = c.isHighSurrogate() && at + 1 < text.length && text[at + 1].isLowSurrogate()
            if (!paired) return at
            at++
        }
        at++
    }
    return -1
}
