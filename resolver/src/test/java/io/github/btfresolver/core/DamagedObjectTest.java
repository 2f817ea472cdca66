// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.btfresolver.btf.Btf;
import io.github.btfresolver.testdata.TestData;
import io.github.btfresolver.testing.Bounded;
import io.github.btfresolver.testing.Walk;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever the bytes of an object or a target: a format exception, or outcomes for all of its records, each with a
 * message when it is an error.
 */
class DamagedObjectTest {
    private static final Duration LIMIT = Duration.ofMinutes(2);

    @ParameterizedTest
    @ValueSource(strings = {"el/twins", "eb/stores", "el/types"})
    void every_prefix_is_refused(String name) {
        byte[] whole = TestData.bytes("objects/" + name + ".bpf.o");
        for (int length = 0; length < whole.length; length++) {
            byte[] prefix = Arrays.copyOf(whole, length);
            String message = assertThrows(IOException.class, () -> BpfObject.parse(prefix, "cut.o"))
                    .getMessage();
            assertTrue(("" + message).startsWith("cut.o: "), message);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"eb/stores_v4", "el/enums"})
    void any_changed_byte_of_an_object_is_refused_or_harmless(String name) throws IOException {
        byte[] whole = TestData.bytes("objects/" + name + ".bpf.o");
        CandidateIndex index = target("kernel.el");
        assertTimeoutPreemptively(LIMIT, () -> {
            for (int i = 0; i < whole.length; i++) {
                for (int value : new int[] {0, 0xFF, whole[i] ^ 0x80, whole[i] + 1}) {
                    byte[] changed = whole.clone();
                    changed[i] = (byte) value;
                    relocate(changed, index);
                }
            }
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"el/types", "eb/types", "el/fields", "eb/bitfields", "el/enums", "el/missing"})
    void random_changes_of_an_object_are_refused_or_harmless(String name) throws IOException {
        byte[] whole = TestData.bytes("objects/" + name + ".bpf.o");
        CandidateIndex index = target("kernel_old.el");
        Random random = new Random(name.hashCode());
        assertTimeoutPreemptively(LIMIT, () -> {
            for (int round = 0; round < 400; round++) {
                byte[] changed = whole.clone();
                for (int n = random.nextInt(10); n >= 0; n--) {
                    changed[random.nextInt(changed.length)] = (byte) (random.nextInt() >> random.nextInt(32));
                }
                relocate(changed, index);
            }
        });
    }

    /** Types that pass the checks of a BTF but make no sense, on either side. */
    @ParameterizedTest
    @ValueSource(strings = {"types", "fields", "bitfields", "enums"})
    void random_changes_of_a_target_are_refused_or_harmless(String name) throws IOException {
        byte[] whole = TestData.bytes("btf-small/kernel.el.btf");
        BpfObject object = BpfObject.parse(TestData.bytes("objects/el/" + name + ".bpf.o"), "object");
        Random random = new Random(name.hashCode());
        assertTimeoutPreemptively(LIMIT, () -> {
            for (int round = 0; round < 400; round++) {
                byte[] changed = whole.clone();
                for (int n = random.nextInt(20); n >= 0; n--) {
                    int at = 24 + 4 * random.nextInt((changed.length - 24) / 4);
                    changed[at] = (byte) random.nextInt();
                    changed[at + 3] = (byte) (random.nextInt(8) == 0 ? random.nextInt(20) : changed[at + 3]);
                }
                relocate(object, changed);
            }
        });
    }

    @Test
    void the_undamaged_objects_relocate() throws IOException {
        CandidateIndex index = target("kernel.el");
        for (String order : new String[] {"el", "eb"}) {
            for (String name :
                    new String[] {"exec", "fields", "bitfields", "types", "enums", "stores", "subprograms"}) {
                String file = "objects/" + order + "/" + name + ".bpf.o";
                BpfObject object = BpfObject.parse(TestData.bytes(file), file);
                for (ObjectRelocation.Outcome outcome : ObjectRelocation.of(object, index)) {
                    assertTrue(
                            outcome.status() != ObjectRelocation.Status.ERROR, () -> file + ": " + outcome.message());
                }
            }
        }
    }

    private static CandidateIndex target(String name) throws IOException {
        return new CandidateIndex(Btf.parse(TestData.bytes("btf-small/" + name + ".btf"), name));
    }

    private static void relocate(byte[] bytes, CandidateIndex index) throws IOException {
        BpfObject object = Bounded.of("changed.o").read(bytes.length, () -> BpfObject.parse(bytes, "changed.o"));
        if (object != null) {
            Walk.over(object.btf());
            check(object, index);
        }
    }

    private static void relocate(BpfObject object, byte[] target) throws IOException {
        Btf btf = Bounded.of("changed.btf").read(target.length, () -> Btf.parse(target, "changed.btf"));
        if (btf != null) {
            Walk.over(btf);
            check(object, new CandidateIndex(btf));
        }
    }

    private static void check(BpfObject object, CandidateIndex index) {
        Relocator relocator = new Relocator(object, index);
        for (CoreRelocation relocation : object.relocations()) {
            try {
                assertNotNull(relocator.relocate(relocation));
            } catch (RelocationException e) {
                assertTrue(("" + e.getMessage()).startsWith(relocation + ": "), e.getMessage());
            }
        }
        for (ObjectRelocation.Outcome outcome : ObjectRelocation.of(object, index)) {
            boolean error = outcome.status() == ObjectRelocation.Status.ERROR;
            assertEquals(error, error && outcome.message() != null && outcome.newValue() == null);
        }
    }
}
