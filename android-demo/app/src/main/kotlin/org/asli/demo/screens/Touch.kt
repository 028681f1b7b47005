package org.asli.demo.screens

import android.annotation.SuppressLint
import android.app.AlertDialog
import android.view.MotionEvent
import android.view.View
import android.widget.Toast
import org.asli.demo.R

/**
 * Buttons that lower someone's guard (call a message fine, delete messages, take in a list) do nothing while another
 * app covers them: it could have led the finger there. The user is told why. Buttons that only help always work.
 */
@SuppressLint("ClickableViewAccessibility") // Clicks of TalkBack carry no touch and are not affected.
fun View.refuseCoveredTouches() = setOnTouchListener { view, event ->
    val covered = event.flags and (MotionEvent.FLAG_WINDOW_IS_OBSCURED or PARTIALLY) != 0
    if (covered && event.action == MotionEvent.ACTION_UP) Toast.makeText(view.context, R.string.covered, Toast.LENGTH_LONG).show()
    covered
}

/** `FLAG_WINDOW_IS_PARTIALLY_OBSCURED`, which has a name only since Android 10. */
private const val PARTIALLY = 0x2

/** [onTap] for a button that lowers someone's guard. */
fun View.onSafeTap(action: () -> Unit) {
    onTap(action)
    refuseCoveredTouches()
}

/** Shows the dialog; its "yes" is such a button. */
fun AlertDialog.Builder.showSafely(): AlertDialog = show().apply {
    getButton(AlertDialog.BUTTON_POSITIVE).refuseCoveredTouches()
}
