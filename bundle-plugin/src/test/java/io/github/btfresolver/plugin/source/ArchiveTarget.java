// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.source;

import io.github.btfresolver.btf.Btf;
import io.github.btfresolver.plugin.fuzz.Choices;
import io.github.btfresolver.plugin.fuzz.FuzzTarget;
import io.github.btfresolver.plugin.fuzz.Seeds;
import io.github.btfresolver.plugin.fuzz.Use;
import io.github.btfresolver.testing.Bounded;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;

/**
 * A packed kernel: as it is after a 0; else a tar of some members whose headers are as the input has them, with checksums that
 * are right, by itself after a 1 and in gzip after anything else.
 */
public final class ArchiveTarget implements FuzzTarget {
    private static final String SOURCE = "fuzz.tar";

    /** What decoders of gzip and xz take, and the buffers between them: an xz header may ask for a dictionary of any size. */
    private static final long DECODERS = 400 << 20;

    private static final Bounded BOUNDED = Bounded.of(SOURCE).orThrowing(SourceException.class);
    private static final int RECORD = 512;
    private static final int CHECKSUM = 148;
    private static final List<String> NAMES =
            List.of("6.1.0.btf", "vmlinux", "./a/vmlinux-6", "a/", "../b.btf", "", "x");
    private static final byte[] TYPES = "0015LKxgSVD7".getBytes(StandardCharsets.US_ASCII);

    @Override
    public void run(byte[] input) throws IOException {
        Choices choices = new Choices(input);
        int form = choices.u8();
        if (form == 0) {
            byte[] bytes = choices.rest();
            use(BOUNDED.withRoom(DECODERS).read(bytes.length, () -> KernelFileReader.read(bytes, SOURCE)), input);
            return;
        }
        byte[] tar = tar(choices);
        if (form == 1) {
            BOUNDED.read(tar.length, () -> new TarMember(SOURCE, new ByteArrayInputStream(tar)).read());
        } else {
            byte[] packed = gzip(tar);
            use(BOUNDED.read(packed.length, () -> KernelFileReader.read(packed, SOURCE)), input);
        }
    }

    private static void use(Btf btf, byte[] input) throws IOException {
        if (btf != null) {
            Use.seldom(btf, input);
        }
    }

    private static byte[] tar(Choices choices) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int members = choices.below(4); members >= 0 && choices.hasMore(); members--) {
            byte[] contents = contents(choices);
            out.writeBytes(header(choices, contents.length));
            out.writeBytes(contents);
            out.writeBytes(new byte[-contents.length & RECORD - 1]);
        }
        out.writeBytes(new byte[2 * RECORD]);
        byte[] tar = out.toByteArray();
        int cut = choices.u16();
        return cut == 0 ? tar : Arrays.copyOf(tar, cut % tar.length);
    }

    private static byte[] contents(Choices choices) {
        return switch (choices.below(4)) {
            case 0 -> TestFiles.btf();
            case 1 ->
                "21 path=../x.btf\n12 size=77\n9 a=b\n22 GNU.sparse.major=1\n".getBytes(StandardCharsets.US_ASCII);
            case 2 -> new byte[choices.below(3 * RECORD)];
            default -> {
                byte[] bytes = new byte[choices.below(64)];
                for (int i = 0; i < bytes.length; i++) {
                    bytes[i] = (byte) choices.u8();
                }
                yield bytes;
            }
        };
    }

    /** As ustar has it, with some bytes changed before the checksum is made. */
    private static byte[] header(Choices choices, int size) {
        byte[] header = new byte[RECORD];
        put(header, 0, choices.of(NAMES));
        put(header, 100, "0000644\0");
        put(header, 124, String.format("%011o", size));
        put(header, 136, "00000000000");
        header[156] = TYPES[choices.below(TYPES.length)];
        put(header, 257, choices.u8() % 2 == 0 ? "ustar\00000" : "ustar  ");
        for (int changes = choices.below(6); changes > 0; changes--) {
            header[choices.u16() % RECORD] = (byte) choices.u8();
        }
        Arrays.fill(header, CHECKSUM, CHECKSUM + 8, (byte) ' ');
        int sum = 0;
        for (byte b : header) {
            sum += b & 0xFF;
        }
        put(header, CHECKSUM, String.format("%06o\0", sum));
        return header;
    }

    private static void put(byte[] header, int at, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        System.arraycopy(bytes, 0, header, at, bytes.length);
    }

    /** Not compressed, which costs the least. */
    private static byte[] gzip(byte[] contents) {
        ByteBuffer out = ByteBuffer.allocate(contents.length + 23).order(ByteOrder.LITTLE_ENDIAN);
        out.put(new byte[] {0x1F, (byte) 0x8B, 8, 0, 0, 0, 0, 0, 0, 3});
        out.put((byte) 1).putShort((short) contents.length).putShort((short) ~contents.length);
        CRC32 crc = new CRC32();
        crc.update(contents);
        return out.put(contents)
                .putInt((int) crc.getValue())
                .putInt(contents.length)
                .array();
    }

    @Override
    public List<byte[]> seeds() throws IOException {
        Seeds seeds = new Seeds();
        byte[] tar = TestFiles.tar("6.1.0.btf", TestFiles.btf());
        seeds.literal(TestFiles.btf()).literal(TestFiles.gzip(tar)).literal(TestFiles.xz(tar));
        seeds.literal(TestFiles.xz(TestFiles.btf()))
                .literal("version https://git-lfs".getBytes(StandardCharsets.US_ASCII));
        seeds.recipe(0, 0, 0, 0, 0, 0);
        seeds.list().add(new byte[] {2, 1, 0, 0, 0, 0, 1, 1, 3, 0, 0, 0});
        seeds.list().add(new byte[] {3, 1, 1, 0, 6, 0, 0, 0, 0, 0, 0, 0});
        return seeds.list();
    }
}
