// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.docs;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** Elements without the detours. */
final class Xml {
    private Xml() {}

    /** The outermost element. */
    static Element parse(String text) {
        try {
            return DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(new InputSource(new StringReader(text)))
                    .getDocumentElement();
        } catch (IOException | SAXException | ParserConfigurationException e) {
            throw new IllegalArgumentException(e.getMessage() + "\n" + text, e);
        }
    }

    /** All below it of a name, in the order of the text. */
    static List<Element> all(Element element, String name) {
        return elements(element.getElementsByTagName(name));
    }

    static List<Element> children(Element element) {
        return elements(element.getChildNodes());
    }

    private static List<Element> elements(NodeList nodes) {
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            if (nodes.item(i) instanceof Element each) {
                elements.add(each);
            }
        }
        return elements;
    }

    /** The text of a child; empty when there is none of that name. */
    static String text(Element element, String child) {
        for (Element each : children(element)) {
            if (each.getTagName().equals(child)) {
                return each.getTextContent().strip();
            }
        }
        return "";
    }

    /** Name, attributes and contents without the blanks between elements. */
    static String compact(Element element) {
        StringBuilder text = new StringBuilder(element.getTagName());
        for (int i = 0; i < element.getAttributes().getLength(); i++) {
            text.append(' ').append(element.getAttributes().item(i));
        }
        List<Element> children = children(element);
        if (children.isEmpty()) {
            return text.append('=').append(element.getTextContent().strip()).toString();
        }
        for (Node child : children) {
            text.append('{').append(compact((Element) child)).append('}');
        }
        return text.toString();
    }
}
