// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.judge.libbpf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.btfresolver.btf.Btf;
import io.github.btfresolver.btf.BtfKind;
import io.github.btfresolver.btf.OlderBtf;
import io.github.btfresolver.core.BpfObject;
import io.github.btfresolver.core.CandidateIndex;
import io.github.btfresolver.loader.LibbpfKinds;
import io.github.btfresolver.loader.LibbpfVersion;
import io.github.btfresolver.plugin.judge.Targets;
import io.github.btfresolver.plugin.judge.libbpf.Expected.Difference;
import io.github.btfresolver.plugin.judge.random.RandomPair;
import io.github.btfresolver.testdata.EmbeddedObjects;
import io.github.btfresolver.testdata.TestData;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every instruction is patched, poisoned or refused as the installed libbpf says that it does. */
class RelocateAgainstLibbpfTest {
    private static final int RANDOM_PAIRS = Integer.getInteger("btf.random.pairs", 3000);

    private static final LibbpfVersion OLD = LibbpfVersion.parse("0.5");

    @TempDir
    Path folder;

    private Libbpf libbpf;
    private int relocations;
    private int objects;
    private final Map<Difference, Integer> differences = new EnumMap<>(Difference.class);

    @BeforeEach
    void find_judge() {
        libbpf = Libbpf.require(TestData.file("objects/el/exec.bpf.o"), TestData.file("btf-small/kernel.el.btf"));
    }

    @Test
    void every_object_on_every_target() throws Exception {
        List<File> files = new ArrayList<>(TestData.objects("el"));
        files.addAll(EmbeddedObjects.extract(folder.toFile()));
        List<File> targets = new ArrayList<>(Targets.small());
        targets.addAll(Targets.kernels());
        for (File target : targets) {
            File unpacked = Targets.unpacked(target, folder);
            Btf btf = Btf.parse(TestData.bytes(unpacked), target.getPath());
            compare(files, unpacked, btf);
            if (LibbpfKinds.unknownTo(OLD, btf).contains(BtfKind.ENUM64)) {
                byte[] older = OlderBtf.without(btf, LibbpfKinds.unknownTo(OLD, btf));
                Path file = Files.write(folder.resolve("older.btf"), older);
                compare(files, file.toFile(), Btf.parse(older, target + " for libbpf " + OLD));
            }
        }
        System.out.println(relocations + " relocations of " + objects + " pairs of object and target compared with"
                + " libbpf, of them known differences: " + differences);
        assertTrue(relocations > 5 * objects, relocations + " relocations of " + objects);
        assertEquals(Set.of(Difference.UNSIGNED_ENUMERATOR), differences.keySet(), "which programs of testdata show");
    }

    private void compare(List<File> files, File target, Btf btf) throws Exception {
        CandidateIndex index = new CandidateIndex(btf);
        for (File file : files) {
            compare(file, target, index);
        }
    }

    @Test
    void made_up_pairs() throws Exception {
        File btf = folder.resolve("target.btf").toFile();
        File file = folder.resolve("object.bpf.o").toFile();
        for (long seed = 0; seed < RANDOM_PAIRS; seed++) {
            RandomPair pair = RandomPair.of(seed);
            Files.write(btf.toPath(), pair.target());
            Files.write(file.toPath(), pair.objects().get(0));
            compare(file, btf, new CandidateIndex(Btf.parse(pair.target(), "made-up target " + seed)));
        }
        System.out.println(relocations + " made-up relocations of " + objects
                + " pairs compared with libbpf, of them known differences: " + differences);
    }

    private void compare(File file, File btf, CandidateIndex index) throws Exception {
        BpfObject object = BpfObject.read(file);
        List<String> said = libbpf.load(file, btf);
        if (said.stream().noneMatch(line -> line.endsWith(" CO-RE relocations"))) {
            assertTrue(object.relocations().isEmpty(), () -> file + ": " + said.subList(said.size() - 2, said.size()));
            return;
        }
        objects++;
        compare(file.getName() + " on " + index.kernel().source(), Expected.of(object, index), Event.of(said));
    }

    /** One relocation after the other, up to libbpf's first failure. */
    private void compare(String name, List<Expected> expected, List<Event> events) {
        int next = 0;
        for (Expected each : expected) {
            Event first = each.events.get(0);
            int start = next;
            while (next < events.size() && isAbout(first, events.get(next))) {
                next++;
            }
            List<Event> found = events.subList(start, next);
            relocations++;
            if (each.difference == Difference.UNSIGNED_ENUMERATOR) {
                differences.merge(each.difference, 1, Integer::sum);
            }
            if (each.difference == Difference.LOAD_OF_ARRAY && !found.isEmpty() && !each.events.equals(found)) {
                differences.merge(each.difference, 1, Integer::sum);
                if (found.get(found.size() - 1).what() == Event.What.FAILED) {
                    return;
                }
            } else {
                assertEquals(lines(each.events), lines(found), name);
            }
        }
        assertEquals(events.size(), next, () -> name + ": libbpf goes on after\n" + lines(events));
    }

    private static boolean isAbout(Event one, Event other) {
        return one.relocation() == other.relocation() && one.section().equals(other.section());
    }

    private static String lines(List<Event> events) {
        StringBuilder text = new StringBuilder();
        events.forEach(event -> text.append(event).append('\n'));
        return text.toString();
    }
}
