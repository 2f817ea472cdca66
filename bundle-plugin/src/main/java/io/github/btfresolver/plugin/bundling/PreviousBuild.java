// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.bundling;

import io.github.btfresolver.plugin.jdk.Sha256;
import io.github.btfresolver.plugin.output.AtomicOutput;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;

/**
 * The outcome of a build, kept beside the bundle that it made: while the inputs are the same, and the bundle is the one that was made of
 * them, there is nothing to do.
 *
 * @param record the file in which the outcome is kept
 * @param bundle the file that the bundle was written to
 */
public record PreviousBuild(Path record, Path bundle) {
    /** In place of a hash of inputs, for an outcome that is told, and that the next build does not rely on. */
    static final String UNFINISHED = "unfinished";

    private static final String INPUTS = "inputs";
    private static final String BUNDLE = "bundle";
    private static final String KERNELS = "kernels";
    private static final String LAYOUTS = "layouts";
    private static final String WARNING = "warning.";

    /**
     * What was made of inputs.
     *
     * @param inputs a hash of all that the outcome depends on
     * @param time that this took
     * @return empty when the last build had other inputs, or its bundle has gone or is another now
     */
    Optional<BuiltBundle> find(String inputs, Duration time) {
        Properties kept = new Properties();
        try (Reader in = Files.newBufferedReader(record)) {
            kept.load(in);
            byte[] bytes = Files.readAllBytes(bundle);
            if (!inputs.equals(kept.getProperty(INPUTS)) || !Sha256.hex(bytes).equals(kept.getProperty(BUNDLE))) {
                return Optional.empty();
            }
            return Optional.of(new BuiltBundle(
                    bytes,
                    Integer.parseInt(kept.getProperty(KERNELS, "")),
                    Integer.parseInt(kept.getProperty(LAYOUTS, "")),
                    BuildFacts.list(kept, WARNING),
                    BuildFacts.read(kept),
                    time));
        } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException e) {
            return Optional.empty(); // none, or damaged: it is made again
        }
    }

    /**
     * What the build knew that made a bundle.
     *
     * @param record the file in which its outcome is kept
     * @param bundle the SHA-256 of the bundle, in lower-case hex digits
     * @return empty when there is none, when it is damaged, or when it is another bundle's
     */
    public static Optional<BuildFacts> facts(Path record, String bundle) {
        Properties kept = new Properties();
        try (Reader in = Files.newBufferedReader(record)) {
            kept.load(in);
            return bundle.equals(kept.getProperty(BUNDLE)) ? Optional.of(BuildFacts.read(kept)) : Optional.empty();
        } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }

    /** Keeps an outcome. */
    void write(String inputs, BuiltBundle built) throws IOException {
        Properties kept = new Properties();
        kept.setProperty(INPUTS, inputs);
        kept.setProperty(BUNDLE, Sha256.hex(built.bytes()));
        kept.setProperty(KERNELS, String.valueOf(built.kernels()));
        kept.setProperty(LAYOUTS, String.valueOf(built.layouts()));
        for (int i = 0; i < built.warnings().size(); i++) {
            kept.setProperty(WARNING + i, built.warnings().get(i));
        }
        built.facts().writeTo(kept);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        kept.store(out, "The last build of " + bundle.getFileName());
        Files.createDirectories(record.toAbsolutePath().resolveSibling(""));
        AtomicOutput.write(record.toFile(), out.toByteArray());
    }
}
