// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * What names a file or folder, and so cannot be empty. A script's variable that is not set makes an empty word, which as a
 * name would be the working folder, or with a name behind it the root.
 */
final class NonEmpty implements ITypeConverter<String> {
    static String check(String word) {
        if (word.isEmpty()) {
            throw new TypeConversionException("expected a name, found an empty word");
        }
        return word;
    }

    @Override
    public String convert(String word) {
        return check(word);
    }
}
