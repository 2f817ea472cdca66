/** The whole library against the tools that it must agree with. */
package io.github.btfresolver.plugin.judge;
