package org.asli.demo.screens

import android.content.Intent
import android.net.Uri
import android.view.View
import org.asli.demo.R

/** Where to turn: each button opens the dialler, the browser or the SMS app; the user does the rest. */
class HelpTab(private val activity: MainActivity, private val view: View) : MainActivity.Content {
    init {
        tap(R.id.call_1930, Intent.ACTION_DIAL, "tel:1930")
        tap(R.id.open_cybercrime, Intent.ACTION_VIEW, "https://cybercrime.gov.in")
        tap(R.id.open_chakshu, Intent.ACTION_VIEW, "https://sancharsaathi.gov.in")
        tap(R.id.write_1909, Intent.ACTION_SENDTO, "smsto:1909")
        tap(R.id.call_1912, Intent.ACTION_DIAL, "tel:1912")
        view.findViewById<View>(R.id.open_messages).onTap { activity.show(R.id.tab_history) }
    }

    override fun refresh() = Unit

    private fun tap(id: Int, action: String, address: String) =
        view.findViewById<View>(id).onTap { activity.startElsewhere(Intent(action, Uri.parse(address))) }
}
