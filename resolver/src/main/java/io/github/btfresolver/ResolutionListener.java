// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver;

/** Is told how a search went: for a log, for telemetry. The library itself logs nothing. */
public interface ResolutionListener {
    /** Called once for every search, in its thread, before the search returns or throws. */
    void resolved(Resolution resolution);
}
