package org.asli

import com.google.gson.JsonElement
import com.google.gson.JsonObject
import com.google.gson.JsonParser
import java.io.File
import java.time.Instant
import java.time.OffsetDateTime

/** A day within the embedded list's dates, as in the Rust tests. */
internal val NOW: Instant = Instant.parse("2026-11-24T10:00:00Z")

internal val TOP = File(System.getProperty("asli.top"))

internal val FAKE = Sms(
    "+919876501234",
    "Dear consumer your electricity power will be disconnected tonight 9.30 pm, contact electricity officer 98765 43210",
)

internal fun folder(): File = kotlin.io.path.createTempDirectory("asli").toFile().apply { deleteOnExit() }

/** One line of `tests/cases`. */
internal class Case(val id: String, val sms: Sms)

/** By the path of their file, as `cargo xtask golden` goes through them. */
internal fun cases(): List<Case> = TOP.resolve("tests/cases").walk().filter { it.extension == "jsonl" }
    .sortedBy { it.invariantSeparatorsPath }.toList().let(::jsonLines)
    .map { json ->
        val at = json["received_at"]?.string()?.let { OffsetDateTime.parse(it).toInstant() }
        Case(json["id"].asString, Sms(json["sender"].asString, json["body"].asString, at))
    }

internal fun jsonLines(files: List<File>): List<JsonObject> =
    files.flatMap { file -> file.readLines().map { JsonParser.parseString(it).asJsonObject } }

internal fun JsonElement.string(): String? = if (isJsonNull) null else asString

private val GOLDEN = File(System.getProperty("asli.golden"))

/** A day on which the lists of [bundle] are fresh. */
internal val NOW_LISTS: Instant = Instant.parse("2026-11-25T10:00:00Z")

/** What Rust says of every case. */
internal fun golden(): List<JsonObject> = jsonLines(listOf(GOLDEN.resolve("cases.jsonl")))

/** A list that python-tuf signed: `one`, `two`, `three`, each newer than the one before. */
internal fun bundle(name: String): ByteArray = GOLDEN.resolve("$name.tar").readBytes()

internal fun openPinned(folder: File): Asli = Asli.open(folder, GOLDEN.resolve("root.json").readBytes(), bundle("one"))
