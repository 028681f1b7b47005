package org.asli.demo

import android.content.ContentProvider
import android.content.ContentValues
import android.content.Context
import android.database.Cursor
import android.database.MatrixCursor
import android.net.Uri
import android.os.ParcelFileDescriptor
import android.provider.OpenableColumns
import java.io.File
import java.io.FileNotFoundException

/**
 * Hands the record of a verdict to the app that the user shares a complaint with, and to no other: it is not exported,
 * and each file is granted by the share itself.
 *
 * In: JSON. Out: the address of a file in the app's cache. Only the newest is kept.
 */
class RecordProvider : ContentProvider() {
    override fun onCreate() = true

    override fun getType(address: Uri) = "application/json"

    override fun openFile(address: Uri, mode: String): ParcelFileDescriptor {
        val context = context ?: throw FileNotFoundException()
        if (mode != "r" || address.lastPathSegment != FILE_NAME) throw FileNotFoundException()
        return ParcelFileDescriptor.open(file(context), ParcelFileDescriptor.MODE_READ_ONLY)
    }

    /** What the receiving app asks for: the name and size of the attachment. */
    override fun query(address: Uri, columns: Array<String>?, where: String?, values: Array<String>?, order: String?): Cursor {
        val file = context?.let(::file)
        val known = mapOf<String, Any?>(OpenableColumns.DISPLAY_NAME to FILE_NAME, OpenableColumns.SIZE to file?.length())
        val asked = (columns ?: known.keys.toTypedArray()).filter { it in known }
        return MatrixCursor(asked.toTypedArray()).apply { addRow(asked.map { known[it] }) }
    }

    override fun insert(address: Uri, values: ContentValues?): Uri? = null

    override fun update(address: Uri, values: ContentValues?, where: String?, arguments: Array<String>?) = 0

    override fun delete(address: Uri, where: String?, arguments: Array<String>?) = 0

    companion object {
        private const val FILE_NAME = "asli-record.json"

        fun write(context: Context, record: String): Uri {
            val file = file(context)
            file.parentFile?.mkdirs()
            file.writeText(record)
            return Uri.parse("content://${context.packageName}.record/$FILE_NAME")
        }

        private fun file(context: Context) = File(File(context.cacheDir, "record"), FILE_NAME)
    }
}
