package org.asli.apk

import java.io.File

/**
 * Builds the app without the Android SDK.
 *
 * In: `resources` or `package`, then `key=value` pairs. Out: files under `out`, or [BuildFailure]. Maven runs it in its
 * own process, so it never exits by itself.
 */
fun main(args: Array<String>) {
    val values = Values(args.drop(1))
    when (val command = args.firstOrNull()) {
        "resources" -> Resources(values).build()
        "package" -> Apk(values).build()
        else -> throw BuildFailure("no such command: $command (use resources or package)")
    }
}

/** Something the person who builds must mend; the text says how. */
class BuildFailure(text: String) : Exception(text)

/** The `key=value` pairs of the command line. */
class Values(args: List<String>) {
    private val pairs = args.associate { it.substringBefore('=') to it.substringAfter('=') }

    fun text(key: String) = pairs[key] ?: throw BuildFailure("missing argument: $key=…")

    fun file(key: String) = File(text(key)).absoluteFile.normalize()

    fun files(key: String) = text(key).split(File.pathSeparatorChar).filter(String::isNotEmpty).map(::File)
}
