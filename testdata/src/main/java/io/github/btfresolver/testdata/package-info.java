// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
/** Where tests find data and judges. */
package io.github.btfresolver.testdata;
