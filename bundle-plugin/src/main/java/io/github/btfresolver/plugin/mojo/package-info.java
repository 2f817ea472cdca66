/** The goals: parameters in, calls out, messages. */
package io.github.btfresolver.plugin.mojo;
