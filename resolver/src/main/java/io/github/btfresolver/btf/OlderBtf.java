// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.btf;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A BTF rewritten without kinds that an old libbpf does not know. CO-RE relocations come to the same against it, or are
 * refused: none silently to another value. Type ids stay.
 *
 * <ul>
 *   <li>A TYPE_TAG becomes a CONST, which CO-RE passes over in the same way; a DECL_TAG, to which nothing refers, an INT
 *       without a name. So has libbpf's {@code bpf_object__sanitize_btf()}.
 *   <li>An ENUM64 becomes an ENUM of the same size. (There it becomes a union, which would be for the kernel only: no enum
 *       of a program is compatible with it.) An enumerator with a value that not every libbpf reads alike from 32 bits, one
 *       outside of 0 to 2³¹ − 1, would be another one. So there are two ENUMs, and two of every typedef of it, in which such
 *       enumerators have different values: a program that asks for one is ambiguous to libbpf, which refuses it ({@code
 *       bpf_core_apply_relo()}: "relocation decision ambiguity"); about everything else the two agree.
 * </ul>
 */
public final class OlderBtf {
    private final Btf btf;
    private final Set<BtfKind> unwanted;
    private final List<int[]> records = new ArrayList<>();
    /** The second ENUMs by the ids of the first. */
    private final Map<Integer, Integer> twins = new HashMap<>();

    private OlderBtf(Btf btf, Set<BtfKind> unwanted) {
        this.btf = btf;
        this.unwanted = unwanted;
    }

    /**
     * Rewrites a BTF that is not split.
     *
     * @throws BtfFormatException when a kind cannot be rewritten, or typedefs go round in a circle
     */
    public static byte[] without(Btf btf, Set<BtfKind> unwanted) throws BtfFormatException {
        for (BtfKind kind : unwanted) {
            if (kind != BtfKind.ENUM64 && kind != BtfKind.TYPE_TAG && kind != BtfKind.DECL_TAG) {
                throw new BtfFormatException(
                        btf.source(), "types of kind " + kind + " cannot be rewritten for an older libbpf");
            }
        }
        return new OlderBtf(btf, unwanted).rewrite();
    }

    private byte[] rewrite() throws BtfFormatException {
        for (int id = 1; id < btf.typeCount(); id++) {
            records.add(unwanted.contains(btf.kind(id)) ? replacement(id) : TypeRecord.words(btf, id));
        }
        if (unwanted.contains(BtfKind.ENUM64)) {
            addTwins();
            addTypedefs();
        }
        return blob();
    }

    private int[] replacement(int id) {
        int[] words = TypeRecord.words(btf, id);
        switch (btf.kind(id)) {
            case TYPE_TAG:
                return new int[] {0, TypeRecord.info(BtfKind.CONST, false, 0), words[2]};
            case DECL_TAG:
                return new int[] {0, TypeRecord.info(BtfKind.INT, false, 0), 1, 8};
            default:
                return enumeration(id, 0);
        }
    }

    /** An ENUM in place of an ENUM64, with a value in place of those that it cannot have. */
    private int[] enumeration(int id, int placeholder) {
        int vlen = btf.vlen(id);
        int[] words = new int[3 + 2 * vlen];
        words[0] = btf.nameOffset(id);
        words[1] = TypeRecord.info(BtfKind.ENUM, btf.kflag(id), vlen);
        words[2] = btf.sizeField(id);
        for (int i = 0; i < vlen; i++) {
            long value = btf.enumeratorValue(id, i);
            words[3 + 2 * i] = btf.elementNameOffset(id, i);
            words[4 + 2 * i] = fits(value) ? (int) value : placeholder;
        }
        return words;
    }

    private static boolean fits(long value) {
        return value >= 0 && value <= Integer.MAX_VALUE;
    }

    private void addTwins() {
        for (int id = 1; id < btf.typeCount(); id++) {
            if (btf.kind(id) == BtfKind.ENUM64) {
                int[] twin = enumeration(id, 1);
                if (!Arrays.equals(twin, records.get(id - 1))) {
                    records.add(twin);
                    twins.put(id, records.size());
                }
            }
        }
    }

    private void addTypedefs() throws BtfFormatException {
        for (int id = 1; id < btf.typeCount() && !twins.isEmpty(); id++) {
            Integer twin = btf.kind(id) == BtfKind.TYPEDEF ? twins.get(btf.skipModifiers(id)) : null;
            if (twin != null) {
                records.add(new int[] {btf.nameOffset(id), TypeRecord.info(BtfKind.TYPEDEF, false, 0), twin});
            }
        }
    }

    private byte[] blob() {
        int count = 0;
        for (int[] record : records) {
            count = Math.addExact(count, record.length);
        }
        ByteBuffer types = ByteBuffer.allocate(Math.multiplyExact(4, count)).order(btf.order());
        for (int[] record : records) {
            for (int word : record) {
                types.putInt(word);
            }
        }
        types.flip();
        ByteBuffer strings = btf.strings().section();
        return BtfBlob.of(btf.order(), new ByteBuffer[] {types}, new ByteBuffer[] {strings});
    }
}
