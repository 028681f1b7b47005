package org.asli.apk

import java.io.IOException

/** A program of the Android build tools, from the PATH. */
enum class Tool(private val program: String, private val debian: String) {
    AAPT("aapt", "aapt"),
    AAPT2("aapt2", "aapt"),
    ZIPALIGN("zipalign", "zipalign"),
    APKSIGNER("apksigner", "apksigner"),
    KEYTOOL("keytool", "openjdk-17-jdk-headless");

    /** Runs it to its end and hands back what it printed. */
    fun run(vararg args: Any): String = run(args.map(Any::toString))

    fun run(args: List<String>): String {
        val process = try {
            ProcessBuilder(listOf(program) + args).redirectErrorStream(true).start()
        } catch (missing: IOException) {
            throw BuildFailure("$program is not on the PATH: apt-get install $debian (${missing.message})")
        }
        process.outputStream.close()
        val printed = process.inputStream.reader().readText()
        if (process.waitFor() != 0) throw BuildFailure("$program ${args.joinToString(" ")}\n$printed")
        return printed
    }
}
