package org.asli.demo

import java.io.File
import javax.xml.parsers.DocumentBuilderFactory
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Assume.assumeFalse
import org.junit.Test
import org.w3c.dom.Element

/** The app's words: all of them in both languages, one spelling, one word for one thing; and their table in the docs. */
class WordsTest {
    private val docs = File(requireNotNull(System.getProperty("screens"))).parentFile
    private val sources = File(docs.parentFile, "android-demo/app/src")

    private fun words(part: String, values: String): Map<String, String> {
        val file = File(sources, "$part/res/$values/strings.xml")
        val root = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file).documentElement
        val items = listOf("string", "plurals").flatMap { tag ->
            val nodes = root.getElementsByTagName(tag)
            (0 until nodes.length).map { nodes.item(it) as Element }
        }
        return items.associate { item ->
            val forms = item.getElementsByTagName("item")
            val text = if (forms.length == 0) item.textContent else (0 until forms.length).map { forms.item(it).textContent }.distinct().joinToString(" / ")
            item.getAttribute("name") to text.replace("\\'", "'")
        }
    }

    private val english = PARTS.flatMap { words(it, "values").entries }.associate { it.key to it.value }
    private val hindi = PARTS.flatMap { words(it, "values-hi").entries }.associate { it.key to it.value }

    @Test
    fun `every word is there in both languages`() = assertEquals(english.keys, hindi.keys)

    @Test
    fun `placeholders are the same in both languages`() {
        val places = { text: String -> PLACE.findAll(text).map { it.value }.toSet() }
        val differing = english.keys.filter { places(english.getValue(it)) != places(hindi.getValue(it)) }
        assertEquals(emptyList<String>(), differing - "alert_group")
    }

    @Test
    fun `Hindi is written in one spelling`() {
        val wrong = Regex("जांच|मांग|मंगव|पांच|गांव|आंख|पहुंच|मुंह|ऊंच|महंग|ाएं|ाऊं|हूं|हां|वां|संस्करण|ताज़ा|हिंदी|[ाुू]ं(?![\\u0900-\\u097f])")
        // The example is a message of the company's, which spells as it does.
        val found = hindi.filterKeys { it != "learn_example_body" }.filterValues(wrong::containsMatchIn)
        assertTrue(listOf("किसी को न बताएं", "पैसे मांगता है", "यहां", "कंपनियां").all(wrong::containsMatchIn))
        assertEquals(emptyMap<String, String>(), found)
    }

    @Test
    fun `the signed list alone is called a list, and a check a check`() {
        val lists = hindi.filterValues { "सूची" in it }.keys.filterNot { it.startsWith("list_") || it == "settings_list" }
        assertEquals(emptyList<String>(), lists)
        val tests = hindi.filterValues { "जाँच" in it }.keys.filter { it.startsWith("step_test") || it == "alert_test" }
        assertEquals(emptyList<String>(), tests)
    }

    @Test
    fun `sentences are short`() {
        val long = (english.entries + hindi.entries).filter { !it.key.endsWith("_body") && it.key != "family_text" }
            .flatMap { it.value.split(". ", "। ", ": ") }.filter { it.length > LONGEST }
        assertEquals(emptyList<String>(), long)
    }

    @Test
    fun `the table in the docs is that of the app`() {
        val rows = english.keys.joinToString("\n") { "| `$it` | ${cell(hindi.getValue(it))} | ${cell(english.getValue(it))} |" }
        val file = File(docs, "words.md")
        val (before, table) = file.readText().split(HEAD, limit = 2)
        // A test of the core's own holds the rows of its texts, whose names have a dot.
        val ofCore = table.lines().filter { CORE.containsMatchIn(it) }
        val wanted = before + HEAD + (rows.lines() + ofCore).joinToString("\n", postfix = "\n")
        if (System.getProperty("screens.update").toBoolean()) file.writeText(wanted)
        assertTrue("docs/words.md is not up to date: run the tests with -Dscreens.update=true", file.readText() == wanted)
    }

    /** While pictures are drawn anew, some are not there yet: the next run without the option compares. */
    @Test
    fun `every picture is shown in the docs, and every one that is shown is there`() {
        assumeFalse(System.getProperty("screens.update").toBoolean())
        val shown = PICTURE.findAll(File(docs, "screens.md").readText()).map { it.groupValues[1] }.toSet()
        val there = File(docs, "screens").list().orEmpty().filter { it.endsWith(".png") }.toSet()
        assertEquals(there.sorted(), shown.sorted())
    }

    private fun cell(text: String) = text.replace("|", "\\|").replace("\n", " ")

    private companion object {
        val PARTS = listOf("main", "guard")
        val PLACE = Regex("%\\d\\$[ds]")
        const val LONGEST = 110
        const val HEAD = "| name | हिन्दी | English |\n|---|---|---|\n"
        val CORE = Regex("^\\| `[a-z_]+\\.")
        val PICTURE = Regex("[\"(]screens/([^\")]+\\.png)[\")]")
    }
}
