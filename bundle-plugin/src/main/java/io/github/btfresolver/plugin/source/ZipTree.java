// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.source;

import io.github.btfresolver.btf.BtfHeader;
import io.github.btfresolver.file.FileStart;
import io.github.btfresolver.plugin.jdk.FileStamp;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import org.apache.commons.compress.archivers.zip.UnixStat;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * A tree in BTFHub's layout in a zip or jar file. Archives come from elsewhere: nothing is unpacked to disk, an entry that
 * cannot be a kernel's BTF is rejected, and what has no business in an archive refuses it as a whole.
 *
 * <p>Keeps the file open. Its kernels may be read by several threads at once: every header is read on opening, and
 * commons-compress reads the contents from a {@link FileChannel} by position, which shares no state.
 */
final class ZipTree implements Closeable {
    private static final byte[] MAGIC = {'P', 'K', 3, 4};
    private static final byte[] EMPTY_MAGIC = {'P', 'K', 5, 6};
    private static final String LINK = "a link: make the archive with what links lead to, as zip does without -y";

    /** BTFHub's archive has some ten thousand files. */
    private static final int MAX_ENTRIES = 100_000;

    private final Path file;
    private final ZipFile zip;
    private final Optional<FileStamp> seen;

    private ZipTree(Path file, ZipFile zip, Optional<FileStamp> seen) {
        this.file = file;
        this.zip = zip;
        this.seen = seen;
    }

    /** Whether a file is one, going by its contents. */
    static boolean isZip(Path file) throws IOException {
        byte[] start = FileStart.read(file.toFile(), MAGIC.length);
        return Arrays.equals(start, MAGIC) || Arrays.equals(start, EMPTY_MAGIC);
    }

    /** @throws SourceException when it is damaged */
    static ZipTree open(Path file) throws IOException {
        Optional<FileStamp> seen = FileStamp.of(file); // before it is opened: what is there later may be another
        FileChannel channel = FileChannel.open(file);
        try {
            // Closes the channel when it fails.
            ZipFile zip = ZipFile.builder().setSeekableByteChannel(channel).get();
            return new ZipTree(file, zip, seen);
        } catch (IOException | IllegalArgumentException e) {
            throw damaged(file, e.getCause() == null ? e : e.getCause());
        }
    }

    /** @throws SourceException when something is in it that should not be there, or something is not there that should be */
    TreeContents walk(KernelFilter filter) throws IOException {
        List<ZipArchiveEntry> all = Collections.list(zip.getEntries());
        if (all.size() > MAX_ENTRIES) {
            throw bad("an archive of " + all.size() + " entries, over the limit of " + MAX_ENTRIES);
        }
        Map<List<String>, List<ZipArchiveEntry>> entries = new LinkedHashMap<>();
        for (ZipArchiveEntry entry : all) {
            check(entry);
            entries.computeIfAbsent(names(entry), names -> new ArrayList<>(1)).add(entry);
        }
        checkComplete(all.size());
        TreeContents contents = new TreeContents(filter);
        entries.forEach((names, copies) -> add(names, copies, contents));
        return contents;
    }

    private void check(ZipArchiveEntry entry) throws SourceException {
        String name = entry.getName();
        if (name.startsWith("/") || List.of(name.split("/", -1)).contains("..")) {
            throw bad("entry \"" + name + "\" points outside of the archive");
        }
        if (entry.getGeneralPurposeBit().usesEncryption()) {
            throw bad("entry \"" + name + "\" is encrypted");
        }
        if (entry.getMethod() != ZipEntry.STORED && entry.getMethod() != ZipEntry.DEFLATED) {
            throw bad("entry \"" + name + "\" is packed by method " + entry.getMethod()
                    + "; expected 0 (stored) or 8 (deflated)");
        }
    }

    /** commons-compress takes damage for the end of the list, and more than the JDK does for its beginning. */
    private void checkComplete(int count) throws SourceException {
        // The names do not matter here, and each is one in this encoding.
        try (java.util.zip.ZipFile strict = new java.util.zip.ZipFile(file.toFile(), StandardCharsets.ISO_8859_1)) {
            if (strict.size() != count) {
                throw bad("damaged zip: expected " + strict.size() + " entries, found " + count);
            }
        } catch (SourceException e) {
            throw e;
        } catch (IOException e) {
            throw damaged(file, e);
        }
    }

    private void add(List<String> names, List<ZipArchiveEntry> copies, TreeContents contents) {
        boolean directory = names.isEmpty() || copies.stream().allMatch(ZipArchiveEntry::isDirectory);
        if (directory || names.subList(0, names.size() - 1).stream().anyMatch(FileName::isIgnoredFolder)) {
            return;
        }
        String entryName = String.join("/", names);
        String origin = file + "!/" + entryName;
        FileName name = FileName.NONE.below(names);
        if (isLink(copies) && !name.hasSuffix() && !name.isHidden()) {
            contents.reject(origin, LINK); // it may lead to a directory of kernels
            return;
        }
        TreeKey key = contents.wanted(name, origin);
        String problem = key == null ? null : problem(copies);
        if (problem != null) {
            contents.reject(origin, problem);
        } else if (key != null) {
            ZipEntryInput input = new ZipEntryInput(zip, copies.get(0), origin);
            long size = copies.get(0).getSize();
            contents.add(key, id -> new SourcedKernel(id, origin, file, entryName, size, input, seen));
        }
    }

    /** What speaks against an entry, going by its headers; null when nothing does. */
    private static @Nullable String problem(List<ZipArchiveEntry> copies) {
        ZipArchiveEntry entry = copies.get(0);
        int type = entry.getUnixMode() & UnixStat.FILE_TYPE_FLAG;
        if (isLink(copies)) {
            return LINK;
        }
        if (copies.size() > 1) {
            return copies.size() + " entries of this name";
        }
        if (type != 0 && type != UnixStat.FILE_FLAG) {
            return "not a file";
        }
        return entry.getSize() > BtfHeader.MAX_SIZE
                ? "has " + entry.getSize() + " bytes, over the limit of " + BtfHeader.MAX_SIZE
                : null;
    }

    private static boolean isLink(List<ZipArchiveEntry> copies) {
        return copies.stream().anyMatch(ZipArchiveEntry::isUnixSymlink);
    }

    /** Without the dot that some tools begin each name with. */
    private static List<String> names(ZipArchiveEntry entry) {
        List<String> names = new ArrayList<>(List.of(entry.getName().split("/", -1)));
        names.removeIf(name -> name.isEmpty() || name.equals("."));
        return names;
    }

    private SourceException bad(String problem) {
        return new SourceException(file.toString(), problem);
    }

    private static SourceException damaged(Path file, Throwable e) {
        return new SourceException(file.toString(), "damaged zip: " + e.getMessage(), e);
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
