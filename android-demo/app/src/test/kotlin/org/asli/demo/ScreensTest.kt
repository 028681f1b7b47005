package org.asli.demo

import android.Manifest
import android.app.Activity
import android.content.ClipData
import android.content.ClipboardManager
import android.content.Intent
import android.speech.tts.TextToSpeech
import android.view.View
import java.time.Clock
import java.time.Duration
import java.time.ZoneOffset
import org.asli.Sms
import org.asli.demo.screens.AnswerActivity
import org.asli.demo.screens.ComplaintActivity
import org.asli.demo.screens.ListActivity
import org.asli.demo.screens.MainActivity
import org.asli.demo.screens.Origin
import org.asli.demo.screens.ResultActivity
import org.asli.demo.screens.ResultActivity.Companion.put
import org.asli.demo.screens.SettingsActivity
import org.asli.demo.screens.SetupActivity
import org.junit.Test
import org.robolectric.Shadows.shadowOf
import org.robolectric.shadows.ShadowTextToSpeech

/**
 * Every screen in every state, in both languages, light and dark, with large letters, on small screens and lying down:
 * compared with its picture, and searched for text that is cut, broken or faint.
 */
class ScreensTest : PictureTest() {
    private fun Activity.unfold(): Activity = apply {
        for (id in listOf(R.id.why_header, R.id.message_header, R.id.todo_header)) {
            val header = findViewById<View>(id)
            val content = findViewById<View>(CONTENT.getValue(id))
            if (header.isShown && !content.isShown) tap(id)
        }
    }

    // Results.

    @Test
    fun suspicious() = each(folds + listOf(dark, large, largeEnglish, narrow, lying)) {
        keep("suspicious", it, result(it.picks(FAKE, FAKE_HINDI)))
    }

    @Test
    fun `suspicious, unfolded`() = each(all) {
        keep("suspicious-open", it, result(it.picks(FAKE, FAKE_HINDI)).unfold(), whole = true)
    }

    @Test
    fun unconfirmed() = each(folds + listOf(dark, large, narrow)) {
        keep("unconfirmed", it, result(it.picks(UNCONFIRMED, UNCONFIRMED_HINDI)))
    }

    @Test
    fun `unconfirmed, unfolded`() = each(listOf(english, hindi)) {
        keep("unconfirmed-open", it, result(it.picks(UNCONFIRMED, UNCONFIRMED_HINDI)).unfold(), whole = true)
    }

    @Test
    fun genuine() = each(folds + listOf(dark, large)) {
        keep("genuine", it, result(it.picks(GENUINE, GENUINE_HINDI)), whole = it === large)
    }

    @Test
    fun unrelated() = each(both) { keep("unrelated", it, result(it.picks(UNRELATED, UNRELATED_HINDI))) }

    @Test
    fun `genuine with a sender as it was given`() = eachOfGuard(both) {
        val sms = it.picks(GENUINE, GENUINE_HINDI)
        keep("as-given", it, open<ResultActivity>(ResultActivity.intent(app, sms, Origin.NAME)).get())
    }

    @Test
    fun `genuine, with an app to open`() = eachOfGuard(both) {
        val real = app.officialApps
        app.officialApps = { listOf(PayApp("org.example.bill", "Suvidha", "सुविधा")) }
        keep("open-app", it, result(it.picks(GENUINE, GENUINE_HINDI)).unfold(), whole = true)
        app.officialApps = real
    }

    @Test
    fun `sender not known, and from WhatsApp`() = eachOfGuard(both) {
        val sms = it.picks(GENUINE, GENUINE_HINDI).copy(sender = "")
        keep("no-sender", it, open<ResultActivity>(ResultActivity.intent(app, sms, Origin.UNKNOWN)).get())
        keep("whatsapp", it, open<ResultActivity>(ResultActivity.intent(app, sms, Origin.APP)).get())
    }

    @Test
    fun `not checked`() = eachOfGuard(both) {
        val real = app.judge
        app.judge = { throw IllegalStateException() }
        keep("failed", it, result(it.picks(FAKE, FAKE_HINDI)))
        app.judge = real
    }

    @Test
    fun `no voice`() = eachOfGuard(both) { way ->
        val screen = result(way.picks(FAKE, FAKE_HINDI))
        screen.tap(R.id.listen)
        shadowOf(ShadowTextToSpeech.getLastTextToSpeechInstance()).onInitListener.onInit(TextToSpeech.ERROR)
        settle()
        keep("no-voice", way, screen)
    }

    @Test
    fun `called fine`() = eachOfGuard(all) { way ->
        val kept = app.history.keep(way.picks(FAKE, FAKE_HINDI), org.asli.Verdict.SUSPICIOUS, seen = true, sim = 2)
        val ask = open<ResultActivity>(ResultActivity.intent(app, kept.id)).get()
        ask.tap(R.id.fine)
        keepDialog("fine-dialog", way, ask)
        app.history.callFine(kept.sms)
        if (way in both) keep("fine", way, open<ResultActivity>(ResultActivity.intent(app, kept.id)).get().unfold(), whole = true)
        app.history.takeBackFine(kept.sms)
    }

    // Answers.

    @Test
    fun answers() = eachOfGuard(both) {
        keep("answer-call", it, open<AnswerActivity>(AnswerActivity.callIntent(app)).get())
        keep("answer-number", it, open<AnswerActivity>(AnswerActivity.intent(app, "98765 43210")).get())
        keep("answer-site", it, open<AnswerActivity>(AnswerActivity.intent(app, "nbpdcl.co.in")).get())
        keep("answer-link", it, open<AnswerActivity>(AnswerActivity.intent(app, "http://sbpdcl-bill.xyz/pay")).get())
    }

    // The tabs.

    /** The watch is on; in the flavour check there is none. */
    private fun turnOn() = shadowOf(app).grantPermissions(Manifest.permission.RECEIVE_SMS)

    private fun tab(id: Int): Activity = open<MainActivity>().get().apply { tap(id) }

    @Test
    fun check() {
        turnOn()
        each(folds + listOf(dark, large, narrow, lying)) { keep("check", it, tab(R.id.tab_check), whole = it === large) }
    }

    @Test
    fun `check, with errors`() = eachOfGuard(both) { way ->
        val screen = tab(R.id.tab_check)
        screen.tap(R.id.check)
        screen.tap(R.id.origin_number)
        screen.type(R.id.body, way.picks(FAKE, FAKE_HINDI).body)
        screen.tap(R.id.check)
        keep("check-errors", way, screen, whole = true)
        app.getSystemService(ClipboardManager::class.java).setPrimaryClip(ClipData.newPlainText("", ""))
        keep("check-nothing", way, tab(R.id.tab_check).apply { tap(R.id.paste) })
    }

    @Test
    fun `check, with names to choose from`() = eachOfGuard(all) { way ->
        turnOn()
        for (name in listOf("JX-SBPDCL-S", "VM-HDFCBK-S", "AD-AIRTEL", "JM-SBIPSG-T", "VK-SWIGGY-S")) {
            app.history.names.note(Sms(name, "", RECEIVED))
        }
        val screen = tab(R.id.tab_check)
        screen.tap(R.id.origin_name)
        if (way in both) keep("check-names", way, screen, whole = true)
        val chosen = tab(R.id.tab_check).apply { tap(R.id.origin_name) }
        chosen.tap(R.id.choose_name)
        keepDialog("names-dialog", way, chosen)
    }

    @Test
    fun `warnings off`() = eachOfGuard(both) { keep("off", it, tab(R.id.tab_check)) }

    @Test
    fun history() {
        var at = RECEIVED
        for (sms in listOf(UNCONFIRMED_HINDI, GENUINE, GENUINE_HINDI, FAKE, FAKE_HINDI)) {
            at = at.plusSeconds(3600)
            app.history.keep(sms.copy(receivedAt = at), app.check(sms).verdict, seen = true)
        }
        val aside = app.history.wait(Sms("VM-ABCDEF", "?", RECEIVED))
        repeat(2) { app.history.trying(aside) }
        eachOfGuard(listOf(english, hindi, large)) { keep("history", it, tab(R.id.tab_history), whole = true) }
    }

    @Test
    fun `history, to be deleted`() {
        app.history.keep(FAKE, org.asli.Verdict.SUSPICIOUS, seen = true)
        eachOfGuard(all) { way -> keepDialog("clear-dialog", way, tab(R.id.tab_history).apply { tap(R.id.clear) }) }
    }

    @Test
    fun `nothing in the history`() = eachOfGuard(both) { keep("empty", it, tab(R.id.tab_history)) }

    @Test
    fun learn() = eachOfGuard(listOf(english, hindi, large)) { keep("learn", it, tab(R.id.tab_learn), whole = true) }

    @Test
    fun help() = eachOfGuard(all + short) { keep("help", it, tab(R.id.tab_help), whole = it !== short) }

    // The other screens.

    @Test
    fun complaint() = eachOfGuard(listOf(english, hindi, dark, large)) {
        val intent = Intent(app, ComplaintActivity::class.java).put(it.picks(FAKE, FAKE_HINDI))
        keep("complaint", it, open<ComplaintActivity>(intent).get(), whole = true)
    }

    @Test
    fun `complaint, too late for 1909 and Chakshu`() = eachOfGuard(both) {
        val old = it.picks(FAKE, FAKE_HINDI).copy(receivedAt = NOW - Duration.ofDays(40))
        keep("complaint-late", it, open<ComplaintActivity>(Intent(app, ComplaintActivity::class.java).put(old)).get(), whole = true)
    }

    /** A list that was signed anew may be younger than the messages of the tests. */
    private fun toTheDayOfIssue() {
        app.clock = Clock.fixed(maxOf(NOW, app.asli.status(NOW).issued), ZoneOffset.UTC)
    }

    @Test
    fun list() {
        toTheDayOfIssue()
        eachOfGuard(both) { keep("list", it, open<ListActivity>().get(), whole = true) }
    }

    @Test
    fun `list, stale and expired`() {
        val expires = app.asli.status(NOW).expires
        for ((name, day) in listOf("stale" to expires + Duration.ofDays(10), "expired" to expires + Duration.ofDays(100))) {
            app.clock = Clock.fixed(day, ZoneOffset.UTC)
            eachOfGuard(both) { keep("list-$name", it, open<ListActivity>().get(), whole = true) }
        }
        app.clock = Clock.fixed(expires + Duration.ofDays(100), ZoneOffset.UTC)
        eachOfGuard(both) { keep("genuine-expired", it, result(it.picks(GENUINE, GENUINE_HINDI))) }
    }

    @Test
    fun `list, refused`() {
        toTheDayOfIssue()
        eachOfGuard(both) { way ->
            val screen = open<ListActivity>()
            val file = android.net.Uri.parse("content://elsewhere/list-${way.name}.tar")
            shadowOf(app.contentResolver).registerInputStream(file, "no list".byteInputStream())
            screen.get().tap(R.id.pick)
            val asked = shadowOf(screen.get()).nextStartedActivityForResult
            shadowOf(screen.get()).receiveResult(asked.intent, Activity.RESULT_OK, Intent().setData(file))
            settle()
            keep("list-refused", way, screen.get(), whole = true)
        }
    }

    @Test
    fun settings() = each(listOf(english, hindi, dark)) { keep("settings", it, open<SettingsActivity>().get(), whole = true) }

    @Test
    fun `first start`() {
        app.settings.introduced = false
        each(listOf(english, hindi, large, short, narrow)) { keep("setup", it, open<SetupActivity>().get(), whole = it !== short) }
    }

    /** Each step by itself, and the last page. */
    @Test
    fun `set-up, step by step`() = eachOfGuard(listOf(english, hindi)) { way ->
        for (step in 1..4) {
            val screen = open<SetupActivity>().get()
            repeat(step - 1) { screen.tap(R.id.start) }
            keep("step-$step", way, screen)
        }
    }

    private companion object {
        val CONTENT = mapOf(R.id.why_header to R.id.why, R.id.message_header to R.id.message, R.id.todo_header to R.id.todo)
    }
}
