/** The plugin's operations as a command line. */
package io.github.btfresolver.plugin.cli;
