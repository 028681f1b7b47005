package org.asli.demo

import android.app.Activity
import android.view.ViewGroup

/** What a flavour that reads incoming SMS adds; see `src/guard`. */
interface Watch {
    /** The process has started: judge what still waits, show again what was wiped. On the work thread. */
    fun started()

    /** The user has seen the message [id]: its alert can go. */
    fun seen(id: Long)

    /** The user has seen the message that was set aside under [id]. */
    fun seenSetAside(id: Long)

    /** Every message was cleared: no alert may stay. */
    fun cleared()

    /** How the watch stands, for the home screen. */
    fun state(): State

    /** Shows the next step that turns warnings on; true where it is the last page. */
    fun showSetup(activity: Activity, into: ViewGroup): Boolean

    /** The step that is shown is left for later. */
    fun skipStep(activity: Activity)

    /** The steps are gone through from the first one again. */
    fun restartSetup()

    /** Adds the settings that only this flavour has. */
    fun addSettings(activity: Activity, into: ViewGroup)

    /** @property on whether warnings can arrive. */
    class State(val on: Boolean, val title: String, val text: String)
}
