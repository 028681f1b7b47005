package org.asli.demo.screens

import android.os.Bundle
import org.asli.Sms
import org.asli.demo.Language
import org.asli.demo.R

/** The first screen: what the app does, in which language, and what it needs for that. */
class SetupActivity : Screen() {
    override fun onCreate(state: Bundle?) {
        super.onCreate(state)
        setContentView(R.layout.activity_setup)
        setTitle(R.string.setup_title)
        view(R.id.in_hindi).onTap { speak(Language.HINDI) }
        view(R.id.in_english).onTap { speak(Language.ENGLISH) }
        view(R.id.in_hindi).isSelected = locale().language == "hi"
        view(R.id.in_english).isSelected = locale().language != "hi"
        view(R.id.try_it).onTap(::tryIt)
        view(R.id.start).onTap {
            app.settings.introduced = true
            finish()
        }
    }

    override fun onResume() {
        super.onResume()
        showSteps()
    }

    /** The steps may have been done elsewhere: look again. */
    private fun showSteps() {
        val steps = group(R.id.steps)
        steps.removeAllViews()
        app.watch?.addSetup(this, steps)
    }

    @Deprecated("The new way is AndroidX only.")
    override fun onRequestPermissionsResult(request: Int, permissions: Array<String>, results: IntArray) = showSteps()

    private fun speak(language: Language) {
        app.settings.language = language
        recreate()
    }

    /** The self-test of the check: the example is judged by the filter, like any other message. */
    private fun tryIt() = ResultActivity.open(
        this,
        Sms(getString(R.string.setup_example_sender), getString(R.string.setup_example_body), app.now()),
    )

    private fun locale() = resources.configuration.locales[0]
}
