package org.asli

import org.asli.ffi.InternalException

/**
 * The engine failed at one call: a defect of the library, never the caller's fault. The library goes on working.
 *
 * A watch over incoming messages handles it by saying that this message could not be checked. [message] and [cause]
 * hold nothing of the message that was judged: they may be logged.
 *
 * ```
 * val report = try {
 *     asli.check(sms)
 * } catch (failed: EngineException) {
 *     return showUnchecked(sms)
 * }
 * ```
 */
public class EngineException internal constructor() :
    RuntimeException("The filter failed at this call. Please report it to the makers of asli.")

/** The generated code's own exception quotes the engine's words, which may quote the message: it goes no further. */
internal inline fun <T> engine(call: () -> T): T = try {
    call()
} catch (_: InternalException) {
    throw EngineException()
}
