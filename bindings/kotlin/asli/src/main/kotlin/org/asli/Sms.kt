package org.asli

import java.time.Instant

/**
 * One SMS as the phone received it.
 *
 * Any text will do: empty, of any length, with characters that are no characters. [toString] shows
 * neither the sender nor the text, so that a message cannot slip into a log.
 *
 * ```
 * val sms = Sms("JM-SBPDCL-S", "Dear consumer, …", Instant.now())
 * ```
 *
 * @property sender the originating address as the phone shows it (`JM-SBPDCL-S`, `+9198…`); empty where there is none.
 * @property body the whole text, the parts of a multi-part message joined.
 * @property receivedAt when the phone received it; without it, the time of the check stands in.
 */
public data class Sms @JvmOverloads constructor(
    public val sender: String,
    public val body: String,
    public val receivedAt: Instant? = null,
) {
    override fun toString(): String = "Sms(${body.length} characters, receivedAt=$receivedAt)"

    public companion object
}
