/** Makes a bundle: kernels from sources, minimized for objects. */
package io.github.btfresolver.plugin.bundling;
