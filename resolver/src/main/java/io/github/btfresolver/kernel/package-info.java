// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
/** Who the running machine is (uname, os-release, build id), and the places where its kernel's BTF may lie. */
package io.github.btfresolver.kernel;
