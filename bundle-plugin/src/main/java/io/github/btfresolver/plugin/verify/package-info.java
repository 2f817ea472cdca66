// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
/** Whether what was packaged belongs together. */
package io.github.btfresolver.plugin.verify;
