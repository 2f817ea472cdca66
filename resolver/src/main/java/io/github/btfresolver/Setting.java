// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver;

/** The table of what can be set, with each setting's name in the builder, as a system property and as a variable. */
enum Setting {
    BTF_FILE("btfFile", ""),
    SKIP_KERNEL("skipKernel", "true false 1 0"),
    HOST_ROOT("hostRoot", ""),
    OS_RELEASE_FILE("osReleaseFile", ""),
    OS_ID("osId", ""),
    OS_VERSION_ID("osVersionId", ""),
    RELEASE("release", ""),
    MACHINE("machine", ""),
    BUNDLES("bundles", ""),
    BUNDLE_FILES("bundleFiles", ""),
    DIRECTORIES("directories", ""),
    MATCH_POLICY("matchPolicy", "exact bracketed"),
    HAND_OVER("handOver", "auto memfd file none"),
    TEMP_DIR("tempDir", ""),
    REWRITE_FOR_LIBBPF("rewriteForLibbpf", ""),
    REPORT("report", "none summary text json");

    private final String camelCase;
    private final String words;
    private final String property;
    private final String variable;

    Setting(String camelCase, String words) {
        this.camelCase = camelCase;
        this.words = words;
        property = "btfresolver.".concat(camelCase); // not +, which needs a builder: every start asks for all
        variable = "BTFRESOLVER_".concat(name());
    }

    String property() {
        return property;
    }

    String variable() {
        return variable;
    }

    /** The words that it takes, in any case, with a space between two; empty when it takes any text. */
    String words() {
        return words;
    }

    @Override
    public String toString() {
        return camelCase;
    }
}
