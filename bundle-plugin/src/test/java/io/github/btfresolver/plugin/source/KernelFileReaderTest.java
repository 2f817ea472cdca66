// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.btfresolver.btf.BtfFormatException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KernelFileReaderTest {
    @TempDir
    Path dir;

    private final byte[] btf = TestFiles.btf();

    @Test
    void reads_a_btf_however_it_is_wrapped() throws IOException {
        reads(btf);
        reads(TestFiles.xz(btf));
        reads(TestFiles.xz(TestFiles.tar("5.4.0-42-generic.btf", btf)));
        reads(TestFiles.gzip(btf));
        reads(TestFiles.gzip(TestFiles.tar("5.4.0-42-generic.btf", btf)));
        reads(TestFiles.elf(62, ".BTF", 1, btf));
        reads(TestFiles.xz(TestFiles.elf(62, ".BTF", 1, btf)));
        reads(TestFiles.xz(TestFiles.tar("vmlinux-5.4", TestFiles.elf(62, ".BTF", 1, btf))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"./5.4.btf", "boot/vmlinux", "ubuntu/18.04/x86_64/5.4.btf", "vmlinux-5.4"})
    void reads_a_member_of_whatever_usual_name(String name) throws IOException {
        reads(TestFiles.xz(TestFiles.tar(name, btf)));
    }

    @Test
    void passes_over_other_members() throws IOException {
        TarArchiveEntry[] members = {
            TestFiles.member("x86_64/", 0),
            TestFiles.member("x86_64/README", btf.length),
            TestFiles.member("x86_64/5.4.btf", btf.length),
        };
        reads(TestFiles.xz(TestFiles.tar(members, btf)));
    }

    @Test
    void an_empty_tar_is_refused() throws IOException {
        refused(TestFiles.xz(TestFiles.tar(new TarArchiveEntry[0], btf)), ": an empty tar, or none at all");
        refused(TestFiles.xz(new byte[0]), ": an empty tar, or none at all");
    }

    @Test
    void a_tar_without_btf_is_refused() throws IOException {
        refused(TestFiles.xz(TestFiles.tar("README", btf)), ": no kernel BTF among the tar's 1 members");
    }

    @Test
    void a_tar_with_two_btfs_is_refused() throws IOException {
        TarArchiveEntry[] members = {TestFiles.member("a.btf", btf.length), TestFiles.member("b.btf", btf.length)};
        refused(
                TestFiles.xz(TestFiles.tar(members, btf)),
                ": expected one kernel BTF in the tar, found a.btf and b.btf");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/etc/5.4.btf", "../5.4.btf", "a/../../5.4.btf"})
    void a_member_outside_of_the_tar_is_refused(String name) throws IOException {
        refused(TestFiles.xz(TestFiles.tar(name, btf)), ": member \"" + name + "\" of the tar points outside of it");
    }

    @ParameterizedTest
    @ValueSource(
            bytes = {
                TarConstants.LF_SYMLINK,
                TarConstants.LF_LINK,
                TarConstants.LF_CHR,
                TarConstants.LF_BLK,
                TarConstants.LF_FIFO,
                TarConstants.LF_GNUTYPE_SPARSE
            })
    void a_link_or_device_is_refused(byte type) throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry("5.4.btf", type);
        entry.setLinkName("/etc/shadow");
        refused(
                TestFiles.xz(TestFiles.tar(new TarArchiveEntry[] {entry}, btf)),
                ": member \"5.4.btf\" of the tar is neither a file nor a directory");
    }

    @Test
    void a_member_over_the_limit_is_refused_before_it_is_read() throws IOException {
        byte[] tar = TestFiles.tar("5.4.btf", btf);
        byte[] size = TestFiles.text("77777777777");
        System.arraycopy(size, 0, tar, 124, size.length);
        int sum = 0;
        Arrays.fill(tar, 148, 156, (byte) ' ');
        for (int i = 0; i < 512; i++) {
            sum += tar[i] & 0xFF;
        }
        System.arraycopy(TestFiles.text(String.format("%06o\0 ", sum)), 0, tar, 148, 8);

        refused(TestFiles.xz(tar), " of the tar has 8589934591 bytes, over the limit of 268435456");
    }

    @Test
    void a_git_lfs_pointer_is_refused_with_the_remedy() throws IOException {
        refused(
                TestFiles.text("version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 1\n"),
                ": a Git LFS pointer, not the file itself: run \"git lfs pull\" where it was checked out");
    }

    @Test
    void truncated_xz_is_refused_at_every_length() throws IOException {
        byte[] whole = TestFiles.xz(TestFiles.tar("5.4.btf", btf));
        for (int length = 6; length < whole.length; length++) {
            refused(Arrays.copyOf(whole, length), ": truncated: the packed data ends too early");
        }
    }

    @Test
    void damaged_xz_is_refused() throws IOException {
        byte[] damaged = TestFiles.xz(btf);
        damaged[damaged.length / 2] ^= 0x55;

        refused(damaged, ": damaged xz: ");
    }

    @Test
    void truncated_gzip_is_refused_at_every_length() throws IOException {
        byte[] whole = TestFiles.gzip(btf);
        for (int length = 2; length < whole.length; length++) {
            refused(Arrays.copyOf(whole, length), ": truncated: the packed data ends too early");
        }
    }

    @Test
    void damaged_gzip_is_refused() throws IOException {
        byte[] damaged = TestFiles.gzip(btf);
        damaged[damaged.length - 6] ^= 0x55;

        refused(damaged, ": damaged gzip: Corrupt GZIP trailer");
        refused(TestFiles.text("\u001f\u008b gzip and more"), ": damaged gzip: Unsupported compression method");
    }

    @Test
    void a_truncated_tar_is_refused() throws IOException {
        byte[] tar = TestFiles.tar("5.4.btf", btf);

        refused(TestFiles.xz(Arrays.copyOf(tar, 520)), ": damaged tar: Truncated TAR archive");
        refused(TestFiles.xz(Arrays.copyOf(tar, 300)), ": an empty tar, or none at all");
    }

    @Test
    void text_in_xz_is_refused() throws IOException {
        refused(TestFiles.xz(TestFiles.text("x".repeat(2000))), ": damaged tar: ");
    }

    @Test
    void something_else_is_refused() throws IOException {
        refused(TestFiles.text("BZh91AY"), ": expected xz, gzip, BTF or ELF, found something else");
        Path empty = TestFiles.write(dir, "empty", new byte[0]);
        BtfFormatException e = assertThrows(BtfFormatException.class, () -> KernelFileReader.read(empty));
        assertEquals(empty + ": the file is empty", e.getMessage());
    }

    @Test
    void a_member_that_is_no_btf_is_refused() throws IOException {
        Path file = TestFiles.write(dir, "file", TestFiles.xz(TestFiles.tar("5.4.btf", TestFiles.text("nothing"))));

        BtfFormatException e = assertThrows(BtfFormatException.class, () -> KernelFileReader.read(file));

        assertEquals(file + ": neither BTF nor ELF", e.getMessage());
    }

    private void reads(byte[] contents) throws IOException {
        Path file = TestFiles.write(dir, "file", contents);
        assertEquals("int", KernelFileReader.read(file).name(1));
    }

    private void refused(byte[] contents, String message) throws IOException {
        Path file = TestFiles.write(dir, "file", contents);
        SourceException e = assertThrows(SourceException.class, () -> KernelFileReader.read(file));
        assertTrue(e.getMessage().startsWith(file + ": "), e.getMessage());
        assertTrue(e.getMessage().contains(message), e.getMessage());
    }
}
