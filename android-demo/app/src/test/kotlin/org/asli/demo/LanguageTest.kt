package org.asli.demo

import android.app.LocaleManager
import java.io.File
import java.time.OffsetDateTime
import java.util.Locale
import javax.xml.parsers.DocumentBuilderFactory
import org.asli.demo.screens.MainActivity
import org.asli.demo.screens.SettingsActivity
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Test
import org.w3c.dom.Element

/** The app speaks Hindi or English, and the phone knows it. */
class LanguageTest : AppTest() {
    private val resources = File(File(requireNotNull(System.getProperty("screens"))).parentFile.parentFile, "android-demo/app/src/main")

    private fun xml(path: String): Element =
        DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(File(resources, path)).documentElement

    @Test
    fun `Hindi where the phone is Hindi, or where the user says so`() {
        assertEquals("hi", Language.PHONE.resolve(Locale.forLanguageTag("hi-IN")).language)
        assertEquals("hi", Language.PHONE.resolve(Locale.forLanguageTag("bho-IN")).language)
        assertEquals("hi", Language.PHONE.resolve(Locale.forLanguageTag("ur-IN")).language)
        assertEquals("en", Language.PHONE.resolve(Locale.forLanguageTag("ta-IN")).language)
        val settings = open<SettingsActivity>()
        settings.get().tap(R.id.language_hi)
        assertEquals(Language.HINDI, app.settings.language)
        assertEquals("सेटिंग", open<SettingsActivity>().get().text(R.id.title))
    }

    /** From Android 13 on, the phone's own settings offer the languages that this file names. */
    @Test
    fun `the phone's settings offer each language that the app has words in, and no other`() {
        val application = xml("AndroidManifest.xml").getElementsByTagName("application").item(0) as Element
        assertEquals("@xml/locales", application.getAttribute("android:localeConfig"))
        val locales = xml("res/xml/locales.xml").getElementsByTagName("locale")
        val offered = (0 until locales.length).map { (locales.item(it) as Element).getAttribute("android:name") }
        val hasWords = File(resources, "res").list().orEmpty().filter { File(resources, "res/$it/strings.xml").exists() }
        assertEquals(hasWords.map { it.substringAfter("values-", "en") }.toSet(), offered.toSet())
    }

    @Test
    fun `the app's own name is in the language chosen, on the screen and for the phone`() {
        for ((language, name) in mapOf(Language.HINDI to "असली", Language.ENGLISH to "Asli")) {
            app.settings.language = language
            val label = app.speaking().getString(app.applicationInfo.labelRes)
            assertTrue(label, label.startsWith(name))
            assertEquals(label, open<MainActivity>().get().title.toString())
            val told = app.getSystemService(LocaleManager::class.java).applicationLocales
            assertEquals(language.locale, told[0])
        }
    }

    @Test
    fun `dates and times are said as people say them`() {
        val moments = mapOf(
            "2026-11-24T04:05+05:30" to listOf("24 November, 4:05 am", "24 नवंबर, सुबह 4:05"),
            "2026-11-24T12:00+05:30" to listOf("24 November, 12:00 pm", "24 नवंबर, दोपहर 12:00"),
            "2026-11-24T16:30+05:30" to listOf("24 November, 4:30 pm", "24 नवंबर, शाम 4:30"),
            "2026-11-24T20:05+05:30" to listOf("24 November, 8:05 pm", "24 नवंबर, रात 8:05"),
            "2025-02-01T00:05+05:30" to listOf("1 February 2025, 12:05 am", "1 फरवरी 2025, रात 12:05"),
        )
        for ((at, said) in moments) {
            val words = listOf(Language.ENGLISH, Language.HINDI).map { language ->
                app.settings.language = language
                app.speaking().moment(OffsetDateTime.parse(at).toInstant())
            }
            assertEquals(said, words)
        }
    }
}
