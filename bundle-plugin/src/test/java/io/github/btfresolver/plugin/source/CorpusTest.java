// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.btfresolver.btf.Btf;
import io.github.btfresolver.testdata.Judges;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A tree of real kernel BTFs, where there is one: {@code -Dbtf.corpus=DIRECTORY}. */
class CorpusTest {
    @Test
    void every_kernel_of_the_corpus_is_found_and_read() throws IOException {
        String corpus = System.getProperty("btf.corpus", "");
        Judges.assume(!corpus.isEmpty(), "no corpus: run with -Dbtf.corpus=DIRECTORY");

        FoundKernels found = TestFiles.find(List.of(corpus), Path.of(""), KernelFilter.all());

        assertEquals(List.of(), found.rejected());
        assertFalse(found.kernels().isEmpty());
        for (SourcedKernel kernel : found.kernels()) {
            Btf btf = kernel.read();
            assertTrue(btf.typeCount() > 10_000, () -> kernel + " has " + btf.typeCount() + " types");
        }
    }
}
