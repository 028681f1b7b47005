package org.asli

import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import java.io.File
import java.util.concurrent.Callable
import java.util.concurrent.Executors

/** Four threads, 100,000 calls each, while lists are imported and objects opened and closed: no leak, no crash. */
class StressTest {
    private val messages = cases().map { it.sms }
    private val bundles = listOf("two", "three", "one", "three").map(::bundle)

    @Test
    fun `four threads and imports leave the memory flat`() {
        val pool = Executors.newFixedThreadPool(THREADS + 1)
        val resident = ArrayList<Long>()
        var imports = 0
        repeat(ROUNDS) {
            openPinned(folder()).use { asli ->
                val checks = List(THREADS) { thread -> Callable { checks(asli, thread) } }
                val importing = pool.submit(Callable { imports(asli) })
                assertEquals(THREADS * CALLS, pool.invokeAll(checks).sumOf { it.get() })
                imports += importing.get()
            }
            resident.add(residentKilobytes())
        }
        pool.shutdown()
        println("${ROUNDS * THREADS * CALLS} checks, $imports imports; resident KB by round: $resident")
        // The first rounds fill the allocator's pools and the JIT's code cache.
        val (warm, end) = resident[ROUNDS / 2] to resident.last()
        assertTrue(end - warm < MOST_GROWTH) { "grew from $warm to $end KB" }
    }

    @Test
    fun `closing while others call ends in a result or a sentence`() {
        val pool = Executors.newFixedThreadPool(THREADS)
        repeat(50) {
            val asli = openPinned(folder())
            val calls = List(THREADS) {
                pool.submit(Callable {
                    var done = 0
                    try {
                        repeat(1000) {
                            asli.check(FAKE, NOW_LISTS)
                            done++
                        }
                    } catch (closed: IllegalStateException) {
                        assertEquals("This Asli is closed. Open a new one with Asli.open.", closed.message)
                    }
                    done
                })
            }
            Thread.sleep(1)
            asli.close()
            calls.forEach { assertTrue(it.get() in 0..1000) }
        }
        pool.shutdown()
    }

    private fun checks(asli: Asli, thread: Int): Int {
        repeat(CALLS) { call ->
            val report = asli.check(messages[(call + thread) % messages.size], NOW_LISTS)
            check(report.listVersion > 0)
        }
        return CALLS
    }

    /** Each bundle in turn: two come into force, one is older, one is in force already. */
    private fun imports(asli: Asli): Int {
        repeat(IMPORTS) { asli.importBundle(bundles[it % bundles.size], NOW_LISTS) }
        return IMPORTS
    }

    /** Memory outside the Java heap shows here; the heap itself is touched at the start and stays. */
    private fun residentKilobytes(): Long {
        System.gc()
        val status = File("/proc/self/status").takeIf(File::exists) ?: return 0
        return status.readLines().first { it.startsWith("VmRSS") }.filter(Char::isDigit).toLong()
    }

    private companion object {
        const val THREADS = 4
        const val ROUNDS = 20
        const val CALLS = 5_000
        const val IMPORTS = 40

        /**
         * In KB, over half the rounds: 200,000 calls and 400 imports. A report kept a call would be 100 MB, a list kept an
         * import 600; the allocator's own holes come and go by 30.
         */
        const val MOST_GROWTH = 64 * 1024
    }
}
