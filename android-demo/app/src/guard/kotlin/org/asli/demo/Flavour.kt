package org.asli.demo

/** This flavour watches incoming SMS. */
fun watchOf(app: App): Watch? = Guard(app)
