// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.kernel;

/** Placeholder while the room is being built. */
public final class OsRelease {}
