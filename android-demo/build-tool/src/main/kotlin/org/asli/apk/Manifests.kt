package org.asli.apk

import java.io.File
import javax.xml.parsers.DocumentBuilderFactory
import javax.xml.transform.TransformerFactory
import javax.xml.transform.dom.DOMSource
import javax.xml.transform.stream.StreamResult
import org.w3c.dom.Document
import org.w3c.dom.Element
import org.w3c.dom.Node

/**
 * Merges the manifest of a flavour into the main one.
 *
 * In: two manifests. Out: the main one with the flavour's permissions and components added: the part of the Android
 * plugin's merger that this app uses (no overrides, no manifests of libraries, one placeholder: `${applicationId}`). Marked
 * as a debug build where it is one.
 */
fun mergeManifests(main: File, flavour: File, applicationId: String, debuggable: Boolean, into: File) {
    val merged = parse(main, applicationId)
    val extra = parse(flavour, applicationId)
    val application = merged.documentElement.child("application")
    if (debuggable) application.setAttributeNS(ANDROID, "android:debuggable", "true")
    for (node in extra.documentElement.elements()) {
        if (node.tagName == "application") {
            node.elements().forEach { application.appendChild(merged.importNode(it, true)) }
        } else {
            merged.documentElement.insertBefore(merged.importNode(node, true), application)
        }
    }
    TransformerFactory.newInstance().newTransformer().transform(DOMSource(merged), StreamResult(into))
}

private const val ANDROID = "http://schemas.android.com/apk/res/android"

private fun parse(file: File, applicationId: String): Document {
    val text = file.readText().replace("\${applicationId}", applicationId)
    return DocumentBuilderFactory.newInstance().apply { isNamespaceAware = true }.newDocumentBuilder().parse(text.byteInputStream())
}

private fun Element.elements(): List<Element> =
    generateSequence(firstChild, Node::getNextSibling).filterIsInstance<Element>().toList()

private fun Element.child(name: String) =
    elements().find { it.tagName == name } ?: throw BuildFailure("the manifest has no <$name>")
