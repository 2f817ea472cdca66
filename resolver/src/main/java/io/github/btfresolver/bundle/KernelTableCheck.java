// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.bundle;

/** Checks all rows of a {@link KernelTable}, which who looks one kernel up does without. */
final class KernelTableCheck {
    private final String source;
    private final byte[] index;
    private final int layoutCount;

    KernelTableCheck(String source, byte[] index, int layoutCount) {
        this.source = source;
        this.index = index;
        this.layoutCount = layoutCount;
    }

    /**
     * Checks them.
     *
     * @param platforms where the rows of platforms start
     * @param groups where the groups of kernels start, and the last ends
     * @param withBuildIds whether any kernel is to have a build id
     */
    void check(int[] platforms, int[] groups, int count, boolean withBuildIds) throws BundleFormatException {
        checkPlatforms(platforms);
        IndexInput in = at(groups[0]);
        KernelCursor cursor = new KernelCursor(in, platforms.length, layoutCount);
        KernelCursor before = new KernelCursor(in, platforms.length, layoutCount);
        boolean anyBuildId = false;
        for (int i = 0; i < count; i++) {
            int start = in.position();
            if (i % KernelTable.GROUP == 0) {
                expectPosition(in, groups, i / KernelTable.GROUP);
                cursor.startGroup(start);
            }
            cursor.next();
            cursor.checkRelease();
            if (i > 0 && !before.isBefore(cursor)) {
                in.refuse(start, "kernel " + i, "one that sorts after its predecessor", "it in another place");
            }
            anyBuildId |= cursor.hasBuildId();
            before.copyFrom(cursor);
        }
        expectPosition(in, groups, groups.length - 1);
        if (anyBuildId != withBuildIds) {
            in.refuse(groups[0], "whether kernels have build ids", "" + anyBuildId, "" + withBuildIds);
        }
    }

    private static void expectPosition(IndexInput in, int[] groups, int group) throws BundleFormatException {
        if (in.position() != groups[group]) {
            in.refuse(groups[group], "group " + group + " of kernels", "it at " + in.position(), "it here");
        }
    }

    private void checkPlatforms(int[] starts) throws BundleFormatException {
        Platform before = null;
        for (int i = 0; i < starts.length; i++) {
            IndexInput in = at(starts[i]);
            Platform platform = new Platform(in.string("architecture"), in.string("ID"), in.string("VERSION_ID"));
            if (before != null && before.compareTo(platform) >= 0) {
                in.refuse(starts[i], "platform " + i, "one that sorts after its predecessor", "it in another place");
            }
            before = platform;
        }
    }

    private IndexInput at(int position) {
        return new IndexInput(source, index, position);
    }
}
