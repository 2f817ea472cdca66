// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.bundling;

/**
 * What a kernel's BTF took before it was minimized.
 *
 * @param btf bytes of the whole BTF
 * @param file bytes of the file that it is in, which is mostly packed
 */
public record SourceSizes(long btf, long file) {}
