// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
/**
 * Trees of files on a web server: a list with checksums, and a cache of what it names. Knows nothing of kernels; the only
 * place that reaches for the network.
 */
package io.github.btfresolver.plugin.source.http;
