package org.asli

import java.io.File
import kotlinx.validation.api.dump
import kotlinx.validation.api.filterOutNonPublic
import kotlinx.validation.api.loadApiFromJvmClasses
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertFalse
import org.junit.jupiter.api.Test

/** The public API, as other code links against it: a change of it is seen in review. */
class ApiTest {
    private val kept = File(System.getProperty("asli.api"))

    /** Without the generated code: it is public for the JVM, but no part of the API. */
    private fun api(): String {
        val own = File(System.getProperty("asli.classes"), "org/asli").listFiles { file -> file.extension == "class" }!!
        val streams = own.sortedBy { it.name }.asSequence().map { it.inputStream() }
        return StringBuilder().also { streams.loadApiFromJvmClasses().filterOutNonPublic(listOf("org.asli.ffi")).dump(it) }.toString()
    }

    @Test
    fun `the public API is the one that was agreed on`() {
        if (System.getProperty("asli.api.update").toBoolean()) {
            kept.parentFile.mkdirs()
            kept.writeText(api())
        }
        assertEquals(kept.readText(), api(), "the public API changed: run with -Dasli.api.update=true, and say so in the changelog")
    }

    @Test
    fun `results can grow - nobody but the library makes them`() {
        val results = listOf("Report", "Finding", "Proof", "Evidence", "Span", "ListStatus", "ImportResult\$Updated")
        for (name in results) {
            val body = api().substringAfter("public final class org/asli/$name ").substringBefore("\n}")
            assertFalse(Regex("public (synthetic )?fun <init>|public final fun copy ").containsMatchIn(body), "$name: $body")
        }
    }
}
