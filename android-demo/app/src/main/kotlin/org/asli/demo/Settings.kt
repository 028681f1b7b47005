package org.asli.demo

import android.annotation.TargetApi
import android.app.LocaleManager
import android.content.Context
import android.os.Build
import android.os.LocaleList
import java.time.Instant

/** What the user has chosen. Kept on the phone, never holds anything of a message. */
class Settings(private val context: Context) {
    private val stored = context.getSharedPreferences("settings", Context.MODE_PRIVATE)

    /** From Android 13 on the system keeps it: its own settings, and the app's name, then speak the same language. */
    var language: Language
        get() = if (Build.VERSION.SDK_INT >= 33) languageOfSystem() else
            Language.values().find { it.name == stored.getString(LANGUAGE, null) } ?: Language.PHONE
        set(value) = if (Build.VERSION.SDK_INT >= 33) tellSystem(value) else
            stored.edit().putString(LANGUAGE, value.name).apply()

    @Since(33)
    @TargetApi(33)
    private fun languageOfSystem(): Language {
        val chosen = context.getSystemService(LocaleManager::class.java).applicationLocales
        if (chosen.isEmpty) return Language.PHONE
        return Language.values().find { it.locale?.language == chosen[0].language } ?: Language.PHONE
    }

    @Since(33)
    @TargetApi(33)
    private fun tellSystem(language: Language) {
        val locales = language.locale?.let { LocaleList(it) } ?: LocaleList.getEmptyLocaleList()
        context.getSystemService(LocaleManager::class.java).applicationLocales = locales
    }

    /** How many days a message is kept in this app; 0 for until it is cleared. */
    var keepDays: Int
        get() = stored.getInt(KEEP_DAYS, 90)
        set(value) = stored.edit().putInt(KEEP_DAYS, value).apply()

    /** Whether a genuine message is confirmed by a silent notification. */
    var tellGenuine: Boolean
        get() = stored.getBoolean(TELL_GENUINE, true)
        set(value) = stored.edit().putBoolean(TELL_GENUINE, value).apply()

    /** Whether the first screen has been passed. */
    var introduced: Boolean
        get() = stored.getBoolean(INTRODUCED, false)
        set(value) = stored.edit().putBoolean(INTRODUCED, value).apply()

    /** When an SMS was last checked as it came in: the proof that the watch works. */
    var lastChecked: Instant?
        get() = stored.getLong(LAST_CHECKED, 0).takeIf { it > 0 }?.let(Instant::ofEpochMilli)
        set(value) = stored.edit().putLong(LAST_CHECKED, value?.toEpochMilli() ?: 0).apply()

    /** How many SMS were checked as they came in, since the user was last told. */
    var checkedCount: Int
        get() = stored.getInt(CHECKED_COUNT, 0)
        set(value) = stored.edit().putInt(CHECKED_COUNT, value).apply()

    /** When the user was last told that the watch works. */
    var toldAt: Instant?
        get() = stored.getLong(TOLD_AT, 0).takeIf { it > 0 }?.let(Instant::ofEpochMilli)
        set(value) = stored.edit().putLong(TOLD_AT, value?.toEpochMilli() ?: 0).apply()

    /** The permissions and settings of the phone that held at the last look, by name. */
    var held: Set<String>
        get() = stored.getStringSet(HELD, null).orEmpty().toSet()
        set(value) = stored.edit().putStringSet(HELD, value).apply()

    /** Whether screens that show messages stay out of the list of recent apps. */
    var hideRecents: Boolean
        get() = stored.getBoolean(HIDE_RECENTS, false)
        set(value) = stored.edit().putBoolean(HIDE_RECENTS, value).apply()

    private companion object {
        const val CHECKED_COUNT = "checked_count"
        const val TOLD_AT = "told_at"
        const val HELD = "held"
        const val HIDE_RECENTS = "hide_recents"
        const val LANGUAGE = "language"
        const val KEEP_DAYS = "keep_days"
        const val TELL_GENUINE = "tell_genuine"
        const val INTRODUCED = "introduced"
        const val LAST_CHECKED = "last_checked"
    }
}
