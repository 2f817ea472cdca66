/** Relocated programs, run. */
package io.github.btfresolver.plugin.judge.program;
