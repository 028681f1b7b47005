package org.asli.demo

import org.asli.Lang

/** An app of the company's own, by the package that the signed list names. */
class PayApp(val packageName: String, private val en: String, private val hi: String) {
    fun name(lang: Lang) = if (lang == Lang.HI) hi else en
}
