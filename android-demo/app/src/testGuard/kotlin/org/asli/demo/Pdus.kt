package org.asli.demo

import java.io.ByteArrayOutputStream
import java.time.ZoneOffset
import org.asli.Sms

/**
 * Writes a message as the network delivers it: SMS-DELIVER PDUs (3GPP TS 23.040), one or many.
 *
 * In: a message. Out: its PDUs, in 7-bit letters where the text has only those, else in UCS-2; a text too long for one
 * is split into parts that carry a concatenation header.
 */
fun pdus(sms: Sms, reference: Int = 7): Array<ByteArray> {
    val plain = sms.body.all { it in GSM_LETTERS }
    val (whole, part) = if (plain) 160 to 153 else 70 to 67
    if (sms.body.length <= whole) return arrayOf(pdu(sms, sms.body, plain, byteArrayOf()))
    val parts = sms.body.chunked(part)
    return Array(parts.size) { at ->
        pdu(sms, parts[at], plain, byteArrayOf(5, 0, 3, reference.toByte(), parts.size.toByte(), (at + 1).toByte()))
    }
}

/** Letters whose number in the GSM alphabet is that of ASCII. */
private val GSM_LETTERS = (' '..'Z').toSet() + ('a'..'z').toSet() - '$' - '@'

private fun pdu(sms: Sms, text: String, plain: Boolean, header: ByteArray) = ByteArrayOutputStream().apply {
    write(0) // no service centre
    write(if (header.isEmpty()) 0x04 else 0x44)
    write(address(sms.sender))
    write(0)
    write(if (plain) 0x00 else 0x08)
    write(timestamp(sms))
    if (plain) {
        val headerSeptets = (header.size * 8 + 6) / 7
        write(headerSeptets + text.length)
        write(header)
        write(packed(text, headerSeptets * 7 - header.size * 8))
    } else {
        write(header.size + text.length * 2)
        write(header)
        write(text.toByteArray(Charsets.UTF_16BE))
    }
}.toByteArray()

private fun address(sender: String): ByteArray {
    if (sender.isEmpty()) return byteArrayOf(0, 0x81.toByte())
    if (sender.startsWith("+")) return byteArrayOf((sender.length - 1).toByte(), 0x91.toByte()) + digits(sender.drop(1))
    val name = packed(sender, 0)
    val halves = (sender.length * 7 + 3) / 4
    return byteArrayOf(halves.toByte(), 0xD0.toByte()) + name
}

/** Two digits a byte, the first in the low half. */
private fun digits(number: String) = number.chunked(2).map { pair ->
    val high = if (pair.length == 2) pair[1].digitToInt() else 0xF
    (high shl 4 or pair[0].digitToInt()).toByte()
}.toByteArray()

/** Seven bits a letter, after [padding] empty bits. */
private fun packed(text: String, padding: Int): ByteArray {
    val bytes = ByteArray((padding + text.length * 7 + 7) / 8)
    text.forEachIndexed { index, letter ->
        for (bit in 0 until 7) {
            if (letter.code shr bit and 1 == 0) continue
            val at = padding + index * 7 + bit
            bytes[at / 8] = (bytes[at / 8].toInt() or (1 shl at % 8)).toByte()
        }
    }
    return bytes
}

private fun timestamp(sms: Sms): ByteArray {
    val at = requireNotNull(sms.receivedAt).atOffset(ZoneOffset.UTC)
    val fields = listOf(at.year % 100, at.monthValue, at.dayOfMonth, at.hour, at.minute, at.second, 0)
    return digits(fields.joinToString("") { "%02d".format(it) })
}
