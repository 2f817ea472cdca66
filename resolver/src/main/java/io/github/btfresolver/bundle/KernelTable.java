// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.bundle;

import io.github.btfresolver.kernel.KernelId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The kernels of a bundle, in the decoded bytes of its index: sorted by release, platform (which many have in common, and which
 * has a row of its own) and build id. Every {@value
 * #GROUP}th row stands for itself, so that a lookup searches among those and walks over one group; only a kernel that
 * is asked for becomes an object. What is malformed here no damage has done: there is a checksum over all rows.
 */
final class KernelTable extends KernelEntries {
    /** Rows of a group: the first has its whole release, the others what differs from their predecessor. */
    static final int GROUP = 16;

    /** The fewest bytes of a row: five numbers. */
    private static final int SMALLEST_ROW = 5;

    /** The same of a platform: three lengths. */
    private static final int SMALLEST_PLATFORM = 3;

    private final String source;
    private final byte[] index;

    /** Where the rows of the platforms start. */
    private final int[] platforms;

    private final LayoutTable layouts;
    private final int count;
    private final int[] groups;
    private final boolean withBuildIds;

    /** Finds the platforms of the kernels, which come before the layouts; that they are in order is left to {@link #check}. */
    static int[] platforms(IndexInput in) throws BundleFormatException {
        int[] starts = new int[in.count(BundleLimits.PLATFORMS, SMALLEST_PLATFORM, "number of platforms")];
        for (int i = 0; i < starts.length; i++) {
            starts[i] = in.position();
            in.skipString(BundleLimits.STRING, "architecture of a platform");
            in.skipString(BundleLimits.STRING, "ID of a platform");
            in.skipString(BundleLimits.STRING, "VERSION_ID of a platform");
        }
        return starts;
    }

    /** Finds the groups. A row is checked when it is read, and all of them by {@link #check}. */
    KernelTable(IndexInput in, int[] platforms, LayoutTable layouts) throws BundleFormatException {
        source = in.source();
        index = in.bytes();
        this.platforms = platforms;
        this.layouts = layouts;
        count = in.count(BundleLimits.KERNELS, SMALLEST_ROW, "number of kernels");
        withBuildIds = in.number(1, "whether kernels have build ids") == 1;
        groups = new int[(count + GROUP - 1) / GROUP + 1];
        int most = in.remaining();
        for (int i = 1; i < groups.length; i++) {
            groups[i] = groups[i - 1] + in.number(most - groups[i - 1], "size of a group of kernels");
        }
        int start = in.skip(groups[groups.length - 1], "kernels");
        for (int i = 0; i < groups.length; i++) {
            groups[i] += start;
        }
    }

    /** Checks all rows, and that they are in order: which one lookup need not, and could not in its time. */
    void check() throws BundleFormatException {
        new KernelTableCheck(source, index, layouts.count()).check(platforms, groups, count, withBuildIds);
    }

    @Override
    public int count() {
        return count;
    }

    @Override
    public KernelId get(int kernel) {
        try {
            KernelCursor cursor = at(kernel);
            IndexInput platform = new IndexInput(source, index, platforms[cursor.platform()]);
            String arch = platform.string("architecture");
            String id = platform.string("ID");
            String buildId = cursor.hasBuildId() ? cursor.buildId() : null;
            return new KernelId(id, platform.string("VERSION_ID"), arch, cursor.release(), buildId);
        } catch (IOException e) {
            throw BundleFormatException.unchecked(e);
        }
    }

    @Override
    protected @Nullable String buildId(int kernel) {
        return get(kernel).buildId();
    }

    @Override
    protected int layoutOf(int kernel) {
        try {
            return at(kernel).layout();
        } catch (IOException e) {
            throw BundleFormatException.unchecked(e);
        }
    }

    @Override
    protected byte @Nullable [] bytes(int kernel) {
        try {
            return layouts.read(layoutOf(kernel));
        } catch (IOException e) {
            return null;
        }
    }

    @Override
    protected int[] withRelease(String release) {
        byte[] wanted = release.getBytes(StandardCharsets.UTF_8);
        try {
            return search(wanted);
        } catch (IOException e) {
            throw BundleFormatException.unchecked(e);
        }
    }

    /** A scan over all rows, of whatever release. */
    @Override
    protected int[] withBuildId(String hex, int[] sameRelease) {
        byte[] buildId = Hex.parse(hex);
        if (buildId == null || !withBuildIds) {
            return new int[0];
        }
        int[] found = new int[1];
        int n = 0;
        KernelCursor cursor = cursor();
        try {
            for (int i = 0; i < count; i++) {
                if (i % GROUP == 0) {
                    cursor.startGroup(groups[i / GROUP]);
                }
                cursor.next();
                if (cursor.isBuildId(buildId)) {
                    found = n == found.length ? Arrays.copyOf(found, 2 * n) : found;
                    found[n++] = i;
                }
            }
        } catch (IOException e) {
            throw BundleFormatException.unchecked(e);
        }
        return Arrays.copyOf(found, n);
    }

    private int[] search(byte[] wanted) throws BundleFormatException {
        if (count == 0) {
            return new int[0];
        }
        KernelCursor cursor = cursor();
        int from = Math.max(0, firstGroupNotBefore(wanted, cursor) - 1) * GROUP;
        int first = -1;
        int end = from;
        for (int i = from; i < count; i++) {
            if (i % GROUP == 0) {
                cursor.startGroup(groups[i / GROUP]);
            }
            cursor.next();
            int order = cursor.compareRelease(wanted, wanted.length);
            if (order > 0) {
                break;
            }
            if (order == 0) {
                first = first < 0 ? i : first;
                end = i + 1;
            }
        }
        int[] found = new int[first < 0 ? 0 : end - first];
        for (int i = 0; i < found.length; i++) {
            found[i] = first + i;
        }
        return found;
    }

    /** Rows with the release may end the group before, so the search starts there. */
    private int firstGroupNotBefore(byte[] wanted, KernelCursor cursor) throws BundleFormatException {
        int low = 0;
        int high = groups.length - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            cursor.startGroup(groups[middle]);
            cursor.next();
            if (cursor.compareRelease(wanted, wanted.length) < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private KernelCursor at(int kernel) throws BundleFormatException {
        if (kernel < 0 || kernel >= count) {
            throw Misuse.noSuch("kernel", kernel, count);
        }
        KernelCursor cursor = cursor();
        cursor.startGroup(groups[kernel / GROUP]);
        for (int i = 0; i <= kernel % GROUP; i++) {
            cursor.next();
        }
        return cursor;
    }

    /** For one walk, from the start of a group. */
    private KernelCursor cursor() {
        return new KernelCursor(new IndexInput(source, index, groups[0]), platforms.length, layouts.count());
    }
}
