package org.asli.demo

import android.graphics.Color
import android.view.View.MeasureSpec
import android.widget.FrameLayout
import android.widget.TextView
import org.junit.Assert.assertEquals
import org.junit.Test
import org.robolectric.annotation.GraphicsMode

/** The search for what is hard to read finds each fault that it is there for, and nothing in a text without fault. */
@GraphicsMode(GraphicsMode.Mode.NATIVE)
class LegibleTest : AppTest() {
    private fun problems(text: String, color: Int = Color.BLACK, width: Int = WIDE, height: Int = HIGH, left: Int = 0): List<String> {
        val frame = FrameLayout(app).apply { setBackgroundColor(Color.WHITE) }
        val view = TextView(app).apply {
            this.text = text
            setTextColor(color)
            textSize = SIZE
        }
        frame.addView(view, FrameLayout.LayoutParams(width, height).apply { leftMargin = left })
        frame.measure(MeasureSpec.makeMeasureSpec(WIDE, MeasureSpec.EXACTLY), MeasureSpec.makeMeasureSpec(HIGH, MeasureSpec.EXACTLY))
        frame.layout(0, 0, WIDE, HIGH)
        return Legible.problems(frame, Pictures.draw(frame)).map { it.substringAfter("” ").substringBefore(":") }
    }

    @Test
    fun `a text without fault`() = assertEquals(emptyList<String>(), problems("Call 1930 now"))

    @Test
    fun `a text that is cut`() = assertEquals(listOf("is cut"), problems("Call 1930 now", height = 8))

    @Test
    fun `a word that is broken in the middle`() = assertEquals(listOf("breaks a word"), problems("sancharsaathi", width = 60))

    @Test
    fun `a text that hangs out`() = assertEquals(listOf("hangs out of what holds it"), problems("Call 1930 now", left = 60))

    @Test
    fun `a text that is faint`() = assertEquals(listOf("has too little contrast"), problems("Call 1930 now", Color.LTGRAY))

    private companion object {
        const val WIDE = 400
        const val HIGH = 300
        const val SIZE = 14f
    }
}
