package org.asli.demo.screens

/** Where a message that is checked by hand came from, as far as the user knows. */
enum class Origin {
    /** Not by hand: the system handed it over with its sender. */
    RECEIVED,
    NUMBER,
    NAME,
    APP,
    UNKNOWN,
    ;

    /** Whether the sender is what the user typed, and can be wrong. */
    val isGiven get() = this == NUMBER || this == NAME
}
