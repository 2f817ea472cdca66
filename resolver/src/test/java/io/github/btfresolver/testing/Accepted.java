// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.btfresolver.btf.Btf;
import io.github.btfresolver.btf.BtfFormatException;
import io.github.btfresolver.btf.BtfKind;
import io.github.btfresolver.btf.BtfSubset;
import io.github.btfresolver.btf.CDump;
import io.github.btfresolver.btf.CanonicalBtf;
import io.github.btfresolver.btf.OlderBtf;
import io.github.btfresolver.core.RootNames;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.BitSet;
import java.util.EnumSet;

/** What holds for a BTF that was accepted, however odd: it can be asked everything, dumped, reduced and written again. */
public final class Accepted {
    /** How many things there are to do with a BTF beside walking through it. */
    public static final int USES = 3;

    private Accepted() {}

    /** Does all of it. */
    public static void btf(Btf btf) throws IOException {
        Walk.over(btf);
        for (int use = 0; use < USES; use++) {
            use(btf, use);
        }
    }

    /** Walks through it, and does one more thing, where there is not the time for all of them. */
    public static void btf(Btf btf, int use) throws IOException {
        Walk.over(btf);
        use(btf, use);
    }

    private static void use(Btf btf, int use) throws IOException {
        if (use == 0) {
            dumpC(btf);
            writeAgain(btf);
        } else if (btf.firstOwnId() == 1 && use == 1) {
            reduce(btf);
        } else if (btf.firstOwnId() == 1) {
            rewrite(btf);
        }
    }

    /** Types that C has no words for are told so. */
    private static void dumpC(Btf btf) throws IOException {
        OutputStream nowhere = new OutputStream() {
            @Override
            public void write(int b) {}

            @Override
            public void write(byte[] b, int offset, int length) {}
        };
        try {
            CDump.write(btf, nowhere);
        } catch (BtfFormatException e) {
            assertNamesSource(btf, e);
        }
    }

    private static void writeAgain(Btf btf) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream(btf.size());
        btf.writeTo(out);
        assertEquals(
                btf.typeCount(),
                Btf.parse(out.toByteArray(), "again", btf.pointerSize()).typeCount());
    }

    private static void reduce(Btf btf) throws IOException {
        BitSet all = new BitSet();
        all.set(1, btf.typeCount());
        Btf subset = again(BtfSubset.of(btf, all, new BitSet()));
        assertEquals(btf.typeCount(), subset.typeCount());
        for (int id = 1; id < btf.typeCount(); id++) {
            assertEquals(btf.name(id), subset.name(id));
        }
        again(BtfSubset.of(btf, RootNames.candidates(btf), new BitSet()));
    }

    private static void rewrite(Btf btf) throws IOException {
        again(CanonicalBtf.of(btf));
        try {
            again(OlderBtf.without(btf, EnumSet.of(BtfKind.ENUM64, BtfKind.TYPE_TAG, BtfKind.DECL_TAG)));
        } catch (BtfFormatException e) {
            assertNamesSource(btf, e);
        }
    }

    private static Btf again(byte[] bytes) throws BtfFormatException {
        return Btf.parse(bytes, "again");
    }

    private static void assertNamesSource(Btf btf, BtfFormatException e) {
        if (!String.valueOf(e.getMessage()).startsWith(btf.source())) {
            throw new AssertionError("expected a message that begins with " + btf.source(), e);
        }
    }
}
