package org.asli.demo

/** Marks code that runs only from the Android version [sdk] on; the build's check of old versions passes over it. */
@Target(AnnotationTarget.FUNCTION, AnnotationTarget.CLASS)
@Retention(AnnotationRetention.BINARY)
annotation class Since(val sdk: Int)
