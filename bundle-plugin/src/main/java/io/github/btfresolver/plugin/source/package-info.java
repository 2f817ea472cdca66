// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
/** Where kernel BTFs come from: a BTFHub-shaped tree in a directory, an archive or on a web server, a single BTF, a vmlinux, the running kernel. */
package io.github.btfresolver.plugin.source;
