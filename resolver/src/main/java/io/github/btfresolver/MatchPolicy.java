// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver;

/** How an entry of a bundle or directory is chosen. */
public enum MatchPolicy {
    /** Only an entry for this kernel. */
    EXACT,
    /**
     * Where no bundle and no directory has an entry for this release and architecture: the layout that the nearest older and
     * the nearest newer kernel of its series, of those in any of them, have in common in one of them. A series is one distribution and version, one
     * architecture, and one kernel version and flavour as the release names them. It is marked as inferred, for it is not
     * known: a kernel between two that agree may still differ from both.
     */
    BRACKETED
}
