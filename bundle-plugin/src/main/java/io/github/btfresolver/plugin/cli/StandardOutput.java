// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/** Standard output, which says when it cannot be written; {@link System#out} and every PrintWriter keep that to themselves. */
final class StandardOutput extends OutputStream {
    private static final String READER_GONE = "Broken pipe";

    private final FileOutputStream out = new FileOutputStream(FileDescriptor.out);
    private @Nullable IOException failure;

    /** Whether a failure is that the reader has seen enough, as head(1) does. */
    static boolean isReaderGone(Throwable failure) {
        return failure instanceof IOException && READER_GONE.equals(failure.getMessage());
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        try {
            out.write(bytes, offset, length);
        } catch (IOException e) {
            failure = isReaderGone(e) ? e : new IOException("standard output: " + e.getMessage(), e);
            throw failure;
        }
    }

    /** Why the last write that failed did; null when none has. */
    @Nullable
    IOException failure() {
        return failure;
    }
}
