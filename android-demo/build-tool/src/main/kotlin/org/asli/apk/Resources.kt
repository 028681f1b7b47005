package org.asli.apk

import java.io.File
import java.util.zip.CRC32
import java.util.zip.ZipEntry
import java.util.zip.ZipFile
import java.util.zip.ZipOutputStream

/**
 * Compiles and links the resources of one flavour.
 *
 * In: `app` (the folder with src/), `flavour`, `android` (an android-all jar), `namespace`, `applicationId`, `minSdk`,
 * `targetSdk`, `versionCode`, `versionName`, `buildType` (debug or release), `assets` (a folder, or nothing), `out`. Out: `resources.ap_`, `R.java`, the merged manifest, keep rules for
 * the components, and the properties by which Robolectric finds them.
 */
class Resources(private val values: Values) {
    private val out = values.file("out")
    private val sources = File(values.file("app"), "src")
    private val flavour = File(sources, values.text("flavour"))
    private val manifest = File(out, "AndroidManifest.xml")
    private val linked = File(out, "resources.ap_")

    fun build() {
        out.mkdirs()
        val own = File(flavour, "AndroidManifest.xml")
        mergeManifests(File(sources, "main/AndroidManifest.xml"), own, values.text("applicationId"), isDebug(), manifest)
        link(compile(File(sources, "main"), "res-main.zip"), compile(flavour, "res-flavour.zip"))
        tellRobolectric()
    }

    /** A release trusts the root of its issuer: without it, the app would judge nothing. */
    private fun isDebug(): Boolean = when (val type = values.text("buildType")) {
        "debug" -> true
        "release" -> {
            val missing = PINNED.filterNot { values.text("assets").isNotEmpty() && File(values.text("assets"), it).exists() }
            if (missing.isNotEmpty()) throw BuildFailure("a release needs $missing in -Dpinned.assets=FOLDER")
            false
        }
        else -> throw BuildFailure("no such build type: $type (use debug or release)")
    }

    private fun compile(folder: File, name: String): File {
        val compiled = File(out, name)
        Tool.AAPT2.run("compile", "--dir", File(folder, "res"), "-o", compiled)
        return compiled
    }

    private fun link(main: File, flavour: File) {
        val java = File(out, "generated-sources/r").apply { mkdirs() }
        val assets = values.text("assets").takeIf(String::isNotEmpty)?.let { arrayOf<Any>("-A", File(it)) }.orEmpty()
        Tool.AAPT2.run(
            "link", *assets, main, "-R", flavour, "--auto-add-overlay", "-o", linked, "-I", framework(),
            "--manifest", manifest, "--java", java, "--custom-package", values.text("namespace"),
            "--rename-manifest-package", values.text("applicationId"),
            "--min-sdk-version", values.text("minSdk"), "--target-sdk-version", values.text("targetSdk"),
            "--version-code", values.text("versionCode"), "--version-name", values.text("versionName"),
            // Debian's aapt2 does not know <queries>, which came with Android 11; it is kept all the same.
            "--warn-manifest-validation", "--proguard", File(out, "aapt-rules.pro"),
        )
    }

    /** What aapt2 needs of the platform; it reads them from a zip that is stored, not from android-all itself. */
    private fun framework(): File {
        val zip = File(out, "framework.zip")
        if (zip.exists()) return zip
        ZipFile(values.file("android")).use { android ->
            ZipOutputStream(zip.outputStream()).use { stored ->
                for (name in listOf("AndroidManifest.xml", "resources.arsc")) {
                    val bytes = android.getInputStream(android.getEntry(name)).readBytes()
                    stored.putNextEntry(storedEntry(name, bytes))
                    stored.write(bytes)
                    stored.closeEntry()
                }
            }
        }
        return zip
    }

    private fun tellRobolectric() {
        val file = File(out, "test-classes/com/android/tools/test_config.properties")
        file.parentFile.mkdirs()
        file.writeText(
            """
            android_merged_manifest=$manifest
            android_resource_apk=$linked
            android_custom_package=${values.text("namespace")}
            """.trimIndent(),
        )
    }

    private companion object {
        val PINNED = listOf("asli/root.json", "asli/bundle.tar")
    }
}

/** An entry without compression, whose size and sum stand in its header. */
fun storedEntry(name: String, bytes: ByteArray) = ZipEntry(name).apply {
    method = ZipEntry.STORED
    size = bytes.size.toLong()
    compressedSize = size
    crc = CRC32().apply { update(bytes) }.value
    time = EPOCH
}

/** The same time in every entry, so that the same sources give the same APK. */
const val EPOCH = 1_700_000_000_000L
