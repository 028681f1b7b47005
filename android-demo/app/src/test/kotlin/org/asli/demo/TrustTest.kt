package org.asli.demo

import android.content.pm.ApplicationInfo
import android.view.ViewGroup
import java.io.File
import java.time.Clock
import java.time.Duration
import java.time.ZoneOffset
import org.asli.demo.screens.AnswerActivity
import org.asli.demo.screens.ListActivity
import org.asli.demo.screens.ResultActivity
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertNull
import org.junit.Assert.assertThrows
import org.junit.Assert.assertTrue
import org.junit.Test

/** By whose list the app judges, what it says where that is only a trial, and what it does without one. */
class TrustTest : AppTest() {
    @Test
    fun `a trial list is said to be one with every verdict`() {
        for (sms in listOf(FAKE, GENUINE, UNCONFIRMED, UNRELATED)) {
            assertTrue(open<ResultActivity>(ResultActivity.intent(app, sms)).get().isVisible(R.id.trial))
        }
        for (answer in listOf(AnswerActivity.intent(app, "98765 43210"), AnswerActivity.callIntent(app))) {
            assertTrue(open<AnswerActivity>(answer).get().isVisible(R.id.trial))
        }
    }

    @Test
    fun `the list says who signed it`() {
        val list = open<ListActivity>().get()
        assertEquals("The list is up to date.", list.text(R.id.state))
        val facts = list.findViewById<ViewGroup>(R.id.facts)
        assertEquals(5, facts.childCount)
        assertTrue(list.findViewById<ViewGroup>(R.id.warnings).childCount >= 1)
    }

    @Test
    fun `a release refuses the development keys, and then judges nothing`() {
        app.applicationInfo.flags = app.applicationInfo.flags and ApplicationInfo.FLAG_DEBUGGABLE.inv()
        assertThrows(IllegalStateException::class.java) { app.openFilter() }
    }

    @Test
    fun `a release with a pinned root judges by its own list, and says nothing of a trial`() {
        val golden = File(System.getProperty("asli.golden"))
        app.pinned = { Pinned(File(golden, "root.json").readBytes(), File(golden, "one.tar").readBytes()) }
        app.applicationInfo.flags = app.applicationInfo.flags and ApplicationInfo.FLAG_DEBUGGABLE.inv()
        app.clock = Clock.fixed(NOW + Duration.ofDays(1), ZoneOffset.UTC)
        assertFalse(app.asli.status(app.now()).development)
        val result = open<ResultActivity>(ResultActivity.intent(app, FAKE)).get()
        val report = app.check(FAKE)
        assertEquals(app.asli.status(app.now()).version, report.listVersion)
        assertEquals(app.getString(report.verdict.look.word), result.text(R.id.verdict))
        assertFalse(result.isVisible(R.id.trial))
        assertFalse(open<AnswerActivity>(AnswerActivity.intent(app, "98765 43210")).get().isVisible(R.id.trial))
    }

    @Test
    fun `a trial build ships no root of its own`() = assertNull(Pinned.read(app.assets))

    @Test
    fun `without a filter there is no verdict`() {
        app.openFilter = { throw UnsatisfiedLinkError("no library for this phone") }
        val result = open<ResultActivity>(ResultActivity.intent(app, GENUINE)).get()
        assertEquals("Not sure yet, ask first", result.text(R.id.verdict))
        assertTrue(result.text(R.id.headline).startsWith("The message could not be checked"))
    }

    @Test
    fun `nothing of the app is backed up`() {
        assertFalse(app.applicationInfo.flags and ApplicationInfo.FLAG_ALLOW_BACKUP != 0)
    }
}
