// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.btf;

import java.nio.ByteBuffer;

/**
 * Split BTF, as kernel modules have it: its type ids and string offsets go on where those of its base end. Joining the
 * two gives an ordinary blob in which every id and offset is right as it is.
 */
final class SplitBtf {
    private SplitBtf() {}

    /** A blob with the base's types and strings, and behind them those of the split BTF. */
    static byte[] join(Btf base, byte[] split, String source) throws BtfFormatException {
        BtfHeader header = BtfHeader.parse(split, split.length, source);
        if (header.order() != base.order()) {
            throw new BtfFormatException(
                    source, "split BTF: byte order " + header.order() + ", that of its base is " + base.order());
        }
        int end = header.stringsEnd();
        if (end > header.stringsStart() && split[end - 1] != 0) {
            throw new BtfFormatException(source, "split BTF: expected the string section to end with a NUL");
        }
        refuseComplete(split, header, source);
        ByteBuffer types = slice(split, header.typesStart(), header.typesEnd());
        ByteBuffer strings = slice(split, header.stringsStart(), end);
        return BtfBlob.of(base.order(), new ByteBuffer[] {base.typeSection(), types}, new ByteBuffer[] {
            base.strings().section(), strings
        });
    }

    /**
     * A whole kernel's BTF by mistake would be read as references into the base. Split BTF as libbpf and pahole make it
     * does not begin its strings with a NUL; one that does is refused if it makes sense alone.
     */
    private static void refuseComplete(byte[] split, BtfHeader header, String source) throws BtfFormatException {
        if (header.stringsEnd() == header.stringsStart() || split[header.stringsStart()] != 0) {
            return;
        }
        try {
            Btf.parse(split, source);
        } catch (BtfFormatException e) {
            return;
        }
        throw new BtfFormatException(source, "expected split BTF, found BTF that is complete without a base");
    }

    /**
     * Puts a split BTF that was made on a stand-in base ({@code .BTF.base}) onto the real one (libbpf's {@code
     * btf__relocate()}).
     *
     * @param standIn the split BTF, joined with its stand-in base
     * @return a blob as from {@link #join}
     */
    static byte[] rebase(Btf standIn, Btf base) throws BtfFormatException {
        int[] ids = new DistilledBase(standIn, base).ids();
        int first = standIn.firstOwnId();
        int shift = base.typeCount() - first;
        int stringShift = base.strings().size();
        int start = standIn.typeCount() > first ? standIn.recordStart(first) : standIn.typesEnd();
        ByteBuffer types = ByteBuffer.allocate(standIn.typesEnd() - start).order(standIn.order());
        types.put(slice(standIn.bytes(), start, standIn.typesEnd()));
        types.flip();
        TypeWords.Visitor patch = new TypeWords.Visitor() {
            @Override
            public void name(int id, int at, String what) {
                int offset = standIn.wordAt(at);
                types.putInt(at - start, offset == 0 ? 0 : offset + stringShift);
            }

            @Override
            public void type(int id, int at, String what) {
                int target = standIn.wordAt(at);
                types.putInt(at - start, target < first ? ids[target] : target + shift);
            }
        };
        for (int id = first; id < standIn.typeCount(); id++) {
            TypeWords.visit(standIn, id, patch);
        }
        return BtfBlob.of(base.order(), new ByteBuffer[] {base.typeSection(), types}, new ByteBuffer[] {
            base.strings().section(), standIn.strings().section()
        });
    }

    private static ByteBuffer slice(byte[] bytes, int start, int end) {
        return ByteBuffer.wrap(bytes, start, end - start);
    }
}
