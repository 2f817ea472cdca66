// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.btf;

import io.github.btfresolver.testing.BtfText;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** The C header of a BTF. */
final class CText {
    private CText() {}

    static String of(byte[] blob) throws IOException {
        return of(Btf.parse(blob, "test.btf"));
    }

    /** What stands between preamble and end. */
    static String body(byte[] blob) throws IOException {
        return body(of(blob));
    }

    /** The same of types written as {@link BtfText}. */
    static String body(String types, ByteOrder order) throws IOException {
        return body(of(BtfText.parse(types, order)));
    }

    private static String of(Btf btf) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        CDump.write(btf, out);
        return new String(out.toByteArray(), StandardCharsets.US_ASCII);
    }

    private static String body(String text) {
        int start = text.indexOf("#endif\n\n") + 8;
        return text.substring(start, text.lastIndexOf("#ifndef"));
    }
}
