package androidx.test.runner.lifecycle;

import android.app.Activity;

/** Stands in for the class of AndroidX Test that Robolectric names; does nothing the tests do not need. */
public interface ActivityLifecycleCallback {
    void onActivityLifecycleChanged(Activity activity, Stage stage);
}
