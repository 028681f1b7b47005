package org.asli.demo.screens

import android.content.Context
import android.content.Intent
import android.os.Bundle
import android.view.View
import android.widget.ImageView
import org.asli.Sms
import org.asli.Verdict
import org.asli.demo.R
import org.asli.demo.color
import org.asli.demo.inLanguage
import org.asli.demo.look
import org.asli.demo.show
import org.asli.demo.tint
import org.asli.demo.unlinked

/** The answer to a bare number or link, or to a call: true, short, and with the way to the company itself. */
class AnswerActivity : Screen() {
    private lateinit var listen: Listen
    private var aloud = ""

    override fun onCreate(state: Bundle?) {
        super.onCreate(state)
        setContentView(R.layout.activity_answer)
        topBar(R.string.answer_title)
        listen = Listen(this, view(R.id.root)) { aloud }
        view(R.id.lost).onTap { startElsewhere(Calls.dial(Calls.MONEY_LOST)) }
        text(R.id.ask).text = getString(R.string.result_bar_ask, Calls.ELECTRICITY)
        view(R.id.ask).onTap { startElsewhere(Calls.dial(Calls.ELECTRICITY)) }
        val text = intent.getStringExtra(TEXT)
        if (text == null) answerCall() else answer(text)
    }

    override fun onStop() {
        super.onStop()
        listen.stop()
    }

    override fun onDestroy() {
        super.onDestroy()
        listen.close()
    }

    /** What is said of calls needs no list, and is there even where the list cannot be read. */
    private fun answerCall() = app.inBackground({ app.isTrial() }) { trial ->
        if (isDestroyed) return@inBackground
        view(R.id.trial).visible(trial.getOrDefault(false))
        show(Bare.Answer(R.string.answer_call, false), R.string.answer_hang_up)
    }

    private fun answer(text: String) {
        text(R.id.asked).text = text.trim()
        text(R.id.asked).unlinked()
        view(R.id.asked).visible(true)
        val bare = Bare.of(text) ?: return finish()
        val asCompany = Sms(getString(R.string.learn_example_sender), Bare.sentence(text), app.now())
        app.inBackground({ bare.answer(app.check(asCompany)) to app.isTrial() }) { result ->
            if (isDestroyed) return@inBackground
            view(R.id.trial).visible(result.getOrNull()?.second ?: false)
            show(result.getOrNull()?.first ?: Bare.Answer(R.string.result_failed, null), bare.warning)
        }
    }

    private fun show(answer: Bare.Answer, then: Int) {
        val look = when (answer.safe) {
            true -> Verdict.UNRELATED.look
            false -> Verdict.SUSPICIOUS.look
            null -> Verdict.UNCONFIRMED.look
        }
        view(R.id.banner).tint(look.tint)
        findViewById<ImageView>(R.id.icon).show(if (answer.safe == true) R.drawable.ic_tick else look.icon, look.color)
        text(R.id.verdict).apply {
            text = inLanguage(getText(answer.text))
            color(look.color)
        }
        val first = listOfNotNull(getString(then).takeIf { answer.safe != true }, getString(R.string.answer_ask))
        text(R.id.first).text = inLanguage(first.joinToString("\n"))
        aloud = (listOf(getString(answer.text)) + first).joinToString(" ")
        // Nobody lost money by what is the company's own.
        view(R.id.lost).visible(answer.safe != true)
        view(R.id.page).visibility = View.VISIBLE
        view(R.id.banner).announceForAccessibility(text(R.id.verdict).text)
    }

    companion object {
        private const val TEXT = "text"

        fun intent(context: Context, text: String): Intent = Intent(context, AnswerActivity::class.java).putExtra(TEXT, text)

        fun callIntent(context: Context): Intent = Intent(context, AnswerActivity::class.java)
    }
}
