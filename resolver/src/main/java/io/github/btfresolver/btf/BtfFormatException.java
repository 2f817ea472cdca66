// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.btf;

import java.io.IOException;

/**
 * Input that is not BTF, or is BTF that contradicts itself. The message names the input, the place in it, what was
 * expected there and what was found.
 */
public final class BtfFormatException extends IOException {
    private static final long serialVersionUID = 1L;

    /**
     * @param source the file or resource that was read, as the user knows it
     * @param problem the place, what was expected, what was found
     */
    public BtfFormatException(String source, String problem) {
        super(source + ": " + problem);
    }

    /**
     * Throws one; here, because a class with a throw statement makes the verifier load what it throws.
     *
     * @param <T> whatever the caller would return
     */
    @SuppressWarnings({"DoNotCallSuggester", "TypeParameterUnusedInFormals"
    }) // is called where there is nothing to return
    static <T> T raise(String source, String problem) throws BtfFormatException {
        throw new BtfFormatException(source, problem);
    }

    /**
     * The same of what does not begin with BTF's magic.
     *
     * @param size of all of it, in bytes
     */
    @SuppressWarnings({"DoNotCallSuggester", "TypeParameterUnusedInFormals"})
    static <T> T raiseNotBtf(String source, byte[] start, long size) throws BtfFormatException {
        throw new BtfFormatException(source, size == 0 ? "not BTF: the file is empty" : "not BTF: " + found(start));
    }

    private static String found(byte[] start) {
        StringBuilder s = new StringBuilder("expected magic 9f eb or eb 9f, found");
        for (int i = 0; i < Math.min(2, start.length); i++) {
            s.append(start[i] >= 0 && start[i] < 16 ? " 0" : " ").append(Integer.toHexString(start[i] & 0xFF));
        }
        return s.toString();
    }
}
