package org.asli

import com.google.gson.JsonArray
import com.google.gson.JsonNull
import com.google.gson.JsonObject
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test

/** Every case in `tests/cases` gives through the bindings what `asli scan` gives in Rust, to the last field. */
class CasesTest {
    /** Without the line's number, which `asli scan` adds and no report has. */
    private val golden = golden().onEach { it.remove("line") }

    @Test
    fun `every case is judged as in Rust`() {
        val cases = cases()
        Asli.open(folder()).use { asli ->
            val single = cases.map { json(it.id, asli.check(it.sms, NOW)) }
            assertEquals(golden.size, single.size)
            val different = golden.zip(single).filter { (rust, kotlin) -> rust != kotlin }
            assertTrue(different.isEmpty()) { "${different.size} of ${golden.size}; first: ${different.first()}" }

            val batch = asli.checkAll(cases.map { it.sms }, NOW)
            assertEquals(single, cases.zip(batch) { case, report -> json(case.id, report) })
        }
        val spans = golden.sumOf { it.getAsJsonArray("findings").size() + it.getAsJsonArray("proof").size() }
        println("${golden.size} cases, $spans findings and clauses: equal in Rust and Kotlin")
    }

    private fun json(id: String, report: Report) = JsonObject().apply {
        addProperty("id", id)
        addProperty("verdict", report.verdict.code)
        add("issuer", report.issuer)
        add("kind", report.kind)
        add("findings", JsonArray().apply { report.findings.forEach { add(json(it)) } })
        add("proof", JsonArray().apply { report.proof.forEach { add(json(it)) } })
        add("evidence", JsonArray().apply { report.evidence.forEach { add(json(it)) } })
        add("advice", JsonArray().apply { report.advice.forEach { add(it.code) } })
        addProperty("truncated", report.truncated)
        addProperty("list_version", report.listVersion)
        addProperty("list_state", report.listState.code)
        if (report.verdict != Verdict.UNRELATED) add("company", json(report.company))
    }

    private fun json(company: Company) = JsonObject().apply {
        add("name", company.name?.let { json(it) } ?: JsonNull.INSTANCE)
        add("noun", json(company.noun))
        add("office", json(company.office))
        add("supply", json(company.supply))
        add("helpline", company.helpline)
    }

    private fun json(text: Localized) = JsonObject().apply {
        addProperty("en", text.en)
        addProperty("hi", text.hi)
    }

    private fun json(finding: Finding) = JsonObject().apply {
        addProperty("code", finding.code.code)
        addProperty("severity", finding.severity.code)
        addProperty("start", finding.span?.start)
        addProperty("end", finding.span?.end)
        finding.value?.let { addProperty("value", it) }
    }

    private fun json(proof: Proof) = JsonObject().apply {
        addProperty("element", proof.element.code)
        addProperty("start", proof.span.start)
        addProperty("end", proof.span.end)
        addProperty("value", proof.value)
    }

    private fun json(evidence: Evidence) = JsonObject().apply {
        addProperty("piece", evidence.piece)
        addProperty("start", evidence.span?.start)
        addProperty("end", evidence.span?.end)
        addProperty("weight", evidence.weight)
    }

    private fun JsonObject.add(name: String, text: String?) {
        if (text == null) add(name, JsonNull.INSTANCE) else addProperty(name, text)
    }
}
