// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.benchmark;

import com.sun.jna.Library;
import com.sun.jna.Native;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLConnection;
import java.util.Enumeration;

/** A program that does one thing with which no start that resolves can do without, and prints how many nanoseconds that took. */
public final class FloorMain {
    private FloorMain() {}

    /** The C library's. */
    public interface Calls extends Library {
        int getpid();
    }

    /**
     * Does it.
     *
     * @param arguments {@code classes} and how many; {@code resources} and a name; {@code environment}; {@code jna}
     */
    public static void main(String[] arguments) throws Exception {
        long start = System.nanoTime();
        switch (arguments[0]) {
            case "classes":
                for (int i = 0; i < Integer.parseInt(arguments[1]); i++) {
                    Class.forName(EmptyClass.name(i));
                }
                break;
            case "resources":
                readAll(arguments[1]);
                break;
            case "environment":
                System.getenv(arguments[0]);
                break;
            case "jna":
                Native.load(Calls.class).getpid();
                break;
            default:
                throw new IllegalArgumentException(arguments[0]);
        }
        System.out.println(System.nanoTime() - start);
    }

    /** The plain way, as every class library has it. */
    private static void readAll(String name) throws IOException {
        Enumeration<URL> urls = FloorMain.class.getClassLoader().getResources(name);
        while (urls.hasMoreElements()) {
            URLConnection connection = urls.nextElement().openConnection();
            connection.setUseCaches(false);
            try (InputStream in = connection.getInputStream()) {
                byte[] bytes = new byte[1 << 18];
                while (in.read(bytes) > 0) {
                    // only to have read it
                }
            }
        }
    }
}
