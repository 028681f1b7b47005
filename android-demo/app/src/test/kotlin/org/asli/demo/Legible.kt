package org.asli.demo

import android.graphics.Bitmap
import android.graphics.Color
import android.graphics.Rect
import android.view.View
import android.view.ViewGroup
import android.widget.EditText
import android.widget.ScrollView
import android.widget.TextView

/**
 * What makes a screen hard to read: text that is cut, words broken in the middle, too little contrast.
 *
 * In: a screen as it is laid out, and its picture. Out: one line for each thing found.
 */
object Legible {
    private const val LEAST = 4.5
    private const val LEAST_LARGE = 3.0

    /** In sp: what counts as large print, bold or not. */
    private const val LARGE_BOLD = 18.6
    private const val LARGE = 24.0

    fun problems(root: View, picture: Bitmap): List<String> = texts(root).flatMap { text ->
        listOfNotNull(cut(text), hanging(text), broken(text), faint(text, root, picture)).map { "${name(text)} “${text.text.take(30)}” $it" }
    }

    private fun texts(view: View): List<TextView> = when {
        // Not `isShown`: what is drawn for its picture alone is in no window.
        view.visibility != View.VISIBLE -> emptyList()
        view is ViewGroup -> (0 until view.childCount).flatMap { texts(view.getChildAt(it)) }
        view is TextView && view.text.isNotEmpty() -> listOf(view)
        else -> emptyList()
    }

    /** By its id, where the layout gave it one. */
    private fun name(view: View) = runCatching { view.resources.getResourceEntryName(view.id) }.getOrDefault(view.javaClass.simpleName)

    private fun cut(view: TextView): String? {
        val layout = view.layout ?: return "has no room"
        val preview = view.id == R.id.body && view.maxLines == 2
        // The system's own line above an alert: name of the app, a word on it, the time.
        if (view is EditText || preview || name(view) == "header_text") return null
        val room = view.height - view.compoundPaddingTop - view.compoundPaddingBottom
        val lines = 0 until layout.lineCount
        return when {
            layout.height > room + 1 -> "is cut: ${layout.height} of $room"
            lines.any { layout.getEllipsisCount(it) > 0 } -> "is shortened"
            lines.any { layout.getLineMax(it) > layout.width + 1 } -> "is too wide"
            else -> null
        }
    }

    /** Out of the view that holds it, which then cuts its edge off. */
    private fun hanging(view: TextView): String? {
        val parent = view.parent as? ViewGroup ?: return null
        val within = view.top >= 0 && view.left >= 0 && view.right <= parent.width && view.bottom <= parent.height
        return if (within || parent is ScrollView) null else "hangs out of what holds it"
    }

    private fun broken(view: TextView): String? {
        val layout = view.layout ?: return null
        // What someone else wrote may hold words longer than a line.
        if (view is EditText || view.id == R.id.body || view.id == R.id.text || view.id == R.id.asked) return null
        val text = layout.text
        val at = (0 until layout.lineCount - 1).map(layout::getLineEnd)
            .firstOrNull { it in 1 until text.length && text[it - 1].isLetterOrDigit() && text[it].isLetterOrDigit() }
        return at?.let { "breaks a word: ${text.subSequence(maxOf(0, it - 8), it)}|${text.subSequence(it, minOf(text.length, it + 8))}" }
    }

    /** The commonest colour behind the text against the text's own. */
    private fun faint(view: TextView, root: View, picture: Bitmap): String? {
        val place = seen(view, root) ?: return null
        if (!place.intersect(0, 0, picture.width, picture.height) || place.width() < 8 || place.height() < 8) return null
        val behind = commonest(picture, place)
        val ratio = contrast(view.currentTextColor, behind)
        val sp = view.textSize / view.resources.displayMetrics.scaledDensity
        val large = sp >= LARGE || (sp >= LARGE_BOLD && view.typeface?.isBold == true)
        return if (ratio < if (large) LEAST_LARGE else LEAST) "has too little contrast: ${"%.1f".format(ratio)}" else null
    }

    /** Where the view lies in [root], without what its parents cut off: the rest of it is scrolled away. */
    private fun seen(view: View, root: View): Rect? {
        val place = Rect(0, 0, view.width, view.height)
        var at = view
        while (at !== root) {
            val parent = at.parent as? View ?: return null
            place.offset(at.left - parent.scrollX, at.top - parent.scrollY)
            if (!place.intersect(0, 0, parent.width, parent.height)) return null
            at = parent
        }
        return place
    }

    private fun commonest(picture: Bitmap, place: Rect): Int {
        val pixels = IntArray(place.width() * place.height())
        picture.getPixels(pixels, 0, place.width(), place.left, place.top, place.width(), place.height())
        return pixels.toList().groupingBy { it }.eachCount().maxByOrNull { it.value }!!.key
    }

    /** By the formula of the WCAG: from 1, the same, to 21, black on white. */
    fun contrast(a: Int, b: Int): Double {
        val (dark, light) = listOf(Color.luminance(a), Color.luminance(b)).sorted()
        return (light + 0.05) / (dark + 0.05)
    }
}
