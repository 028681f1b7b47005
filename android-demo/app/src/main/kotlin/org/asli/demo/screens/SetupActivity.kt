package org.asli.demo.screens

import android.os.Bundle
import org.asli.Sms
import org.asli.demo.Language
import org.asli.demo.R

/** The first screens: what the app does, in which language; then, one a screen, what it needs for that. */
class SetupActivity : Screen() {
    /** Whether the steps are shown, and no longer what the app does. */
    private var inSteps = false

    override fun onCreate(state: Bundle?) {
        super.onCreate(state)
        setContentView(R.layout.activity_setup)
        setTitle(R.string.setup_title)
        view(R.id.in_hindi).onTap { speak(Language.HINDI) }
        view(R.id.in_english).onTap { speak(Language.ENGLISH) }
        view(R.id.in_hindi).isSelected = locale().language == "hi"
        view(R.id.in_english).isSelected = locale().language != "hi"
        view(R.id.try_it).onTap(::tryIt)
        inSteps = state?.getBoolean(IN_STEPS) ?: (app.settings.introduced && app.watch != null)
        if (state == null) app.watch?.restartSetup()
    }

    override fun onSaveInstanceState(state: Bundle) {
        super.onSaveInstanceState(state)
        state.putBoolean(IN_STEPS, inSteps)
    }

    /** The steps may have been done elsewhere: look again. */
    override fun onResume() {
        super.onResume()
        show()
    }

    private fun show() {
        view(R.id.intro).visible(!inSteps)
        view(R.id.steps).visible(inSteps)
        val last = if (inSteps) app.watch?.showSetup(this, group(R.id.steps)) ?: true else app.watch == null
        text(R.id.start).apply {
            setText(
                when {
                    last -> R.string.setup_start
                    inSteps -> R.string.later
                    else -> R.string.next
                },
            )
            setBackgroundResource(if (inSteps && !last) R.drawable.button_outlined else R.drawable.button_filled)
            setTextColor(getColor(if (inSteps && !last) R.color.accent else R.color.on_accent))
            onTap { goOn(last) }
        }
    }

    private fun goOn(last: Boolean) {
        if (last) {
            app.settings.introduced = true
            return finish()
        }
        if (inSteps) app.watch?.skipStep(this)
        inSteps = true
        show()
    }

    @Deprecated("The new way is AndroidX only.")
    override fun onRequestPermissionsResult(request: Int, permissions: Array<String>, results: IntArray) = show()

    private fun speak(language: Language) {
        app.settings.language = language
        recreate()
    }

    /** The self-test of the check: the example is judged by the filter, like any other message. */
    private fun tryIt() = ResultActivity.open(
        this,
        Sms(getString(R.string.setup_example_sender), getString(R.string.setup_example_body), app.now()),
        Origin.NUMBER,
    )

    private fun locale() = resources.configuration.locales[0]

    private companion object {
        const val IN_STEPS = "in_steps"
    }
}
