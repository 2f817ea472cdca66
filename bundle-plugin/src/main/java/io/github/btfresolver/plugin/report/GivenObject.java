// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.report;

import io.github.btfresolver.core.BpfObject;

/**
 * An object whose file is at hand.
 *
 * @param sha256 of the file, in lower-case hex digits
 * @param parsed its contents
 */
public record GivenObject(String sha256, BpfObject parsed) {}
