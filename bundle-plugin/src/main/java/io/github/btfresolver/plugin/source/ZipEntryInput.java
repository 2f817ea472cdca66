// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.source;

import io.github.btfresolver.btf.Btf;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.ZipException;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;

/** A kernel's BTF in an entry of a zip file, of which nothing is believed that its size and its checksum do not confirm. */
final class ZipEntryInput implements KernelInput {
    private final ZipFile zip;
    private final ZipArchiveEntry entry;
    private final String source;

    /**
     * @param entry of at most {@code BtfHeader.MAX_SIZE} bytes
     * @param source what to name in messages
     */
    ZipEntryInput(ZipFile zip, ZipArchiveEntry entry, String source) {
        this.zip = zip;
        this.entry = entry;
        this.source = source;
    }

    @Override
    public Btf read() throws IOException {
        return KernelFileReader.read(bytes(), source);
    }

    private byte[] bytes() throws IOException {
        byte[] bytes;
        try (InputStream in = zip.getInputStream(entry)) {
            bytes = in.readNBytes((int) entry.getSize() + 1);
        } catch (EOFException e) {
            throw new SourceException(source, "truncated: the zip entry's data ends too early", e);
        } catch (ZipException | IllegalArgumentException e) {
            throw new SourceException(source, "damaged zip entry: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new SourceException(source, "cannot be read: " + e.getMessage(), e);
        }
        check(bytes);
        return bytes;
    }

    /** Zip libraries leave it to their callers. */
    private void check(byte[] bytes) throws SourceException {
        if (bytes.length != entry.getSize()) {
            String found = bytes.length > entry.getSize() ? "more" : String.valueOf(bytes.length);
            throw new SourceException(
                    source, "damaged zip entry: expected " + entry.getSize() + " bytes, found " + found);
        }
        CRC32 crc = new CRC32();
        crc.update(bytes);
        if (crc.getValue() != entry.getCrc()) {
            throw new SourceException(
                    source,
                    String.format(
                            "damaged zip entry: expected checksum %08x, found %08x", entry.getCrc(), crc.getValue()));
        }
    }
}
