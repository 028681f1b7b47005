package org.asli.demo

import android.app.Activity
import android.graphics.Bitmap
import android.graphics.BitmapFactory
import android.graphics.Canvas
import android.view.View
import android.view.View.MeasureSpec
import java.awt.image.BufferedImage
import java.awt.image.DataBuffer
import java.awt.image.IndexColorModel
import java.io.File
import javax.imageio.ImageIO
import kotlin.math.abs
import org.junit.Assert.assertTrue

/**
 * Pictures of screens, held against those in `docs/screens`.
 *
 * In: a view. Out: nothing, or a failed test with the new picture beside the build. `-Dscreens.update=true` writes the
 * pictures anew instead: look at each before it is committed.
 */
object Pictures {
    private val kept = File(requireNotNull(System.getProperty("screens")))
    private val failed = File("target/screens")
    private val update = System.getProperty("screens.update").toBoolean()

    /** A pixel differs where a channel is off by more than this. */
    private const val CHANNEL = 24

    /** Smoothing of edges may differ from machine to machine; words, icons and places may not. */
    private const val SHARE = 0.004

    /** So many colours a picture of 8 bits a pixel holds. */
    private const val PALETTE = 256

    fun compare(name: String, activity: Activity) = compare(name, draw(activity.window.decorView))

    fun compare(name: String, picture: Bitmap) {
        val file = File(kept, "$name.png")
        if (update) return write(file, picture)
        val share = if (file.exists()) differing(read(file), picture) else 1.0
        if (share > SHARE) write(File(failed, "$name.png"), picture)
        assertTrue("$name: ${"%.2f".format(share * 100)} % of it differs, see $failed/$name.png", share <= SHARE)
    }

    /** The whole of a page: as high as what it scrolls through. */
    fun drawWhole(activity: Activity, scroll: View, content: View): Bitmap {
        val root = activity.window.decorView
        val more = content.height - scroll.height
        if (more <= 0) return draw(root)
        val exactly = { size: Int -> MeasureSpec.makeMeasureSpec(size, MeasureSpec.EXACTLY) }
        root.measure(exactly(root.width), exactly(root.height + more))
        root.layout(0, 0, root.measuredWidth, root.measuredHeight)
        return draw(root)
    }

    /** At the end of every animation. */
    fun draw(view: View): Bitmap {
        view.jumpDrawablesToCurrentState()
        val picture = Bitmap.createBitmap(view.width, view.height, Bitmap.Config.ARGB_8888)
        view.draw(Canvas(picture))
        return picture
    }

    /** From bytes: from a file, Android wants more of the JDK than Java 17 shows. */
    private fun read(file: File): Bitmap = file.readBytes().let { BitmapFactory.decodeByteArray(it, 0, it.size) }

    private fun write(file: File, picture: Bitmap) {
        file.parentFile.mkdirs()
        val size = picture.width * picture.height
        val pixels = IntArray(size).also { picture.getPixels(it, 0, picture.width, 0, 0, picture.width, picture.height) }
        // The commonest colours exactly, the others as the nearest of them: a third of the size, and nothing that the eye finds.
        val counts = pixels.toList().groupingBy { it }.eachCount()
        val palette = counts.entries.sortedByDescending { it.value }.take(PALETTE).map { it.key }.toIntArray()
        val places = counts.keys.associateWith { color -> palette.indices.minByOrNull { distance(palette[it], color) }!! }
        val model = IndexColorModel(8, palette.size, palette, 0, true, -1, DataBuffer.TYPE_BYTE)
        val image = BufferedImage(picture.width, picture.height, BufferedImage.TYPE_BYTE_INDEXED, model)
        image.raster.setSamples(0, 0, picture.width, picture.height, 0, IntArray(size) { places.getValue(pixels[it]) })
        ImageIO.write(image, "png", file)
    }

    private fun distance(a: Int, b: Int) = listOf(0, 8, 16, 24).sumOf { channel ->
        ((a ushr channel and 0xFF) - (b ushr channel and 0xFF)).let { it * it }
    }

    private fun differing(before: Bitmap, now: Bitmap): Double {
        if (before.width != now.width || before.height != now.height) return 1.0
        val size = before.width * before.height
        val (a, b) = listOf(before, now).map { picture ->
            IntArray(size).also { picture.getPixels(it, 0, picture.width, 0, 0, picture.width, picture.height) }
        }
        val count = (0 until size).count { at ->
            listOf(0, 8, 16).any { abs((a[at] shr it and 0xFF) - (b[at] shr it and 0xFF)) > CHANNEL }
        }
        return count.toDouble() / size
    }
}
