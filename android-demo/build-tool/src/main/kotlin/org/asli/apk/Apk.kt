package org.asli.apk

import com.android.dx.command.dexer.Main as Dx
import java.io.File
import java.util.zip.ZipFile
import org.objectweb.asm.ClassReader
import org.objectweb.asm.ClassVisitor
import org.objectweb.asm.Handle
import org.objectweb.asm.MethodVisitor
import org.objectweb.asm.Opcodes.ASM9
import proguard.Configuration
import proguard.ConfigurationParser
import proguard.ProGuard

/**
 * Makes the signed APKs of one flavour and build type: one for every phone, and one for each processor.
 *
 * In: `classes` (the app's), `libraries` (jars that go in), `android` (an android-all jar), `rules` (ProGuard rules),
 * `native` (a folder with the filter's libraries by ABI; may be missing), `jna` (JNA's AAR, which has its own), `minSdk`,
 * `permissions` (the file that says what the app may ask
 * for), `apk`, `out` (with what [Resources] left there). Out: the APK, and beside it `NAME-ABI.apk`, each checked by
 * [Gate]. All are signed with a key made on the spot: a publisher signs with a key of their own.
 */
class Apk(private val values: Values) {
    private val out = values.file("out")
    private val apk = values.file("apk")

    fun build() {
        val shrunk = shrink()
        refuseInvokeDynamic(shrunk)
        val dex = dex(shrunk)
        val libraries = nativeLibraries()
        make(apk, dex, libraries.values.flatten())
        for ((processor, own) in libraries) make(File("${apk.path.removeSuffix(".apk")}-$processor.apk"), dex, own)
    }

    private fun make(apk: File, dex: ByteArray, libraries: List<Pair<String, ByteArray>>) {
        val unsigned = File(out, "unsigned.apk")
        zip(unsigned, dex, libraries)
        Tool.ZIPALIGN.run("-c", "-p", "4", unsigned)
        sign(unsigned, apk)
        Gate(apk, values.file("permissions"), values.text("minSdk")).check()
    }

    /** Only what the app uses. The target is Java 7, so that ProGuard turns the lambdas of libraries into classes. */
    private fun shrink(): File {
        val shrunk = File(out, "shrunk.jar")
        val inputs = values.files("libraries").flatMap {
            listOf("-injars", "${quoted(it)}(!META-INF/**,!module-info.class,!**.so,!**.dll,!**.jnilib,!**.a)")
        }
        val rules = (values.files("rules") + File(out, "aapt-rules.pro")).flatMap { listOf("-include", quoted(it)) }
        val arguments = listOf("-injars", quoted(values.file("classes")) + "(!META-INF/**)") + inputs +
            listOf("-outjars", quoted(shrunk), "-libraryjars", quoted(values.file("android")), "-android", "-dontnote", "-target", "1.7") + jdk + rules
        val configuration = Configuration()
        shrunk.delete()
        ConfigurationParser(arguments.toTypedArray(), System.getProperties()).use { it.parse(configuration) }
        ProGuard(configuration).execute()
        return shrunk
    }

    /** android-all has no java.lang nor java.util.logging: the JDK that runs this build stands in. */
    private val jdk = listOf("java.base", "java.logging").flatMap { module ->
        val file = File(System.getProperty("java.home"), "jmods/$module.jmod")
        listOf("-libraryjars", quoted(file) + "(!**.jar;!module-info.class)")
    }

    private fun quoted(file: File) = "'${file.absolutePath}'"

    /** Android has no LambdaMetafactory: an invokedynamic that is left would crash on the phone. */
    private fun refuseInvokeDynamic(jar: File) {
        val found = mutableListOf<String>()
        ZipFile(jar).use { zip ->
            for (entry in zip.entries().asSequence().filter { it.name.endsWith(".class") }) {
                ClassReader(zip.getInputStream(entry)).accept(Finder(entry.name, found), ClassReader.SKIP_DEBUG)
            }
        }
        if (found.isNotEmpty()) throw BuildFailure("invokedynamic is left in ${found.distinct().joinToString()}")
    }

    private class Finder(val name: String, val found: MutableList<String>) : ClassVisitor(ASM9) {
        override fun visitMethod(access: Int, method: String, type: String, generic: String?, thrown: Array<String>?) =
            object : MethodVisitor(ASM9) {
                override fun visitInvokeDynamicInsn(method: String, type: String, by: Handle, vararg with: Any) {
                    found += name
                }
            }
    }

    private fun dex(jar: File): ByteArray {
        val dex = File(out, "classes.dex")
        dex.delete()
        val arguments = Dx.Arguments().apply {
            minSdkVersion = values.text("minSdk").toInt()
            fileNames = arrayOf(jar.path)
            outName = dex.path
            localInfo = false // ProGuard does not keep the types of local variables true
            makeOptionsObjects()
        }
        val code = Dx.run(arguments)
        if (code != 0 || !dex.exists()) throw BuildFailure("dx failed (see above)")
        return dex.readBytes()
    }

    private fun zip(into: File, dex: ByteArray, libraries: List<Pair<String, ByteArray>>) = AlignedZip(into).use { zip ->
        ZipFile(File(out, "resources.ap_")).use { resources ->
            for (entry in resources.entries()) {
                val bytes = resources.getInputStream(entry).readBytes()
                if (entry.name == "resources.arsc") zip.store(entry.name, bytes, WORD) else zip.deflate(entry.name, bytes)
            }
        }
        zip.deflate("classes.dex", dex)
        libraries.forEach { (name, bytes) -> zip.store("lib/$name", bytes, PAGE) }
    }

    /** The filter and JNA's own part, for each processor that both have. */
    private fun nativeLibraries(): Map<String, List<Pair<String, ByteArray>>> {
        val filter = values.file("native")
        val processors = filter.listFiles().orEmpty().filter { it.isDirectory }.map { it.name }.sorted()
        if (processors.isEmpty()) println("build-tool: nothing in $filter (cargo xtask android-libs): the APK cannot judge")
        if (File(filter, "../linked").let { it.exists() && it.readText().trim() == "stubs" }) {
            println("build-tool: the libraries are linked against stubs: the APK is for checks only, do not install it")
        }
        return ZipFile(values.file("jna")).use { jna ->
            processors.associateWith { abi ->
                val dispatch = jna.getEntry("jni/$abi/$DISPATCH") ?: throw BuildFailure("JNA has no library for $abi")
                listOf(
                    "$abi/$FILTER" to File(filter, "$abi/$FILTER").readBytes(),
                    "$abi/$DISPATCH" to jna.getInputStream(dispatch).readBytes(),
                )
            }
        }
    }

    private fun sign(unsigned: File, apk: File) {
        val keys = File(out, "debug.keystore")
        if (!keys.exists()) {
            Tool.KEYTOOL.run(
                "-genkeypair", "-keystore", keys, "-storepass", "android", "-keypass", "android", "-alias", "debug",
                "-keyalg", "EC", "-groupname", "secp256r1", "-validity", "10000", "-dname", "CN=Android Debug",
            )
        }
        apk.delete()
        Tool.APKSIGNER.run("sign", "--ks", keys, "--ks-pass", "pass:android", "--out", apk, unsigned)
        File("$apk.idsig").delete()
    }

    private companion object {
        const val FILTER = "libasli_ffi.so"
        const val DISPATCH = "libjnidispatch.so"
        const val WORD = 4
        const val PAGE = 0x4000
    }
}
