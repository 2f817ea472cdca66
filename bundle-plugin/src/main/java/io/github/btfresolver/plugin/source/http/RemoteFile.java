// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.source.http;

/**
 * A file that a list names.
 *
 * @param path relative to the list: neither absolute nor with a segment that is empty, {@code .} or {@code ..}
 * @param url where it is, percent-encoded, without credentials
 * @param sha256 of its bytes, 64 lower-case hexadecimal digits
 */
public record RemoteFile(String path, String url, String sha256) {}
