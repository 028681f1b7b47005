package org.asli.demo

import android.content.Context
import android.content.res.Configuration
import android.content.res.Resources
import java.util.Locale
import org.asli.Lang

/** The language that the user chose, or [PHONE]. */
enum class Language(val locale: Locale?) {
    PHONE(null),
    HINDI(Locale("hi", "IN")),
    ENGLISH(Locale("en", "IN")),
    ;

    /**
     * Hindi for a phone in Hindi or in a language of Bihar; else English. People who read Bhojpuri, Maithili, Magahi or
     * Angika read Hindi; people with a phone in Urdu understand spoken Hindi, and results, rules and help can be heard.
     */
    fun resolve(phone: Locale): Locale =
        locale ?: if (phone.language in READ_HINDI) HINDI.locale!! else ENGLISH.locale!!

    private companion object {
        val READ_HINDI = setOf("hi", "bho", "mai", "mag", "anp", "ur")
    }
}

/** What makes resources speak the language: a configuration that sets nothing else. */
fun languageOverride(language: Language): Configuration =
    Configuration().apply { setLocale(language.resolve(Resources.getSystem().configuration.locales[0])) }

/** A context for texts outside of screens (alerts), in the language of the settings. */
fun App.speaking(): Context = createConfigurationContext(languageOverride(settings.language))

val Context.locale: Locale get() = resources.configuration.locales[0]

val Context.lang: Lang get() = if (locale.language == "hi") Lang.HI else Lang.EN
