// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.jdk;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;

/** What the JDK's exceptions of files say only by their type, and not in their message. */
public final class FileFailure {
    private FileFailure() {}

    /** Why it failed, without the file. */
    public static String reason(FileSystemException e) {
        if (e instanceof NoSuchFileException) {
            return "no such file or directory";
        }
        if (e instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (e instanceof FileSystemLoopException) {
            return "too many levels of symbolic links";
        }
        String reason = e.getReason();
        return reason == null ? e.getClass().getSimpleName() : reason;
    }

    /** The same failure, with a message that names the file and says why. */
    public static IOException named(FileSystemException e) {
        return new IOException(e.getFile() + ": " + reason(e), e);
    }
}
