// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.elf;

import java.io.IOException;

/** Input that is not ELF, or is ELF that contradicts itself. The message names the input, the place and the problem. */
public final class ElfFormatException extends IOException {
    private static final long serialVersionUID = 1L;

    /**
     * @param source the file that was read, as the user knows it
     * @param problem the place, what was expected, what was found
     */
    public ElfFormatException(String source, String problem) {
        super(source + ": " + problem);
    }
}
