// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.bundling;

import io.github.btfresolver.btf.Btf;
import io.github.btfresolver.plugin.cache.FileHashes;
import io.github.btfresolver.plugin.jdk.Sha256;
import io.github.btfresolver.plugin.source.SourcedKernel;
import java.io.IOException;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;

/** Names for what kernels' BTFs hold: equal names, equal contents. Taken when a build begins, of
 * the files in which the kernels were found. Safe for use by many threads. */
final class ContentKeys {
    /** @param sha256 empty when the contents could not be read */
    private record Key(SourcedKernel kernel, String sha256) {}

    private final FileHashes hashes;
    private final IdentityHashMap<SourcedKernel, String> keys = new IdentityHashMap<>();

    private ContentKeys(FileHashes hashes) {
        this.hashes = hashes;
    }

    static ContentKeys of(List<SourcedKernel> kernels, FileHashes hashes, int threads) throws BundlingException {
        ContentKeys keys = new ContentKeys(hashes);
        new OrderedWork<SourcedKernel, Key>(threads, keys::key, key -> keys.keys.put(key.kernel(), key.sha256()))
                .run(kernels);
        return keys;
    }

    private Key key(SourcedKernel kernel) {
        try {
            return new Key(kernel, now(kernel));
        } catch (IOException e) {
            return new Key(kernel, ""); // for its reader to tell
        }
    }

    private String now(SourcedKernel kernel) throws IOException {
        String key = hashes.sha256(kernel.file());
        if (kernel.hasChanged()) { // an archive is still read from the file that was there when it was opened
            throw changed(kernel);
        }
        return kernel.entry().isEmpty() ? key : Sha256.hex(key + "!/" + kernel.entry());
    }

    /**
     * In hex digits; empty for what could not be read.
     *
     * @param kernel one of those that this was made for
     */
    Optional<String> of(SourcedKernel kernel) {
        return Optional.ofNullable(keys.get(kernel)).filter(key -> !key.isEmpty());
    }

    /**
     * Reads a kernel's BTF.
     *
     * @throws IOException when the contents are not what they were when the kernel was found, or cannot be read
     */
    Btf read(SourcedKernel kernel) throws IOException {
        Btf btf = kernel.read();
        if (!now(kernel).equals(keys.get(kernel))) {
            throw changed(kernel);
        }
        return btf;
    }

    private static IOException changed(SourcedKernel kernel) {
        return new IOException(kernel.origin() + ": changed while the bundle was made: build again");
    }
}
