/** Reduces a kernel's BTF to the types that the CO-RE relocations of BPF objects use. */
package io.github.btfresolver.plugin.minimize;
