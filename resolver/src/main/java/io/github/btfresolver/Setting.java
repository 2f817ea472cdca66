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

    Setting(String camelCase, String words) {
        this.camelCase = camelCase;
        this.words = words;
    }

    String property() {
        return "btfresolver.".concat(camelCase); // not +, which needs a builder: every start asks for all
    }

    String variable() {
        return "BTFRESOLVER_".concat(name());
    }

    /** Whether it takes a value: any text, or one of its words in any case. */
    boolean takes(String value) {
        for (int at = 0; at < words.length(); ) {
            int space = words.indexOf(' ', at);
            int end = space < 0 ? words.length() : space;
            if (end - at == value.length() && words.regionMatches(true, at, value, 0, end - at)) {
                return true;
            }
            at = end + 1;
        }
        return words.isEmpty();
    }

    /** The words that it takes, in any case; empty when it takes any text. */
    String[] words() {
        return words.isEmpty() ? new String[0] : words.split(" ", -1);
    }

    @Override
    public String toString() {
        return camelCase;
    }
}
