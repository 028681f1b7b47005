package androidx.test.runner.intent;

/** Stands in for the class of AndroidX Test that Robolectric names; does nothing the tests do not need. */
public final class IntentStubberRegistry {
    private IntentStubberRegistry() {}

    public static boolean isLoaded() {
        return false;
    }

    public static IntentStubber getInstance() {
        throw new IllegalStateException("no intent is stubbed");
    }
}
