package org.asli.demo

import android.content.res.AssetManager
import java.io.FileNotFoundException

/**
 * What a release trusts: the TUF root of its issuer, and the list that it ships with.
 *
 * In: the assets `asli/root.json` and `asli/bundle.tar`. Out: their bytes, or null where the build has neither. One
 * without the other is a mistake of the build, and no reason to trust the development keys.
 */
class Pinned(val root: ByteArray, val bundle: ByteArray) {
    companion object {
        private const val ROOT = "asli/root.json"
        private const val BUNDLE = "asli/bundle.tar"

        fun read(assets: AssetManager): Pinned? {
            val (root, bundle) = listOf(ROOT, BUNDLE).map { assets.read(it) }
            if (root == null && bundle == null) return null
            checkNotNull(root) { "the assets hold $BUNDLE, but no $ROOT" }
            checkNotNull(bundle) { "the assets hold $ROOT, but no $BUNDLE" }
            return Pinned(root, bundle)
        }

        private fun AssetManager.read(path: String): ByteArray? = try {
            open(path).use { it.readBytes() }
        } catch (_: FileNotFoundException) {
            null
        }
    }
}
