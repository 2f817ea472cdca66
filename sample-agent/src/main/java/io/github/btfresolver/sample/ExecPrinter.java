// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.sample;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Prints each exec as an {@link ExecLine}, at once and by one write, so that lines of several writers do not mix. Stdout
 * is taken by its descriptor: what the application makes of {@link System#out} is its own affair.
 */
final class ExecPrinter implements Consumer<ExecEvent>, AutoCloseable {
    private final OutputStream out;
    private final boolean owned;
    private final BootClock clock;

    private ExecPrinter(OutputStream out, boolean owned, BootClock clock) {
        this.out = out;
        this.owned = owned;
        this.clock = clock;
    }

    /**
     * Prints to a file, which it overwrites.
     *
     * @param file null for stdout
     */
    static ExecPrinter open(@Nullable String file, BootClock clock) throws TracingException {
        if (file == null) {
            return new ExecPrinter(new FileOutputStream(FileDescriptor.out), false, clock);
        }
        try {
            return new ExecPrinter(new FileOutputStream(file), true, clock);
        } catch (IOException e) {
            throw new TracingException("cannot print to the file: " + e.getMessage(), e);
        }
    }

    @Override
    public void accept(ExecEvent event) {
        String line = ExecLine.format(event, clock.toEpochMillis(event.timestamp()), ZoneId.systemDefault());
        try {
            out.write((line + "\n").getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot print: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        try {
            if (owned) {
                out.close();
            }
        } catch (IOException e) {
            // every line is out already
        }
    }
}
