// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.source.http;

import io.github.btfresolver.plugin.fuzz.Choices;
import io.github.btfresolver.plugin.fuzz.FuzzTarget;
import io.github.btfresolver.plugin.fuzz.Seeds;
import io.github.btfresolver.testing.Bounded;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The list of files that a server has: as it is after a 0, else lines with a checksum and a path of the input's bytes. */
public final class ChecksumListTarget implements FuzzTarget {
    private static final String SOURCE = "http://fuzz/SHA256SUMS";
    private static final Bounded BOUNDED = Bounded.of(SOURCE).orThrowing(DownloadException.class);
    private static final String HASH = "0123456789abcdefABCDEF9876543210".repeat(2);

    private final SourceUrl url;

    public ChecksumListTarget() throws DownloadException {
        url = SourceUrl.parse(SOURCE);
    }

    @Override
    public void run(byte[] input) {
        Choices choices = new Choices(input);
        byte[] bytes = choices.u8() == 0 ? choices.rest() : lines(choices);
        List<RemoteFile> files = BOUNDED.read(bytes.length, () -> ChecksumList.parse(bytes, url));
        if (files != null) {
            files.forEach(ChecksumListTarget::check);
        }
    }

    /** It is below the list's own folder, and the same server's. */
    private static void check(RemoteFile file) {
        String name = URI.create(file.url()).normalize().toString();
        if (!name.equals(file.url())
                || !name.startsWith("http://fuzz/")
                || file.path().startsWith("/")) {
            throw new AssertionError(file + " leads elsewhere: " + name);
        }
    }

    private static byte[] lines(Choices choices) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        while (choices.hasMore()) {
            int form = choices.u8();
            out.writeBytes(
                    HASH.substring(0, form % 8 == 0 ? form / 8 : HASH.length()).getBytes(StandardCharsets.US_ASCII));
            out.writeBytes((form % 2 == 0 ? "  " : " *").getBytes(StandardCharsets.US_ASCII));
            for (int left = choices.below(32); left >= 0 && choices.hasMore(); left--) {
                out.write(choices.u8());
            }
            if (form % 16 != 15) {
                out.write('\n');
            }
        }
        return out.toByteArray();
    }

    @Override
    public List<byte[]> seeds() {
        String line = HASH + "  debian/12/x86_64/6.1.0-7-amd64.btf.tar.xz\n";
        return new Seeds()
                .literal(line.getBytes(StandardCharsets.US_ASCII))
                .literal(("# x\n\n" + line + line.replace("  d", " *./\u00e9")).getBytes(StandardCharsets.UTF_8))
                .recipe(1, 4, 'a', '/', 'b', '.', 'c')
                .list();
    }
}
