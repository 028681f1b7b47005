package org.asli.demo

import android.content.Context
import java.time.Instant

/** What the user has chosen. Kept on the phone, never holds anything of a message. */
class Settings(context: Context) {
    private val stored = context.getSharedPreferences("settings", Context.MODE_PRIVATE)

    var language: Language
        get() = Language.values().find { it.name == stored.getString(LANGUAGE, null) } ?: Language.PHONE
        set(value) = stored.edit().putString(LANGUAGE, value.name).apply()

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

    private companion object {
        const val LANGUAGE = "language"
        const val KEEP_DAYS = "keep_days"
        const val TELL_GENUINE = "tell_genuine"
        const val INTRODUCED = "introduced"
        const val LAST_CHECKED = "last_checked"
    }
}
