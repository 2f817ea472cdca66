// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.report;

import java.io.StringWriter;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * Writes HTML that is XML as well. What stands between tags and in attributes is escaped by the JDK's XML writer, after {@link
 * #visible}: nothing that a kernel, a file or a program is called can be more than text.
 */
final class HtmlWriter {
    private static final char REPLACEMENT = '\uFFFD';

    private final StringWriter out = new StringWriter();
    private final XMLStreamWriter xml;

    HtmlWriter() {
        try {
            xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(out);
        } catch (XMLStreamException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Begins an element.
     *
     * @param attributes names and values in turn; an empty class is none
     */
    HtmlWriter open(String name, String... attributes) {
        return write(() -> {
            xml.writeStartElement(name);
            attributes(attributes);
        });
    }

    HtmlWriter close() {
        return write(xml::writeEndElement);
    }

    /** An element that HTML does not close. */
    HtmlWriter single(String name, String... attributes) {
        return write(() -> {
            xml.writeEmptyElement(name);
            attributes(attributes);
        });
    }

    HtmlWriter text(String text) {
        return write(() -> xml.writeCharacters(visible(text)));
    }

    /** An element with nothing but text in it. */
    HtmlWriter element(String name, String text, String... attributes) {
        return open(name, attributes).text(text).close();
    }

    /** What must not be escaped, and is ours: a style sheet, a script. */
    HtmlWriter raw(String code) {
        return write(() -> {
            flush();
            out.write("\n" + code);
        });
    }

    private void attributes(String... attributes) throws XMLStreamException {
        for (int i = 0; i < attributes.length; i += 2) {
            if (!attributes[i].equals("class") || !attributes[i + 1].isEmpty()) {
                xml.writeAttribute(attributes[i], visible(attributes[i + 1]));
            }
        }
    }

    /** Without characters that XML cannot have, or that change what others look like: controls, and those of direction. */
    static String visible(String text) {
        StringBuilder s = new StringBuilder(text.length());
        text.codePoints()
                .map(c -> switch (Character.getType(c)) {
                    case Character.CONTROL -> c == '\n' ? c : REPLACEMENT;
                    case Character.FORMAT, Character.SURROGATE, Character.UNASSIGNED -> REPLACEMENT;
                    default -> c;
                })
                .forEach(s::appendCodePoint);
        return s.toString();
    }

    /** Everything written so far. */
    @Override
    public String toString() {
        write(this::flush);
        return out.toString();
    }

    private void flush() throws XMLStreamException {
        xml.writeCharacters(""); // ends the tag before it
        xml.flush();
    }

    private HtmlWriter write(Step step) {
        try {
            step.run();
            return this;
        } catch (XMLStreamException e) {
            throw new IllegalStateException(e); // an element that is not open: a mistake of ours
        }
    }

    private interface Step {
        void run() throws XMLStreamException;
    }
}
