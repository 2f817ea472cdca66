// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.testing;

import com.sun.management.ThreadMXBean;
import io.github.btfresolver.btf.BtfFormatException;
import io.github.btfresolver.bundle.BundleFormatException;
import io.github.btfresolver.elf.ElfFormatException;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;

/**
 * What holds for whatever reads hostile bytes: it gives a value or one of the exceptions that it documents, with a message that
 * begins with the source, and allocates no more than a bound that is linear in the input. Allocation is counted, so the
 * answer is the same on every machine.
 */
public final class Bounded {
    /** Bytes that may be allocated for each byte of the input. */
    private static final int FACTOR = 8;

    /** Bytes that may be allocated whatever the input; more where the code has been made to allocate by instrumentation. */
    private static final long ROOM = Long.getLong("btf.bounded.room", 1 << 20);

    /** The first time round, classes are loaded, too. */
    private static final int ATTEMPTS = 3;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final String source;
    private final long room;
    private final Set<Class<?>> documented;

    private Bounded(String source, long room, Set<Class<?>> documented) {
        this.source = source;
        this.room = room;
        this.documented = documented;
    }

    /** Code that reads the input. */
    public interface Reader<T> {
        T read() throws Exception;
    }

    /** For the library's readers, which name this in messages. */
    public static Bounded of(String source) {
        return new Bounded(
                source,
                ROOM,
                new HashSet<>(Arrays.asList(
                        BtfFormatException.class, ElfFormatException.class, BundleFormatException.class)));
    }

    /** The same where another exception is documented, too. */
    public Bounded orThrowing(Class<? extends Exception> exception) {
        Set<Class<?>> more = new HashSet<>(documented);
        more.add(exception);
        return new Bounded(source, room, more);
    }

    /** The same where no exception is documented. */
    public Bounded throwingNothing() {
        return new Bounded(source, room, Collections.emptySet());
    }

    /** The same where more may be allocated, whatever the input: a decoder's memory. */
    public Bounded withRoom(long bytes) {
        return new Bounded(source, room + bytes, documented);
    }

    /**
     * Reads an input.
     *
     * @param size of the input, in bytes
     * @return null when it is refused as documented
     * @throws AssertionError when something does not hold
     */
    public <T> T read(int size, Reader<T> reader) {
        long limit = room + (long) FACTOR * size;
        for (int attempt = 1; ; attempt++) {
            long before = allocated();
            T value = readOnce(reader);
            long allocated = allocated() - before;
            if (allocated <= limit) {
                return value;
            }
            if (attempt == ATTEMPTS) {
                throw new AssertionError(source + ": allocated " + allocated + " bytes for an input of " + size
                        + ", allowed are " + limit);
            }
        }
    }

    private <T> T readOnce(Reader<T> reader) {
        try {
            return reader.read();
        } catch (Exception e) {
            if (!documented.contains(e.getClass())
                    || !String.valueOf(e.getMessage()).startsWith(source)) {
                throw new AssertionError("not a documented answer: " + e, e);
            }
            return null;
        }
    }

    private static long allocated() {
        return THREADS.getThreadAllocatedBytes(Thread.currentThread().getId());
    }
}
