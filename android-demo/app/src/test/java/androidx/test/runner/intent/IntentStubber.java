package androidx.test.runner.intent;

import android.app.Instrumentation.ActivityResult;
import android.content.Intent;

/** Stands in for the class of AndroidX Test that Robolectric names; does nothing the tests do not need. */
public interface IntentStubber {
    ActivityResult getActivityResultForIntent(Intent intent);
}
