// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0

module it.app {
    requires io.github.btfresolver;
    requires com.sun.jna;
}
