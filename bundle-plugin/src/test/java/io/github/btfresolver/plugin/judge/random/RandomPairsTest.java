// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.judge.random;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.btfresolver.btf.Btf;
import io.github.btfresolver.core.BpfObject;
import io.github.btfresolver.plugin.minimize.BtfMinimizer;
import io.github.btfresolver.plugin.minimize.MinimizationException;
import io.github.btfresolver.testdata.Judges;
import java.io.File;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The minimizer and bpftool on made-up pairs of targets and objects: they write the same bytes, or both refuse. {@code
 * -Dbtf.random.pairs=N} compares more of them, {@code -Dbtf.random.seed=S} others.
 */
class RandomPairsTest {
    private static final int PAIRS = Integer.getInteger("btf.random.pairs", 4000);
    private static final long SEED = Long.getLong("btf.random.seed", 1);
    private static final int THREADS = 2;

    /** What bpftool ends with when it refuses: EINVAL, EOPNOTSUPP, E2BIG, negated. */
    private static final Set<Integer> REFUSED = Set.of(234, 161, 249);

    @TempDir
    Path folder;

    private String bpftool;

    private enum Verdict {
        SAME_BYTES,
        SAME_EMPTY,
        BOTH_REFUSE,
        DIFFERENT
    }

    @BeforeEach
    void find_judge() {
        bpftool = Judges.require("bpftool", "bpftool");
    }

    @Test
    void minimizer_and_bpftool_agree_on_made_up_pairs() throws Exception {
        ExecutorService executor = Executors.newFixedThreadPool(THREADS);
        TreeMap<Verdict, Integer> verdicts = new TreeMap<>();
        try {
            List<Future<List<Verdict>>> futures = new ArrayList<>();
            for (int thread = 0; thread < THREADS; thread++) {
                int first = thread;
                futures.add(executor.submit(() -> compareEvery(first)));
            }
            for (Future<List<Verdict>> future : futures) {
                future.get().forEach(verdict -> verdicts.merge(verdict, 1, Integer::sum));
            }
        } finally {
            executor.shutdownNow();
        }
        System.out.println("random pairs from seed " + SEED + ": " + verdicts);
        assertEquals(null, verdicts.get(Verdict.DIFFERENT), "pairs that differ, named above");
        assertTrue(verdicts.get(Verdict.SAME_BYTES) > PAIRS / 3, "too few pairs succeed: " + verdicts);
        assertTrue(verdicts.get(Verdict.BOTH_REFUSE) > PAIRS / 20, "too few pairs fail: " + verdicts);
    }

    private List<Verdict> compareEvery(int first) throws Exception {
        Path own = Files.createDirectory(folder.resolve("thread" + first));
        List<Verdict> verdicts = new ArrayList<>();
        for (int i = first; i < PAIRS; i += THREADS) {
            verdicts.add(compare(SEED + i, own));
        }
        return verdicts;
    }

    private Verdict compare(long seed, Path own) throws Exception {
        RandomPair pair = RandomPair.of(seed);
        List<File> files = write(pair, own);
        Path output = own.resolve("min.btf");
        Files.deleteIfExists(output);
        Judges.Run run = Judges.minCoreBtf(bpftool, files.get(0), output.toFile(), files.subList(1, files.size()));
        byte[] theirs = Files.exists(output) ? Files.readAllBytes(output) : null;
        String[] reason = new String[1];
        byte[] ours = minimize(files, reason);
        if (ours == null && theirs == null && REFUSED.contains(run.status)) {
            return Verdict.BOTH_REFUSE;
        }
        if (ours != null && Arrays.equals(ours, theirs)) {
            return ours.length > 25 ? Verdict.SAME_BYTES : Verdict.SAME_EMPTY;
        }
        Path kept = Files.createDirectories(Path.of("target", "random-pairs", Long.toString(seed)));
        System.out.println("seed " + seed + " differs: bpftool ends with " + run.status + " " + run.output + "; we: "
                + (ours == null ? reason[0] : ours.length + " bytes") + "; see " + write(pair, kept));
        return Verdict.DIFFERENT;
    }

    private static List<File> write(RandomPair pair, Path folder) throws IOException {
        List<File> files = new ArrayList<>();
        files.add(Files.write(folder.resolve("target.btf"), pair.target()).toFile());
        for (byte[] object : pair.objects()) {
            files.add(Files.write(folder.resolve("object" + files.size() + ".bpf.o"), object)
                    .toFile());
        }
        return files;
    }

    private static byte @Nullable [] minimize(List<File> files, String[] reason) throws IOException {
        List<BpfObject> objects = new ArrayList<>();
        for (File file : files.subList(1, files.size())) {
            objects.add(BpfObject.read(file));
        }
        Btf target = Btf.parse(Files.readAllBytes(files.get(0).toPath()), "the made-up target");
        try {
            return new BtfMinimizer(objects).minimize(target, ByteOrder.LITTLE_ENDIAN);
        } catch (MinimizationException e) {
            reason[0] = e.getMessage();
            boolean namesObject = files.stream().anyMatch(file -> reason[0].startsWith(file.getPath()));
            assertTrue(namesObject && reason[0].contains(target.source()), reason[0]);
            return null;
        }
    }
}
