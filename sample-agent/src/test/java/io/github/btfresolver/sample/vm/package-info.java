// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
/** The agent on real kernels, in emulated machines: {@code mvn verify -Pkernel-vm}. */
package io.github.btfresolver.sample.vm;
