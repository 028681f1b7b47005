package org.asli.demo.screens

import android.annotation.TargetApi
import android.app.Activity
import android.content.ActivityNotFoundException
import android.content.Context
import android.content.Intent
import android.os.Build
import android.os.Bundle
import android.view.LayoutInflater
import android.view.View
import android.view.ViewGroup
import android.view.WindowManager
import android.widget.ImageView
import android.widget.TextView
import android.widget.Toast
import org.asli.demo.App
import org.asli.demo.R
import org.asli.demo.Since
import org.asli.demo.languageOverride
import org.asli.demo.locale
import org.asli.demo.show

/** What every screen shares: the language of the settings, the top bar. */
abstract class Screen : Activity() {
    protected val app get() = application as App

    override fun attachBaseContext(base: Context) {
        super.attachBaseContext(base)
        applyOverrideConfiguration(languageOverride((base.applicationContext as App).settings.language))
    }

    /** Another language may have been chosen on a screen above. */
    override fun onResume() {
        super.onResume()
        val wanted = languageOverride(app.settings.language).locales[0]
        if (locale != wanted) recreate()
    }

    protected fun topBar(title: Int) {
        text(R.id.title).setText(title)
        setTitle(title)
        if (Build.VERSION.SDK_INT >= 28) namePane(getText(title))
        view(R.id.back).setOnClickListener { finish() }
    }

    /** TalkBack says which screen has come up. */
    @Since(28)
    @TargetApi(28)
    private fun namePane(title: CharSequence) {
        view(R.id.root).accessibilityPaneTitle = title
    }

    /** Where the user wants it, what this screen shows is not shown in the list of recent apps. */
    protected fun hideFromRecents() {
        val hide = app.settings.hideRecents
        if (Build.VERSION.SDK_INT >= 33) return setRecentsShown(!hide)
        if (hide) window.addFlags(WindowManager.LayoutParams.FLAG_SECURE) else window.clearFlags(WindowManager.LayoutParams.FLAG_SECURE)
    }

    @Since(33)
    @TargetApi(33)
    private fun setRecentsShown(shown: Boolean) = setRecentsScreenshotEnabled(shown)

    protected fun view(id: Int): View = findViewById(id)

    protected fun text(id: Int): TextView = findViewById(id)

    protected fun group(id: Int): ViewGroup = findViewById(id)

    protected fun <T : Activity> open(screen: Class<T>, extras: Intent.() -> Unit = {}) =
        startActivity(Intent(this, screen).apply(extras))

    override fun onCreate(state: Bundle?) {
        super.onCreate(state)
        // The name of the screen is read out in the language chosen, which the system does not know.
        title = ""
    }
}

/** Starts the first of [ways] that an app on this phone takes (dialling, browsing), or says that none does. */
fun Activity.startElsewhere(vararg ways: Intent) {
    if (ways.none(::starts)) Toast.makeText(this, R.string.no_app, Toast.LENGTH_LONG).show()
}

private fun Activity.starts(intent: Intent): Boolean = try {
    startActivity(intent)
    true
} catch (_: ActivityNotFoundException) {
    false
} catch (_: SecurityException) {
    // A maker's settings page that only the system may open.
    false
}

/** Adds a line: an icon and a text. */
fun ViewGroup.addLine(icon: Int, color: Int, text: CharSequence) {
    val line = LayoutInflater.from(context).inflate(R.layout.row_line, this, false)
    line.findViewById<ImageView>(R.id.icon).show(icon, color)
    line.findViewById<TextView>(R.id.text).text = if (context.hasRoomForSites()) text else DOT_OF_A_SITE.replace(text, "\u200B.")
    addView(line)
}

/** Where letters are so large that the name of a site is longer than a line, it is broken before a dot and nowhere else. */
private fun Context.hasRoomForSites() = resources.configuration.let { it.screenWidthDp / it.fontScale >= ROOM_FOR_SITES }

/** Of the screen's width, in dp and at the common size of letters. */
private const val ROOM_FOR_SITES = 270
private val DOT_OF_A_SITE = Regex("(?<=[a-z])\\.(?=[a-z])")

fun View.visible(visible: Boolean) {
    visibility = if (visible) View.VISIBLE else View.GONE
}

/** Tells TalkBack that a styled text is a button. */
fun View.onTap(action: () -> Unit) {
    accessibilityDelegate = ButtonRole
    setOnClickListener { action() }
}

private object ButtonRole : View.AccessibilityDelegate() {
    override fun onInitializeAccessibilityNodeInfo(host: View, info: android.view.accessibility.AccessibilityNodeInfo) {
        super.onInitializeAccessibilityNodeInfo(host, info)
        info.className = android.widget.Button::class.java.name
    }
}
