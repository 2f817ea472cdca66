// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.source;

import io.github.btfresolver.btf.BtfHeader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.zip.ZipException;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.tukaani.xz.XZIOException;

/**
 * The one kernel BTF in a tar. Archives come from elsewhere: nothing is unpacked to disk, and what has no business in
 * one is refused rather than passed over, because it says that this is not the archive it should be.
 */
final class TarMember {
    private static final int MAX_MEMBERS = 10_000;

    private final String source;
    private final InputStream tar;

    TarMember(String source, InputStream tar) {
        this.source = source;
        this.tar = tar;
    }

    /** @throws SourceException when there is none, more than one, or something that should not be there */
    byte[] read() throws IOException {
        try {
            // Not closed: it would close the stream below.
            return find(new TarArchiveInputStream(tar));
        } catch (SourceException | EOFException | XZIOException | ZipException e) {
            // Ours already, and those that tell that the packed data below is damaged.
            throw e;
        } catch (IOException | IllegalArgumentException e) {
            throw new SourceException(source, "damaged tar: " + e.getMessage(), e);
        }
    }

    private byte[] find(TarArchiveInputStream in) throws IOException {
        byte[] found = null;
        String foundName = null;
        int members = 0;
        for (TarArchiveEntry entry; (entry = in.getNextEntry()) != null; members++) {
            check(entry, members);
            if (!entry.isDirectory() && isKernelBtf(entry.getName())) {
                if (foundName != null) {
                    throw bad("expected one kernel BTF in the tar, found " + foundName + " and " + entry.getName());
                }
                foundName = entry.getName();
                found = contents(in, entry);
            }
        }
        if (found == null) {
            throw bad(
                    members == 0
                            ? "an empty tar, or none at all"
                            : "no kernel BTF among the tar's " + members + " members");
        }
        return found;
    }

    private void check(TarArchiveEntry entry, int members) throws SourceException {
        String name = entry.getName();
        if (members >= MAX_MEMBERS) {
            throw bad("a tar of more than " + MAX_MEMBERS + " members");
        }
        if (name.startsWith("/") || List.of(name.split("/", -1)).contains("..")) {
            throw bad("member \"" + name + "\" of the tar points outside of it");
        }
        if (!isPlain(entry)) {
            throw bad("member \"" + name + "\" of the tar is neither a file nor a directory");
        }
        if (entry.getSize() > BtfHeader.MAX_SIZE) {
            throw bad("member \"" + name + "\" of the tar has " + entry.getSize() + " bytes, over the limit of "
                    + BtfHeader.MAX_SIZE);
        }
    }

    private byte[] contents(TarArchiveInputStream in, TarArchiveEntry entry) throws IOException {
        byte[] bytes = KernelFileReader.readBounded(in, source);
        if (bytes.length != entry.getSize()) {
            throw bad("member \"" + entry.getName() + "\" of the tar is truncated: expected " + entry.getSize()
                    + " bytes, found " + bytes.length);
        }
        return bytes;
    }

    private static boolean isPlain(TarArchiveEntry entry) {
        return switch (entry.getLinkFlag()) {
            case TarConstants.LF_DIR -> true;
            case TarConstants.LF_NORMAL, TarConstants.LF_OLDNORM -> !entry.isSparse();
            default -> false;
        };
    }

    private static boolean isKernelBtf(String path) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        return name.endsWith(".btf") || name.equals("vmlinux") || name.startsWith("vmlinux-");
    }

    private SourceException bad(String problem) {
        return new SourceException(source, problem);
    }
}
