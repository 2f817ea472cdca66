// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
/** The documentation: no page says what is not so, as far as a test can tell. */
package io.github.btfresolver.plugin.docs;
