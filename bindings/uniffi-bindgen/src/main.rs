//! In: the unstripped `asli-ffi` library. Out: Kotlin code that calls it.
//! The version is the library's own, so that the two always fit.

fn main() {
    uniffi::uniffi_bindgen_main();
}
