package org.asli.demo

import android.app.AlertDialog
import android.database.sqlite.SQLiteDatabase
import java.time.Clock
import java.time.Duration
import java.time.ZoneOffset
import org.asli.Sms
import org.asli.demo.screens.MainActivity
import org.asli.demo.screens.ResultActivity
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertTrue
import org.junit.Test
import org.robolectric.Shadows.shadowOf
import org.robolectric.shadows.ShadowAlertDialog

/** The sender of a message that is checked by hand can be chosen among the names that SMS came from on this phone. */
class NamesTest : GuardTest() {
    private fun receiveFrom(vararg names: String) = names.forEachIndexed { index, name ->
        receive(Sms(name, "Your order $index is on its way.", RECEIVED.plusSeconds(index.toLong())))
    }

    private fun form() = open<MainActivity>().get().apply {
        type(R.id.body, GENUINE.body)
        tap(R.id.origin_name)
    }

    private fun choice(home: MainActivity): AlertDialog {
        home.tap(R.id.choose_name)
        return ShadowAlertDialog.getLatestAlertDialog()
    }

    @Test
    fun `a name is chosen among those of the phone's SMS, and the result says that it rests on it`() {
        receiveFrom("VM-HDFCBK-S", "JX-SBPDCL-S", "AD-AIRTEL", "JM-SBIPSG-T")
        val home = form()
        val dialog = choice(home)
        val names = shadowOf(dialog).items.map { it.toString() }
        assertEquals(listOf("AD-AIRTEL", "VM-HDFCBK-S", "JM-SBIPSG-T", "JX-SBPDCL-S"), names)
        shadowOf(dialog).clickOnItem(names.indexOf("JX-SBPDCL-S"))
        settle()
        assertEquals("JX-SBPDCL-S", home.text(R.id.sender))
        home.tap(R.id.check)
        val result = follow<ResultActivity>().get()
        assertEquals("Genuine", result.text(R.id.verdict))
        assertTrue(result.isVisible(R.id.as_given))
        assertTrue(result.text(R.id.as_given).startsWith("The sender is as you gave it."))
    }

    @Test
    fun `the company is on it only where its SMS came`() {
        receiveFrom("VM-HDFCBK-S", "AD-AIRTEL", "JM-SBIPSG-T", "VK-SWIGGY-S")
        val names = shadowOf(choice(form())).items.joinToString()
        assertFalse(names, names.contains("PDCL"))
    }

    @Test
    fun `few names are no choice, they would lead to one of them`() {
        receiveFrom("JX-SBPDCL-S", "AD-SBPDCL-S", "VM-SBPDCL-P", "VM-HDFCBK-S", "JM-SBIPSG-T", "+919876501234", "57575")
        assertFalse(form().isVisible(R.id.choose_name))
        receiveFrom("AD-AIRTEL")
        val home = form()
        assertTrue(home.isVisible(R.id.choose_name))
        home.tap(R.id.origin_number)
        assertFalse(home.isVisible(R.id.choose_name))
    }

    @Test
    fun `none of these leaves the field to be typed in`() {
        receiveFrom("VM-HDFCBK-S", "JX-SBPDCL-S", "AD-AIRTEL", "JM-SBIPSG-T")
        val home = form()
        home.type(R.id.sender, "JX-SBPDCL-S")
        choice(home).getButton(AlertDialog.BUTTON_NEGATIVE).performClick()
        settle()
        assertEquals("", home.text(R.id.sender))
    }

    @Test
    fun `only names are kept, few of them, and they are forgotten`() {
        receiveFrom(*Array(Names.MOST + 3) { "VM-NAME${'A' + it}" })
        assertEquals(Names.MOST, app.history.names.choice().size)
        assertEquals(emptyList<Kept>(), app.history.all())
        app.clock = Clock.fixed(NOW + Duration.ofDays(91), ZoneOffset.UTC)
        app.history.forgetOld()
        assertEquals(emptyList<String>(), app.history.names.choice())

        receiveFrom("VM-HDFCBK-S", "JX-SBPDCL-S", "AD-AIRTEL", "JM-SBIPSG-T")
        choice(form()).getButton(AlertDialog.BUTTON_NEUTRAL).performClick()
        settle()
        assertFalse(form().isVisible(R.id.choose_name))

        receiveFrom("VM-HDFCBK-S", "JX-SBPDCL-S", "AD-AIRTEL", "JM-SBIPSG-T")
        app.history.clear()
        assertEquals(emptyList<String>(), app.history.names.choice())
    }

    @Test
    fun `a name that could hide something is not kept`() {
        listOf("\u202eSLCDPBS", "SBPDCL\u200b", "ＳＢＰＤＣＬ", "S B", "a", "x".repeat(40)).forEach { app.history.names.note(Sms(it, "", RECEIVED)) }
        val stored = app.history.readableDatabase.rawQuery("SELECT count(*) FROM names", null).use { it.moveToFirst(); it.getInt(0) }
        assertEquals(0, stored)
    }

    @Test
    fun `the store of the version before learns to keep names`() {
        app.history.close()
        val file = app.getDatabasePath(History.NAME)
        SQLiteDatabase.openDatabase(file.path, null, SQLiteDatabase.OPEN_READWRITE).use {
            it.execSQL("DROP TABLE names")
            it.version = 2
        }
        app.history.names.note(GENUINE)
        assertEquals(3, app.history.readableDatabase.version)
    }
}
