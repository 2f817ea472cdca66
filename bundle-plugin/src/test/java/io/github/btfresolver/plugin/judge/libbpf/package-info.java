/** Comparisons with what libbpf says while it relocates an object. */
package io.github.btfresolver.plugin.judge.libbpf;
