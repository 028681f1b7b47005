package org.asli.demo

import android.app.Application
import android.content.pm.ApplicationInfo
import android.os.Handler
import android.os.Looper
import java.time.Clock
import java.time.Instant
import java.util.concurrent.ExecutorService
import java.util.concurrent.Executors
import org.asli.Asli
import org.asli.open

/**
 * What lives as long as the process: one filter, one history, the settings, one thread for work.
 *
 * Data flows one way: a message comes in (receiver, share sheet, or typed), the filter judges it, the history keeps
 * it, a screen or an alert shows it.
 */
class App : Application() {
    val settings by lazy { Settings(this) }
    val history by lazy { History(this) }

    /** Loading the native library takes up to 600 ms on a slow phone: once a process, and never on the main thread. */
    val asli: Asli by lazy { openFilter() }
    internal var openFilter: () -> Asli = ::openList

    /** What the flavour adds beyond checking by hand; null where it adds nothing. */
    val watch: Watch? by lazy { watchOf(this) }

    /** The clock that everything goes by; tests set it. */
    var clock: Clock = Clock.systemUTC()

    fun now(): Instant = clock.instant()

    /** Messages are stored and judged here, one after the other. */
    val work: ExecutorService = Executors.newSingleThreadExecutor { Thread(it, "asli") }
    private val main by lazy { Handler(Looper.getMainLooper()) }

    override fun onCreate() {
        super.onCreate()
        work.execute { watch?.started() }
    }

    /** A release must not trust the development keys, which anybody has: it pins its own root instead. */
    private fun openList(): Asli {
        val asli = Asli.open(this)
        val debuggable = applicationInfo.flags and ApplicationInfo.FLAG_DEBUGGABLE != 0
        if (asli.status(now()).development && !debuggable) {
            asli.close()
            error("the list is signed with development keys: a release pins the root of its issuer")
        }
        return asli
    }

    /** Does [job] in the background and hands what comes of it to [show] on the main thread. */
    fun <T> inBackground(job: () -> T, show: (Result<T>) -> Unit) {
        work.execute {
            val result = runCatching(job)
            main.post { show(result) }
        }
    }
}
