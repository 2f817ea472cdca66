// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
/** What one build leaves for the next: kept by content, never by time, and worth nothing but time when it is lost. */
package io.github.btfresolver.plugin.cache;
