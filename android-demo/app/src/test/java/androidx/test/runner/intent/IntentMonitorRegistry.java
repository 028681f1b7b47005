package androidx.test.runner.intent;

/** Stands in for the class of AndroidX Test that Robolectric names; does nothing the tests do not need. */
public final class IntentMonitorRegistry {
    private IntentMonitorRegistry() {}

    public static void registerInstance(IntentMonitor instance) {}
}
