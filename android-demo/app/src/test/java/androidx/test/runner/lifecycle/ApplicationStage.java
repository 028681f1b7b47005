package androidx.test.runner.lifecycle;

/** Stands in for the class of AndroidX Test that Robolectric names; does nothing the tests do not need. */
public enum ApplicationStage {
    PRE_ON_CREATE, CREATED
}
