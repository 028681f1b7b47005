package org.asli.demo.screens

import android.os.Bundle
import android.widget.RadioGroup
import android.widget.Switch
import org.asli.demo.Language
import org.asli.demo.R

/** Language, what is kept and for how long, and the ways to the list and the setup. */
class SettingsActivity : Screen() {
    override fun onCreate(state: Bundle?) {
        super.onCreate(state)
        setContentView(R.layout.activity_settings)
        topBar(R.string.settings)
        choose(R.id.language, LANGUAGES, app.settings.language) { language ->
            app.settings.language = language
            recreate()
        }
        choose(R.id.keep, KEEP, app.settings.keepDays) { days ->
            app.settings.keepDays = days
            app.inBackground({ app.history.forgetOld() }) {}
        }
        findViewById<Switch>(R.id.hide_recents).apply {
            isChecked = app.settings.hideRecents
            setOnCheckedChangeListener { _, on -> app.settings.hideRecents = on }
        }
        app.watch?.addSettings(this, group(R.id.watch_settings))
        view(R.id.fine_forget).onTap { app.inBackground({ app.history.forgetFine() }) { showFine() } }
        view(R.id.open_list).onTap { open(ListActivity::class.java) }
        view(R.id.open_setup).onTap { open(SetupActivity::class.java) }
        text(R.id.about).text = getString(R.string.settings_about_text, packageManager.getPackageInfo(packageName, 0).versionName)
        showFine()
    }

    private fun showFine() = app.inBackground({ app.history.fineCount() }) { result ->
        val count = result.getOrDefault(0)
        view(R.id.fine).visible(count > 0)
        text(R.id.fine_count).text = getString(R.string.settings_fine, count)
    }

    /** Checks the button of the present value, and hands on the one that is chosen. */
    private fun <T> choose(group: Int, values: Map<Int, T>, present: T, take: (T) -> Unit) {
        val buttons = findViewById<RadioGroup>(group)
        values.entries.find { it.value == present }?.let { buttons.check(it.key) }
        buttons.setOnCheckedChangeListener { _, id -> values[id]?.let(take) }
    }

    private companion object {
        val LANGUAGES = mapOf(
            R.id.language_phone to Language.PHONE,
            R.id.language_hi to Language.HINDI,
            R.id.language_en to Language.ENGLISH,
        )
        val KEEP = mapOf(R.id.keep_30 to 30, R.id.keep_90 to 90, R.id.keep_365 to 365, R.id.keep_0 to 0)
    }
}
