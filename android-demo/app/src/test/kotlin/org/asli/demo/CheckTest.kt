package org.asli.demo

import android.app.Activity
import android.content.ClipData
import android.content.ClipboardManager
import android.content.Intent
import android.content.pm.ActivityInfo
import android.content.pm.ResolveInfo
import android.net.Uri
import android.text.Spanned
import android.text.style.BackgroundColorSpan
import android.text.style.ClickableSpan
import android.text.style.UnderlineSpan
import android.view.View
import android.view.ViewGroup
import android.view.WindowManager
import android.view.textclassifier.TextClassifier
import android.widget.TextView
import java.time.Clock
import java.time.Duration
import java.time.ZoneOffset
import org.asli.Sms
import org.asli.Verdict
import org.asli.demo.screens.AnswerActivity
import org.asli.demo.screens.ComplaintActivity
import org.asli.demo.screens.IncomingActivity
import org.asli.demo.screens.MainActivity
import org.asli.demo.screens.Origin
import org.asli.demo.screens.ResultActivity
import org.asli.demo.screens.ResultActivity.Companion.put
import org.asli.demo.screens.SettingsActivity
import org.asli.demo.screens.SetupActivity
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertNull
import org.junit.Assert.assertTrue
import org.junit.Test
import org.robolectric.Shadows.shadowOf
import org.robolectric.annotation.Config

/** What both flavours do: check by hand, explain, remember. */
class CheckTest : AppTest() {
    private fun check(sender: String, body: String): MainActivity = open<MainActivity>().get().apply {
        type(R.id.body, body)
        val number = sender.startsWith("+")
        tap(if (sender.isEmpty()) R.id.origin_unknown else if (number) R.id.origin_number else R.id.origin_name)
        type(R.id.sender, sender)
        tap(R.id.check)
    }

    @Test
    fun `a fake is explained`() {
        check(FAKE.sender, FAKE.body)
        val result = follow<ResultActivity>().get()
        assertEquals("Looks fake", result.text(R.id.verdict))
        assertEquals("It gives a mobile number.", result.text(R.id.headline))
        assertTrue(result.text(R.id.first).startsWith("Do not call this number, do not pay anything."))
        assertTrue(result.findViewById<ViewGroup>(R.id.why).childCount >= 3)
        assertTrue(result.findViewById<ViewGroup>(R.id.todo).childCount >= 3)
        val body = result.findViewById<View>(R.id.message).findViewById<TextView>(R.id.body).text as Spanned
        val marked = body.getSpans(0, body.length, BackgroundColorSpan::class.java).map {
            body.substring(body.getSpanStart(it), body.getSpanEnd(it))
        }
        assertTrue(marked.toString(), "98765 43210" in marked)
    }

    @Test
    fun `this number is named only where there is one`() {
        check("+919876501234", "SBPDCL: bijli bill update ke liye http://sbpdcl-bill.xyz par jaye nahi to bijli kat jayegi")
        val first = follow<ResultActivity>().get().text(R.id.first)
        assertTrue(first, first.startsWith("Do not open the link"))
        assertFalse(first, first.contains("number"))
    }

    @Test
    fun `what is checked by hand is kept only when the user says so`() {
        check(FAKE.sender, FAKE.body)
        val result = follow<ResultActivity>().get()
        assertEquals(0, app.history.all().size)
        result.tap(R.id.keep)
        assertEquals(Verdict.SUSPICIOUS, app.history.all().single().verdict)
        assertFalse(result.isVisible(R.id.keep))
    }

    @Test
    fun `without a sender nothing is proven and nothing called fake, and there is a way on`() {
        check("", GENUINE.body)
        val result = follow<ResultActivity>().get()
        assertEquals("Not sure yet, ask first", result.text(R.id.verdict))
        assertTrue(result.text(R.id.headline).startsWith("Only an SMS from the company’s own name"))
        result.tap(R.id.give_sender)
        val home = follow<MainActivity>().get()
        home.type(R.id.body, GENUINE.body)
        home.tap(R.id.origin_name)
        home.type(R.id.sender, GENUINE.sender)
        home.tap(R.id.check)
        val proven = follow<ResultActivity>().get()
        assertEquals("Genuine", proven.text(R.id.verdict))
        assertTrue(proven.isVisible(R.id.as_given))
    }

    @Test
    fun `a genuine result says that the sender is as the user gave it, and only then`() {
        fun note(sms: Sms, origin: Origin) = open<ResultActivity>(ResultActivity.intent(app, sms, origin)).get()
            .run { text(R.id.as_given).takeIf { isVisible(R.id.as_given) } }
        val given = note(GENUINE, Origin.NAME)
        assertTrue("$given", given.orEmpty().startsWith("The sender is as you gave it."))
        assertNull(note(GENUINE, Origin.RECEIVED))
        assertNull(note(FAKE, Origin.NUMBER))
        assertNull(note(UNCONFIRMED, Origin.NAME))
    }

    @Test
    fun `what came by WhatsApp is never genuine`() {
        val home = open<MainActivity>().get()
        home.type(R.id.body, GENUINE.body)
        home.tap(R.id.origin_app)
        home.tap(R.id.check)
        val result = follow<ResultActivity>().get()
        assertEquals("Not sure yet, ask first", result.text(R.id.verdict))
        assertTrue(result.text(R.id.headline).contains("WhatsApp"))
    }

    @Test
    fun `each error stands under its own field`() {
        val home = open<MainActivity>().get()
        home.tap(R.id.check)
        assertTrue(home.text(R.id.body_help).startsWith("First paste"))
        home.type(R.id.body, GENUINE.body)
        home.tap(R.id.origin_number)
        home.tap(R.id.check)
        assertNull(shadowOf(app).nextStartedActivity)
        assertTrue(home.text(R.id.sender_help).startsWith("Write the number"))
    }

    @Test
    fun `no hint gives the answer away`() {
        for (language in Language.values()) {
            app.settings.language = language
            val home = open<MainActivity>().get()
            home.tap(R.id.origin_name)
            val shown = textsIn(home.findViewById(R.id.screen)).joinToString { "${it.text} ${it.hint}" }
            assertFalse(shown, shown.contains("SBPDCL"))
        }
    }

    @Test
    fun `a bare number, a link and a call get a true answer`() {
        val answers = mapOf(
            "98765 43210" to "The electricity company never calls or writes from a mobile number.",
            "+91-9876543210" to "The electricity company never calls or writes from a mobile number.",
            "1912" to "This number is the electricity company’s own. A genuine message still gives no number.",
            "http://sbpdcl-bill.xyz/pay" to "This link is not the electricity company’s.",
            "https://bit.ly/3xYzAbC" to "This link is not the electricity company’s.",
            "nbpdcl.co.in" to "This is the electricity company’s own website.",
        )
        for ((text, answer) in answers) {
            val home = open<MainActivity>().get()
            home.type(R.id.body, text)
            home.tap(R.id.check)
            assertEquals(text, answer, follow<AnswerActivity>().get().text(R.id.verdict))
        }
        open<MainActivity>().get().tap(R.id.call)
        val call = follow<AnswerActivity>().get()
        assertEquals("The electricity company never calls from a mobile number.", call.text(R.id.verdict))
        call.tap(R.id.lost)
        assertEquals("tel:1930", shadowOf(app).nextStartedActivity.dataString)
    }

    @Test
    fun `of a number it is said not to call it, of a link not to open it`() {
        val number = open<AnswerActivity>(AnswerActivity.intent(app, "98765 43210")).get().text(R.id.first)
        val link = open<AnswerActivity>(AnswerActivity.intent(app, "http://sbpdcl-bill.xyz/pay")).get().text(R.id.first)
        assertTrue(number, number.startsWith("Do not call it. ") && !number.contains("open"))
        assertTrue(link, link.startsWith("Do not open it") && !link.contains("call it"))
    }

    @Test
    fun `where the list is too old, that is the reason`() {
        app.clock = Clock.fixed(NOW + Duration.ofDays(800), ZoneOffset.UTC)
        val result = open<ResultActivity>(ResultActivity.intent(app, GENUINE)).get()
        assertEquals("Not sure yet, ask first", result.text(R.id.verdict))
        assertTrue(result.text(R.id.headline), result.text(R.id.headline).startsWith("The list is too old."))
        assertTrue(textsIn(result.findViewById(R.id.todo)).any { it.text == app.getString(R.string.list_import) })
    }

    @Test
    fun `the example's parts are in order of importance in both languages`() {
        for ((language, company) in listOf(Language.ENGLISH to "Company", Language.HINDI to "कंपनी")) {
            app.settings.language = language
            val home = open<MainActivity>().get().apply { tap(R.id.tab_learn) }
            val first = textsIn(home.findViewById(R.id.has)).first().text
            assertTrue("$first", first.startsWith(company))
        }
    }

    @Test
    fun `nothing is said of messages where there are none`() {
        val home = open<MainActivity>().get().apply { tap(R.id.tab_history) }
        assertFalse(home.isVisible(R.id.note))
        app.history.keep(FAKE, Verdict.SUSPICIOUS, seen = true)
        assertTrue(open<MainActivity>().get().apply { tap(R.id.tab_history) }.isVisible(R.id.note))
    }

    @Test
    fun `a danger in the text needs no sender`() {
        check("", FAKE.body)
        assertEquals("Looks fake", follow<ResultActivity>().get().text(R.id.verdict))
    }

    @Test
    fun `an unrelated message is not kept`() {
        check(UNRELATED.sender, UNRELATED.body)
        val result = follow<ResultActivity>().get()
        assertEquals("Not about your electricity bill", result.text(R.id.verdict))
        assertFalse(result.isVisible(R.id.keep))
        assertEquals(0, app.history.all().size)
    }

    @Test
    fun `an unconfirmed message says apart what is right and what is missing`() {
        check(UNCONFIRMED.sender, UNCONFIRMED.body)
        val lines = textsIn(follow<ResultActivity>().get().findViewById(R.id.why)).map { it.text.toString() }
        val missing = lines.indexOf("What is missing")
        assertEquals("What is right", lines.first())
        assertTrue(lines.toString(), missing > 1 && missing < lines.lastIndex)
    }

    @Test
    fun `a genuine message shows its proof, the company first`() {
        check(GENUINE.sender, GENUINE.body)
        val result = follow<ResultActivity>().get()
        val proof = textsIn(result.findViewById(R.id.why)).map { it.text.toString() }
        assertTrue(proof.toString(), proof.first().startsWith("Company") && proof[1].startsWith("Last date"))
        assertTrue(result.isVisible(R.id.why))
    }

    private fun openButtons(sms: Sms): List<TextView> =
        textsIn(open<ResultActivity>(ResultActivity.intent(app, sms)).get().findViewById(R.id.todo)).filter { it.isClickable && it.text.endsWith("Suvidha") }

    @Test
    fun `the company's app is opened only where the list names its package`() {
        assertEquals(emptyList<TextView>(), openButtons(GENUINE))
        app.officialApps = { issuer -> if (issuer == "sbpdcl") listOf(PayApp("org.example.bill", "Suvidha", "सुविधा")) else emptyList() }
        for (sms in listOf(GENUINE, UNCONFIRMED)) {
            val button = openButtons(sms).single()
            assertEquals("Open Suvidha", button.text.toString())
            button.performClick()
            val opened = shadowOf(app).nextStartedActivity
            assertEquals(Intent.ACTION_MAIN to "org.example.bill", opened.action to opened.`package`)
        }
        assertEquals(emptyList<TextView>(), openButtons(UNRELATED))
    }

    @Test
    fun `where the company's app is not on the phone, its page in the store is opened`() {
        app.officialApps = { listOf(PayApp("org.example.bill", "Suvidha", "सुविधा")) }
        shadowOf(app).checkActivities(true)
        val store = Intent(Intent.ACTION_VIEW).setPackage("com.android.vending").setData(Uri.parse("market://details?id=org.example.bill"))
        shadowOf(app.packageManager).addResolveInfoForIntent(store, storePage)
        openButtons(GENUINE).single().performClick()
        assertEquals("market://details?id=org.example.bill", shadowOf(app).nextStartedActivity.dataString)
    }

    private val storePage = ResolveInfo().apply {
        activityInfo = ActivityInfo().apply {
            packageName = "com.android.vending"
            name = "Store"
        }
    }

    @Test
    fun `text shared or chosen in another app is checked at once, and not kept`() {
        val share = Intent(Intent.ACTION_SEND).setType("text/plain").putExtra(Intent.EXTRA_TEXT, FAKE.body)
        val choose = Intent(Intent.ACTION_PROCESS_TEXT).setType("text/plain").putExtra(Intent.EXTRA_PROCESS_TEXT, FAKE.body)
        for (intent in listOf(share, choose)) {
            open<IncomingActivity>(intent.setClass(app, IncomingActivity::class.java))
            follow<MainActivity>()
            assertEquals("Looks fake", follow<ResultActivity>().get().text(R.id.verdict))
            assertEquals(0, app.history.all().size)
        }
    }

    @Test
    fun `strangers may send anything`() {
        for (text in listOf("", " ", "\u0000", "\uD83D", "x".repeat(250_000), FAKE.body.repeat(2000))) {
            open<IncomingActivity>(Intent(Intent.ACTION_SEND).putExtra(Intent.EXTRA_TEXT, text).setClass(app, IncomingActivity::class.java))
            assertTrue(follow<MainActivity>().get().text(R.id.body).length <= 40_000)
            shadowOf(app).clearNextStartedActivities()
            val direct = open<MainActivity>(Intent(app, MainActivity::class.java).putExtra(MainActivity.TEXT, text)).get()
            assertTrue(direct.text(R.id.body).length <= 40_000)
            shadowOf(app).clearNextStartedActivities()
        }
        open<IncomingActivity>(Intent(app, IncomingActivity::class.java))
    }

    @Test
    fun `strangers may ask for any tab`() {
        for (tab in listOf(99, -1, Int.MAX_VALUE)) {
            val home = open<MainActivity>(Intent(app, MainActivity::class.java).putExtra(MainActivity.TAB, tab))
            assertTrue(home.get().isVisible(R.id.check))
            home.newIntent(Intent(app, MainActivity::class.java).putExtra(MainActivity.TAB, tab))
        }
        open<MainActivity>(Intent(app, MainActivity::class.java).putExtra(MainActivity.TAB, "help"))
    }

    @Test
    fun `one tap pastes what was copied and checks it`() {
        val clipboard = app.getSystemService(ClipboardManager::class.java)
        val home = open<MainActivity>().get()
        home.tap(R.id.paste)
        assertTrue(home.text(R.id.body_help).startsWith("Nothing is copied"))
        clipboard.setPrimaryClip(ClipData.newPlainText("", FAKE.body))
        home.tap(R.id.paste)
        assertEquals(FAKE.body, home.text(R.id.body))
        assertEquals("Looks fake", follow<ResultActivity>().get().text(R.id.verdict))
    }

    @Test
    fun `no way to the fraudster - a flagged text cannot be selected and looks like no link`() {
        val texts = listOf(
            open<ResultActivity>(ResultActivity.intent(app, FAKE)).get().findViewById<View>(R.id.message).findViewById<TextView>(R.id.body),
            open<ComplaintActivity>(Intent(app, ComplaintActivity::class.java).put(FAKE)).get().findViewById(R.id.text),
        )
        for (view in texts) {
            assertFalse(view.isTextSelectable)
            assertNull(view.movementMethod)
            assertEquals(TextClassifier.NO_OP, view.textClassifier)
            val spans = (view.text as? Spanned)?.getSpans(0, view.text.length, Any::class.java).orEmpty()
            assertTrue(spans.none { it is UnderlineSpan || it is ClickableSpan })
        }
    }

    @Test
    fun `the form outlives a turn of the phone`() {
        val screen = open<MainActivity>()
        screen.get().type(R.id.body, FAKE.body)
        screen.recreate()
        settle()
        assertEquals(FAKE.body, screen.get().text(R.id.body))
    }

    /** On an old phone, whose window says so; newer ones tell the system, which does not answer. */
    @Test
    @Config(sdk = [26])
    fun `screens with messages stay out of the recent apps where the user wants it`() {
        assertFalse(open<ResultActivity>(ResultActivity.intent(app, FAKE)).get().isHidden())
        open<SettingsActivity>().get().tap(R.id.hide_recents)
        assertTrue(app.settings.hideRecents)
        assertTrue(open<ResultActivity>(ResultActivity.intent(app, FAKE)).get().isHidden())
    }

    private fun Activity.isHidden() = window.attributes.flags and WindowManager.LayoutParams.FLAG_SECURE != 0

    @Test
    fun `the example of a genuine message is proven in both languages`() {
        for (language in listOf(Language.ENGLISH, Language.HINDI)) {
            app.settings.language = language
            val home = open<MainActivity>().get()
            home.tap(R.id.tab_learn)
            assertTrue(home.findViewById<ViewGroup>(R.id.has).childCount >= 4)
            val words = app.speaking()
            val body = words.getString(R.string.learn_example_body, "04/12/2026")
            val sms = GENUINE.copy(body = body)
            assertEquals(body, Verdict.GENUINE, app.check(sms).verdict)
            val fake = FAKE.copy(sender = words.getString(R.string.setup_example_sender), body = words.getString(R.string.setup_example_body))
            assertEquals(Verdict.SUSPICIOUS, app.check(fake).verdict)
        }
    }

    @Test
    fun `old messages are forgotten as the user wishes`() {
        app.history.keep(FAKE, Verdict.SUSPICIOUS, seen = true)
        app.clock = Clock.fixed(NOW + Duration.ofDays(60), ZoneOffset.UTC)
        app.history.forgetOld()
        assertEquals(1, app.history.all().size)
        open<SettingsActivity>().get().tap(R.id.keep_30)
        assertEquals(0, app.history.all().size)
    }

    @Test
    fun `the first start introduces the app`() {
        app.settings.introduced = false
        open<MainActivity>()
        val setup = follow<SetupActivity>().get()
        setup.tap(R.id.try_it)
        assertEquals("Looks fake", follow<ResultActivity>().get().text(R.id.verdict))
        repeat(12) { if (!setup.isFinishing) setup.tap(R.id.start) }
        assertTrue(app.settings.introduced)
    }
}
