// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
/** What a bundle covers and what its objects' programs can do there: for people as a page, for programs as JSON. */
package io.github.btfresolver.plugin.report;
