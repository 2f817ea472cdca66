/** Where tests find data and judges. */
package io.github.btfresolver.testdata;
