package org.asli.demo

import android.app.Application
import android.content.pm.ApplicationInfo
import android.os.Handler
import android.os.Looper
import android.util.Log
import java.time.Clock
import java.time.Instant
import java.util.concurrent.ExecutorService
import java.util.concurrent.Executors
import org.asli.Asli
import org.asli.Report
import org.asli.Sms
import org.asli.open

/**
 * What lives as long as the process: one filter, one history, the settings, two threads.
 *
 * Data flows one way: a message comes in (receiver, share sheet, or typed), the filter judges it, the history keeps
 * it, a screen or an alert shows it.
 */
class App : Application() {
    val settings by lazy { Settings(this) }
    val history by lazy { History(this) }

    /** Loading the native library takes up to 600 ms on a slow phone: once a process, and never on the main thread. */
    val asli: Asli get() = synchronized(this) { opened ?: openFilter().also { opened = it } }
    private var opened: Asli? = null

    /** Tests set it: the filter is then opened anew. */
    internal var openFilter: () -> Asli = ::openList
        set(value) = synchronized(this) {
            field = value
            opened = null
        }

    /** What the flavour adds beyond checking by hand; null where it adds nothing. */
    val watch: Watch? by lazy { watchOf(this) }

    /** The clock that everything goes by; tests set it. */
    var clock: Clock = Clock.systemUTC()

    fun now(): Instant = clock.instant()

    /** Incoming messages are judged here, one after the other. Nothing else may keep them waiting. */
    val work: ExecutorService = Executors.newSingleThreadExecutor { Thread(it, "asli") }

    /** What the screens ask for is done here: checks by hand do not hold up the watch. */
    val screens: ExecutorService = Executors.newSingleThreadExecutor { Thread(it, "asli-screens") }
    private val main by lazy { Handler(Looper.getMainLooper()) }

    override fun onCreate() {
        super.onCreate()
        onWork { watch?.started() }
    }

    /** Judges a message by the list in force. Throws where the filter cannot be loaded or fails at this message. */
    fun check(sms: Sms): Report = judge(sms)
    internal var judge: (Sms) -> Report = { asli.check(it, now()) }

    /** Whether the list in force is signed by keys that anybody has: then every verdict says so. Not on the main thread. */
    fun isTrial(): Boolean = asli.status(now()).development

    /** The apps in which a bill of [issuer] can be paid and that a phone can open: those whose packages the list names. */
    fun payApps(issuer: String): List<PayApp> = officialApps(issuer)
    internal var officialApps: (String) -> List<PayApp> = { issuer ->
        asli.status(now()).apps.filter { issuer in it.issuers }.map { PayApp(it.packageName, it.en, it.hi) }
    }

    /** The root and first list in the app's assets; null in trial builds, which have none. */
    internal var pinned: () -> Pinned? = { Pinned.read(assets) }
        set(value) = synchronized(this) {
            field = value
            opened = null
        }

    /** A release must not trust the development keys, which anybody has: it pins its own root instead. */
    private fun openList(): Asli {
        val asli = pinned()?.let { Asli.open(this, it.root, it.bundle) } ?: Asli.open(this)
        val debuggable = applicationInfo.flags and ApplicationInfo.FLAG_DEBUGGABLE != 0
        if (asli.status(now()).development && !debuggable) {
            asli.close()
            error("the list is signed with development keys: a release pins the root of its issuer")
        }
        return asli
    }

    /** Does [job] on the work thread. A failure ends the job, not the process: an SMS may be on its way to it. */
    fun onWork(job: () -> Unit) = work.execute { guarded("a job failed", job) }

    /** Does [job] in the background and hands what comes of it to [show] on the main thread. */
    fun <T> inBackground(job: () -> T, show: (Result<T>) -> Unit) {
        screens.execute {
            val result = runCatching(job)
            result.exceptionOrNull()?.let { Log.e(TAG, "a screen's job failed: ${it.javaClass.name}") }
            main.post { show(result) }
        }
    }
}

private const val TAG = "asli"

/** Runs [job] and returns what made it fail, if anything did; logs what it was, never a text: that may quote a message. */
inline fun guarded(what: String, job: () -> Unit): Throwable? = try {
    job()
    null
} catch (failure: Throwable) {
    // Errors too: too little memory for one message must not end the watch over the next.
    logFailure(what, failure)
    failure
}

@PublishedApi
internal fun logFailure(what: String, failure: Throwable) {
    Log.e(TAG, "$what: ${failure.javaClass.name}")
}
