// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.btf;

/** One C declarator, built from the name outwards: {@code *const (*name[3])(int)}. */
final class CDeclarator {
    private final StringBuilder text;
    private final StringBuilder qualifiers = new StringBuilder();
    private final StringBuilder attributes = new StringBuilder();
    private boolean endsInPointer;

    /** Starts with the name that is declared; empty in a prototype. */
    CDeclarator(String name) {
        text = new StringBuilder(name);
    }

    /** What has been said is a pointer to what will be said. */
    void pointer() {
        String own = (qualifiers.toString() + attributes).trim();
        text.insert(0, own.isEmpty() || text.length() == 0 ? "*" + own : "*" + own + " ");
        clearQualifiers();
        endsInPointer = true;
    }

    /** Qualifies what will be said: once, though the array and its elements may both say so. */
    void qualifier(String qualifier) {
        if (qualifiers.indexOf(qualifier) < 0) {
            qualifiers.append(qualifier).append(' ');
        }
    }

    /** Qualifies what will be said, by a word that C wants after it. */
    void attribute(String attribute) {
        attributes.append(' ').append(attribute);
    }

    /** What has been said is an array. */
    void array(int length) {
        parenthesize();
        text.append('[').append(Integer.toUnsignedString(length)).append(']');
    }

    /** What has been said is a function. Qualified functions do not exist. */
    void function(String parameters) {
        parenthesize();
        text.append('(').append(parameters).append(')');
        clearQualifiers();
    }

    /** Writes the whole around the type that everything was said of; {@code specifier} is that type. */
    void writeTo(StringBuilder out, String specifier) {
        out.append(qualifiers).append(specifier).append(attributes);
        if (text.length() != 0) {
            out.append(' ').append(text);
        }
    }

    private void parenthesize() {
        if (endsInPointer) {
            text.insert(0, '(').append(')');
            endsInPointer = false;
        }
    }

    private void clearQualifiers() {
        qualifiers.setLength(0);
        attributes.setLength(0);
    }
}
