package org.asli.apk

import java.io.File
import java.util.zip.ZipFile

/**
 * What every APK must hold to before it leaves the build.
 *
 * In: the APK, the file of the permissions it may ask for. Out: a summary, or [BuildFailure].
 */
class Gate(private val apk: File, private val permissions: File, private val minSdk: String) {
    fun check() {
        Tool.APKSIGNER.run("verify", "--min-sdk-version", minSdk, apk)
        val badging = Tool.AAPT.run("dump", "badging", apk)
        val asked = asked(badging)
        println("${apk.name}: asks for ${asked.joinToString().ifEmpty { "no permission" }}")
        if ("android.permission.INTERNET" in asked) throw BuildFailure("the app must never be able to reach the network")
        val allowed = permissions.readLines().filterNot { it.isBlank() || it.startsWith("#") }
        if (asked != allowed.sorted()) throw BuildFailure("asks for $asked, but $permissions allows $allowed")
        val misplaced = misplaced()
        if (misplaced.isNotEmpty()) throw BuildFailure("not on a 16 KB page: $misplaced")
        println("${apk.name}: ${apk.length() / 1000} KB, of it ${parts()}")
    }

    private fun asked(badging: String) =
        Regex("uses-permission[^:]*: name='([^']+)'").findAll(badging).map { it.groupValues[1] }.toList().sorted()

    /** Native libraries that a phone with 16 KB pages could not map. */
    private fun misplaced(): List<String> {
        var at = 0L
        val bytes = apk.readBytes()
        return ZipFile(apk).use { zip ->
            zip.entries().asSequence().filter { it.name.endsWith(".so") }.filter { entry ->
                val header = find(bytes, entry.name, at.toInt())
                at = header.toLong()
                dataOffset(bytes, header) % PAGE != 0
            }.map { it.name }.toList()
        }
    }

    private fun find(bytes: ByteArray, name: String, from: Int): Int {
        val wanted = name.toByteArray()
        return (from..bytes.size - LOCAL_HEADER - wanted.size).first { at ->
            LOCAL_SIGNATURE.indices.all { bytes[at + it] == LOCAL_SIGNATURE[it] } &&
                wanted.indices.all { bytes[at + LOCAL_HEADER + it] == wanted[it] }
        }
    }

    private fun dataOffset(bytes: ByteArray, header: Int): Int {
        fun short(at: Int) = (bytes[header + at].toInt() and 0xFF) or ((bytes[header + at + 1].toInt() and 0xFF) shl 8)
        return header + LOCAL_HEADER + short(26) + short(28)
    }

    private fun parts() = ZipFile(apk).use { zip ->
        zip.entries().asSequence().groupBy(::part).entries
            .map { (part, entries) -> part to entries.sumOf { it.compressedSize } }
            .sortedByDescending { it.second }
            .joinToString { (part, size) -> "$part ${size / 1000} KB" }
    }

    private fun part(entry: java.util.zip.ZipEntry) = when {
        entry.name.endsWith(".dex") -> "code"
        entry.name.startsWith("lib/") -> entry.name.split('/')[1]
        entry.name.startsWith("META-INF/") -> "signature"
        else -> "resources"
    }

    private companion object {
        const val PAGE = 0x4000
        const val LOCAL_HEADER = 30
        val LOCAL_SIGNATURE = byteArrayOf(0x50, 0x4B, 3, 4)
    }
}
