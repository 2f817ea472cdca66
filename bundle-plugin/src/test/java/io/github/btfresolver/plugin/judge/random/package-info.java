/** Made-up types and programs, for comparisons with bpftool. */
package io.github.btfresolver.plugin.judge.random;
