package org.asli.apk

import java.io.File
import java.io.FilterOutputStream
import java.io.OutputStream
import java.util.zip.ZipEntry
import java.util.zip.ZipOutputStream

/**
 * Writes a zip whose stored entries begin where Android can map them.
 *
 * In: names and bytes. Out: the file. The alignment is written into each entry (extra field 0xD935), because apksigner
 * rewrites the zip and keeps only what it finds there: zipalign of Debian cannot align libraries to 16 KB pages.
 */
class AlignedZip(file: File) : AutoCloseable {
    private val counted = Counted(file.outputStream().buffered())
    private val zip = ZipOutputStream(counted)

    fun deflate(name: String, bytes: ByteArray) = put(ZipEntry(name).apply { time = EPOCH }, bytes)

    fun store(name: String, bytes: ByteArray, alignment: Int) {
        val entry = storedEntry(name, bytes)
        val data = counted.count + LOCAL_HEADER + name.toByteArray().size + EXTRA_HEADER
        val padding = ((alignment - data % alignment) % alignment).toInt()
        val size = 2 + padding
        entry.extra = byteArrayOf(
            0x35, 0xD9.toByte(), size.toByte(), (size shr 8).toByte(), alignment.toByte(), (alignment shr 8).toByte(),
        ) + ByteArray(padding)
        put(entry, bytes)
    }

    private fun put(entry: ZipEntry, bytes: ByteArray) {
        zip.putNextEntry(entry)
        zip.write(bytes)
        zip.closeEntry()
    }

    override fun close() = zip.close()

    private class Counted(out: OutputStream) : FilterOutputStream(out) {
        var count = 0L

        override fun write(byte: Int) {
            out.write(byte)
            count++
        }

        override fun write(bytes: ByteArray, from: Int, length: Int) {
            out.write(bytes, from, length)
            count += length
        }
    }

    private companion object {
        const val LOCAL_HEADER = 30
        const val EXTRA_HEADER = 6
    }
}
