// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.judge.libbpf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.btfresolver.btf.Btf;
import io.github.btfresolver.core.BpfObject;
import io.github.btfresolver.core.CandidateIndex;
import io.github.btfresolver.plugin.judge.Targets;
import io.github.btfresolver.plugin.judge.random.RandomPair;
import io.github.btfresolver.testdata.EmbeddedObjects;
import io.github.btfresolver.testdata.TestData;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every instruction is patched, poisoned or refused as the installed libbpf says that it does. */
class RelocateAgainstLibbpfTest {
    private static final int RANDOM_PAIRS = Integer.getInteger("btf.random.pairs", 500);

    @TempDir
    Path folder;

    private Libbpf libbpf;
    private int relocations;
    private int objects;
    private int unsignedEnumerators;

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
            File btf = Targets.unpacked(target, folder);
            CandidateIndex index = new CandidateIndex(Btf.parse(TestData.bytes(btf), target.getPath()));
            for (File file : files) {
                compare(file, btf, index);
            }
        }
        System.out.println(relocations + " relocations of " + objects + " pairs of object and target compared with"
                + " libbpf, of them " + unsignedEnumerators + " refused by libbpf as unsigned enumerators");
        assertTrue(relocations > 10 * objects / 2, relocations + " relocations of " + objects);
        assertTrue(unsignedEnumerators > 0, "the defect of libbpf that a program of testdata shows");
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
        System.out.println(relocations + " made-up relocations of " + objects + " pairs compared with libbpf");
    }

    private void compare(File file, File btf, CandidateIndex index) throws Exception {
        BpfObject object = BpfObject.read(file);
        List<String> said = libbpf.load(file, btf);
        if (said.stream().noneMatch(line -> line.endsWith(" CO-RE relocations"))) {
            assertTrue(object.relocations().isEmpty(), () -> file + ": " + said.subList(said.size() - 2, said.size()));
            return;
        }
        Expected expected = Expected.of(object, index);
        String name = file.getName() + " on " + index.target().source();
        List<Event> events = Event.of(said);
        assertEquals(lines(expected.events), lines(events), name);
        objects++;
        relocations += expected.relocations;
        unsignedEnumerators += expected.unsignedEnumerators;
    }

    private static String lines(List<Event> events) {
        StringBuilder text = new StringBuilder();
        events.forEach(event -> text.append(event).append('\n'));
        return text.toString();
    }
}
