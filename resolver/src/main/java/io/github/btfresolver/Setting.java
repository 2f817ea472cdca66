// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver;

/** The table of what can be set, with each setting's name in the builder, as a system property and as a variable. */
enum Setting {
    BTF_FILE("btfFile"),
    SKIP_KERNEL("skipKernel"),
    HOST_ROOT("hostRoot"),
    OS_RELEASE_FILE("osReleaseFile"),
    RELEASE("release"),
    MACHINE("machine"),
    BUNDLES("bundles"),
    BUNDLE_FILES("bundleFiles"),
    HAND_OVER("handOver"),
    TEMP_DIR("tempDir"),
    REWRITE_FOR_LIBBPF("rewriteForLibbpf");

    private final String camelCase;

    Setting(String camelCase) {
        this.camelCase = camelCase;
    }

    String property() {
        return "btfresolver." + camelCase;
    }

    String variable() {
        return "BTFRESOLVER_" + name();
    }

    @Override
    public String toString() {
        return camelCase;
    }
}
