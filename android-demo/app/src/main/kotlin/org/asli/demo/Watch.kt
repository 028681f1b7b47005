package org.asli.demo

import android.app.Activity
import android.view.ViewGroup

/** What a flavour that reads incoming SMS adds; see `src/guard`. */
interface Watch {
    /** The process has started: judge what still waits, show again what was wiped. On the work thread. */
    fun started()

    /** The user has seen the message [id]: its alert can go. */
    fun seen(id: Long)

    /** Every message was cleared: no alert may stay. */
    fun cleared()

    /** How the watch stands, for the home screen. */
    fun state(): State

    /** Adds the steps that turn warnings on. */
    fun addSetup(activity: Activity, into: ViewGroup)

    /** Adds the settings that only this flavour has. */
    fun addSettings(activity: Activity, into: ViewGroup)

    /** @property on whether warnings can arrive. */
    class State(val on: Boolean, val title: String, val text: String)
}
