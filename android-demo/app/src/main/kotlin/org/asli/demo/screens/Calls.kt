package org.asli.demo.screens

import android.content.Intent
import android.net.Uri
import org.asli.demo.PayApp

/** The ways out of the app: each opens the dialler, the SMS app or the browser; the user does the rest. */
object Calls {
    /** The helpline for those who lost money. */
    const val MONEY_LOST = "1930"

    /** The electricity helpline, on screens that are about no message; beside one stands the helpline of its company. */
    const val ELECTRICITY = "1912"

    /** The form itself, not the portal's home page. */
    const val CHAKSHU_FORM = "https://sancharsaathi.gov.in/sfc/Home/sfc-complaint.jsp"
    const val CYBERCRIME = "https://cybercrime.gov.in"

    fun dial(number: String): Intent = Intent(Intent.ACTION_DIAL, Uri.parse("tel:$number"))

    fun browse(address: String): Intent = Intent(Intent.ACTION_VIEW, Uri.parse(address))

    /** The app itself, by its package: no other app can take this. Nothing is asked about what else is on the phone. */
    fun open(app: PayApp): Intent = Intent(Intent.ACTION_MAIN).addCategory(Intent.CATEGORY_LAUNCHER).setPackage(app.packageName)
        .addFlags(Intent.FLAG_ACTIVITY_NEW_TASK)

    /** Its page in the phone's store, where it is not on the phone. */
    fun inStore(app: PayApp): Intent = browse("market://details?id=${app.packageName}").setPackage("com.android.vending")

    /** The SMS app with a text to 1909, ready to send. */
    fun smsTo1909(text: String): Intent = Intent(Intent.ACTION_SENDTO, Uri.parse("smsto:1909")).putExtra("sms_body", text)
}
