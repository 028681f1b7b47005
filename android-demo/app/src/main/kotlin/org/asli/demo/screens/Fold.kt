package org.asli.demo.screens

import android.view.View
import android.view.ViewGroup
import android.view.accessibility.AccessibilityNodeInfo
import android.view.accessibility.AccessibilityNodeInfo.AccessibilityAction
import android.widget.ImageView
import android.widget.TextView
import org.asli.demo.R

/** A part of a screen that opens and closes by its header. TalkBack hears that it can, and which it is. */
class Fold(private val header: ViewGroup, private val content: View) {
    var isOpen = false
        set(open) {
            field = open
            content.visible(open)
            header.findViewById<ImageView>(R.id.fold_icon).rotation = if (open) 90f else 0f
        }

    init {
        header.setOnClickListener { isOpen = !isOpen }
        header.accessibilityDelegate = Role()
        isOpen = false
    }

    fun title(text: Int) = header.findViewById<TextView>(R.id.fold_title).setText(text)

    fun visible(visible: Boolean) {
        header.visible(visible)
        content.visible(visible && isOpen)
    }

    private inner class Role : View.AccessibilityDelegate() {
        override fun onInitializeAccessibilityNodeInfo(host: View, info: AccessibilityNodeInfo) {
            super.onInitializeAccessibilityNodeInfo(host, info)
            info.className = android.widget.Button::class.java.name
            val label = host.context.getString(if (isOpen) R.string.fold_close else R.string.fold_open)
            info.addAction(AccessibilityAction(AccessibilityNodeInfo.ACTION_CLICK, label))
            info.addAction(if (isOpen) AccessibilityAction.ACTION_COLLAPSE else AccessibilityAction.ACTION_EXPAND)
        }

        override fun performAccessibilityAction(host: View, action: Int, arguments: android.os.Bundle?): Boolean {
            val open = when (action) {
                AccessibilityNodeInfo.ACTION_EXPAND -> true
                AccessibilityNodeInfo.ACTION_COLLAPSE -> false
                else -> return super.performAccessibilityAction(host, action, arguments)
            }
            isOpen = open
            return true
        }
    }
}
