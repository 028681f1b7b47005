package org.asli.demo.screens

import android.app.Activity
import android.view.View
import android.view.ViewGroup
import android.widget.TextView
import org.asli.Advice
import org.asli.Company
import org.asli.Element
import org.asli.Finding
import org.asli.Report
import org.asli.Severity
import org.asli.Sms
import org.asli.Verdict
import org.asli.demo.PayApp
import org.asli.demo.R
import org.asli.demo.lang
import org.asli.demo.look
import org.asli.demo.marked
import org.asli.demo.moment
import org.asli.demo.senderOf
import org.asli.demo.unlinked

/** The folded parts of a result: why, the message, what to do. In: a report. Out: the screen's lines. */
class ResultParts(private val activity: Activity) {
    private val why = Fold(group(R.id.why_header), group(R.id.why))
    private val message = Fold(group(R.id.message_header), activity.findViewById(R.id.message))
    private val todo = Fold(group(R.id.todo_header), group(R.id.todo))

    init {
        message.title(R.string.result_message)
        todo.title(R.string.result_todo)
    }

    fun show(report: Report, sms: Sms, verdict: Verdict, unsure: Boolean, sim: Int?, times: Int) {
        val lines = group(R.id.why)
        lines.removeAllViews()
        why.title(if (verdict == Verdict.GENUINE) R.string.result_proof else R.string.result_why)
        // What stands in the text twice is marked twice, but said once.
        val against = report.findings.filter { !unsure || it.severity != Severity.DANGER }.distinctBy { it.text(report.company, activity.lang) }
        val proof = report.proof.sortedBy { it.element.importance }
        when (verdict) {
            Verdict.UNCONFIRMED -> {
                addPart(lines, R.string.result_right, proof.size) { proof.forEach { addProof(lines, it.text(activity.lang)) } }
                addPart(lines, R.string.result_missing, against.size) { against.forEach { addFinding(lines, it, report.company) } }
            }
            Verdict.GENUINE -> proof.forEach { addProof(lines, it.text(activity.lang)) }
            else -> against.sortedByDescending { it.severity }.forEach { addFinding(lines, it, report.company) }
        }
        why.visible(lines.childCount > 0)
        // A genuine message has room for its proof on the first screen.
        if (verdict == Verdict.GENUINE) why.isOpen = true
        val flagged = verdict == Verdict.SUSPICIOUS || verdict == Verdict.UNCONFIRMED
        showMessage(sms, sim, times, marked(activity, sms.body, report), flagged)
    }

    private fun addPart(lines: ViewGroup, title: Int, count: Int, add: () -> Unit) {
        if (count == 0) return
        val heading = activity.layoutInflater.inflate(R.layout.row_heading, lines, false) as TextView
        heading.setText(title)
        lines.addView(heading)
        add()
    }

    private fun addProof(lines: ViewGroup, text: String) = lines.addLine(R.drawable.ic_tick, R.color.genuine, text)

    private fun addFinding(lines: ViewGroup, finding: Finding, company: Company) {
        val danger = finding.severity == Severity.DANGER
        val look = if (danger) Verdict.SUSPICIOUS.look else Verdict.UNCONFIRMED.look
        lines.addLine(if (danger) R.drawable.ic_cross else R.drawable.ic_unconfirmed, look.color, finding.text(company, activity.lang))
    }

    private fun showMessage(sms: Sms, sim: Int?, times: Int, body: CharSequence, flagged: Boolean) {
        val card = activity.findViewById<View>(R.id.message)
        val from = activity.getString(R.string.result_sender, activity.senderOf(sms, sim))
        card.findViewById<TextView>(R.id.from).text = from
        val again = if (times > 1) " · " + activity.resources.getQuantityString(R.plurals.result_came_again, times, times) else ""
        card.findViewById<TextView>(R.id.moment).text = sms.receivedAt?.let(activity::moment).orEmpty() + again
        card.findViewById<TextView>(R.id.body).apply {
            text = body
            if (flagged) unlinked()
        }
    }

    /** Something that an advice's button does. */
    enum class Act { CALL_HELPLINE, CALL_1930, CHAKSHU, SMS_1909, COMPLAINT, LIST }

    /** @param payApps the company's apps that can be opened: behind the advice to pay there, a button for each. */
    fun showAdvice(report: Report, verdict: Verdict, payApps: List<PayApp>, act: (Act) -> Unit) {
        val lines = group(R.id.todo)
        lines.removeAllViews()
        // What not to do stands in the banner already. There is advice on a genuine message only where a button follows.
        val toPay = listOf(Advice.PAY_OFFICIALLY).filter { verdict == Verdict.GENUINE && payApps.isNotEmpty() }
        for (advice in toPay + report.advice.filter { it != Advice.DO_NOT_ACT }) {
            lines.addLine(R.drawable.ic_next, R.color.accent, advice.text(report.company, activity.lang))
            advice.button(report.company)?.let { (text, does) -> addButton(lines, text) { act(does) } }
            if (advice == Advice.PAY_OFFICIALLY) payApps.forEach { addOpen(lines, it) }
        }
        todo.visible(lines.childCount > 0 && verdict != Verdict.UNRELATED)
    }

    private fun addOpen(lines: ViewGroup, app: PayApp) {
        val text = activity.getString(R.string.result_open_app, app.name(activity.lang))
        addButton(lines, text) { activity.startElsewhere(Calls.open(app), Calls.inStore(app)) }
    }

    private fun addButton(lines: ViewGroup, text: CharSequence, act: () -> Unit) {
        val button = activity.layoutInflater.inflate(R.layout.row_button, lines, false) as TextView
        button.text = text
        button.onTap(act)
        lines.addView(button)
    }

    private fun Advice.button(company: Company): Pair<CharSequence, Act>? = when (this) {
        Advice.ASK_OFFICE -> company.helpline?.let { activity.getString(R.string.help_ask_call, it) to Act.CALL_HELPLINE }
        Advice.MONEY_LOST -> activity.getText(R.string.help_lost_call) to Act.CALL_1930
        Advice.REPORT_CHAKSHU -> activity.getText(R.string.help_chakshu_open) to Act.CHAKSHU
        Advice.REPORT_1909 -> activity.getText(R.string.complaint_1909_go) to Act.SMS_1909
        Advice.FILE_FIR -> activity.getText(R.string.complaint_text) to Act.COMPLAINT
        Advice.UPDATE_LIST -> activity.getText(R.string.list_import) to Act.LIST
        // Its buttons are those of the apps that the list names.
        Advice.PAY_OFFICIALLY, Advice.DO_NOT_ACT -> null
    }

    fun showFailure(sms: Sms, sim: Int?) {
        why.visible(false)
        todo.visible(false)
        showMessage(sms, sim, 1, sms.body, true)
        message.isOpen = true
    }

    private fun group(id: Int): ViewGroup = activity.findViewById(id)
}

/** What proves most comes first: who wrote it, when to pay, how much, how. */
internal val Element.importance: Int
    get() = when (this) {
        Element.COMPANY -> 0
        Element.LAST_DATE, Element.DISCONNECTION_DATE -> 1
        Element.AMOUNT -> 2
        Element.ACCOUNT_NUMBER -> 3
        Element.APP, Element.SITE -> 4
        Element.REBATE -> 5
        else -> 6
    }
