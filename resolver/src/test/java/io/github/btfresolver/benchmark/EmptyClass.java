// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.benchmark;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/** Classes without anything in them: what a JVM needs to load a class of which nothing is to be said. */
final class EmptyClass {
    /** Of Java 8. */
    private static final int VERSION = 52;

    private EmptyClass() {}

    /** Names are as long as those of ours. */
    static String name(int number) {
        return "io.github.btfresolver.benchmark.EmptyClass" + number;
    }

    /** The class file, see chapter 4 of the Java Virtual Machine Specification. */
    static byte[] file(int number) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeInt(0xCAFEBABE);
        out.writeInt(VERSION);
        out.writeShort(5); // constants 1 to 4
        for (String name : new String[] {name(number).replace('.', '/'), "java/lang/Object"}) {
            out.writeByte(1); // CONSTANT_Utf8
            out.writeUTF(name);
        }
        for (int name = 1; name <= 2; name++) {
            out.writeByte(7); // CONSTANT_Class
            out.writeShort(name);
        }
        out.writeShort(0x0030); // ACC_FINAL, ACC_SUPER
        out.writeShort(3);
        out.writeShort(4);
        out.writeLong(0); // no interfaces, fields, methods, attributes
        return bytes.toByteArray();
    }
}
