package org.asli.demo

import android.os.Looper
import java.io.File
import java.util.Collections
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Test
import org.robolectric.Shadows.shadowOf

/** How fast a warning is there, and what it costs. Figures are printed, not asserted: they depend on the machine. */
class DeliveryTest : GuardTest() {
    @Test
    fun `from broadcast to posted alert`() {
        val first = timed { receiveOnly(0) }
        val sampler = Sampler()
        val times = (1..ROUNDS).map { timed { receiveOnly(it) } }.sorted()
        val shares = sampler.stop()
        assertEquals(ROUNDS + 1, app.history.all().size)
        println("broadcast to posted alert, first in this process: $first ms; then median of $ROUNDS: ${times[ROUNDS / 2]} ms")
        println("where the time went: " + shares.entries.joinToString { "${it.key} ${it.value} %" })
    }

    @Test
    fun `the native library is loaded once`() {
        receive(FAKE)
        val first = mapped()
        repeat(20) { receive(FAKE.copy(body = "${FAKE.body} $it")) }
        app.work.submit { app.watch?.started() }.get()
        println("native libraries mapped by JNA: ${first.size}")
        assertEquals(first, mapped())
    }

    /**
     * The temporary copies that JNA mapped, by device and inode: loading the filter again would map another one.
     * How many there are differs between machines: JNA's own library need not be such a copy.
     */
    private fun mapped(): Set<String> = File(MAPS).takeIf { it.exists() }?.readLines().orEmpty()
        .map { it.split(Regex("\\s+"), 6) }
        .filter { it.size > 5 && 'x' in it[1] && it[5].contains("jna", ignoreCase = true) }
        .map { "${it[3]} ${it[4]} ${it[5]}" }
        .toSet()

    private fun receiveOnly(index: Int) {
        app.sendBroadcast(broadcast(pdus(FAKE.copy(body = "${FAKE.body} $index"))))
        shadowOf(Looper.getMainLooper()).idle()
        app.work.submit {}.get()
        assertTrue(notifications.activeNotifications.isNotEmpty())
    }

    private fun timed(job: () -> Unit): Double {
        val start = Clocks.nano()
        job()
        return (Clocks.nano() - start) / 10_000 / 100.0
    }

    /** Robolectric replaces `System.nanoTime` in the app's classes; this one is real. */
    private object Clocks {
        fun nano(): Long = java.time.Instant.now().let { it.epochSecond * 1_000_000_000 + it.nano }
    }

    /** Looks at both threads of the app every millisecond and counts whose code runs. */
    private class Sampler {
        private val counts = Collections.synchronizedMap(sortedMapOf<String, Int>())
        private val main = Thread.currentThread()
        private val thread = Thread {
            while (!Thread.interrupted()) {
                for (watched in Thread.getAllStackTraces()) {
                    if (watched.key == main || watched.key.name == "asli") owner(watched.value)?.let { counts.merge(it, 1, Int::plus) }
                }
                try {
                    Thread.sleep(1)
                } catch (_: InterruptedException) {
                    return@Thread
                }
            }
        }.apply { start() }

        /** Who the running code belongs to: the topmost frame that is not of the JDK. Waiting counts for nobody. */
        private fun owner(stack: Array<StackTraceElement>): String? {
            val top = stack.firstOrNull()?.className ?: return null
            if (top.startsWith("jdk.internal.misc.Unsafe") || top.startsWith("java.lang.Object")) return null
            val named = stack.map { it.className }.firstOrNull { name -> JDK.none(name::startsWith) } ?: return null
            return when {
                named.startsWith("org.asli.demo.Delivery") || named.startsWith("org.asli.demo.GuardTest") || "Pdus" in named -> "test"
                named.startsWith("org.asli.demo") -> "app"
                named.startsWith("org.asli") || named.startsWith("com.sun.jna") -> "filter with JNA"
                named.startsWith("android.database") || "SQLite" in named || "Sqlite" in named -> "SQLite"
                else -> "Android and Robolectric"
            }
        }

        fun stop(): Map<String, Int> {
            thread.interrupt()
            thread.join()
            val sum = counts.values.sum().coerceAtLeast(1)
            return counts.mapValues { it.value * 100 / sum }
        }

        private companion object {
            val JDK = listOf("java.", "jdk.", "sun.", "javax.", "kotlin.")
        }
    }

    private companion object {
        const val ROUNDS = 100
        const val MAPS = "/proc/self/maps"
    }
}
