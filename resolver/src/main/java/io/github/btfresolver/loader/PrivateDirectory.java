// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.loader;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A new directory for this user only, with a locked file that tells others that its process lives. Nothing that exists is
 * opened, followed or replaced: it is that which keeps others out, not the name, which is random so that nobody can take all
 * names beforehand. Safe for use by many threads.
 */
final class PrivateDirectory implements Closeable {
    static final String PREFIX = "btf-resolver-";
    static final String LOCK = "lock";

    /** The one file that lies in it beside the lock. */
    static final String FILE = "vmlinux.btf";

    private static final int DIGITS = 16;
    private static final int TRIES = 8;

    private final Path path;
    private final int user;
    private final FileChannel lock;
    private boolean closed;

    private PrivateDirectory(Path path, int user, FileChannel lock) {
        this.path = path;
        this.user = user;
        this.lock = lock;
    }

    /**
     * Makes it, where nobody else can exchange it, and then removes those next to it that dead processes have left.
     *
     * @param parent where; a link is followed, once
     * @param random the source of its name
     * @throws IOException when that is not possible, or {@code parent} is not safe
     */
    static PrivateDirectory create(String parent, Random random) throws IOException {
        Path real = Paths.get(parent).toRealPath();
        SafeParent.check(real);
        PrivateDirectory made = make(real, random);
        StaleDirectories.remove(real, made.user);
        return made;
    }

    private static PrivateDirectory make(Path parent, Random random) throws IOException {
        for (int i = 0; i < TRIES; i++) {
            PrivateDirectory made = tryMake(parent, name(random.nextLong()));
            if (made != null) {
                return made;
            }
        }
        throw new IOException(TRIES + " directories with random names were there already, or soon removed by others");
    }

    private static String name(long number) {
        String hex = Long.toHexString(number);
        return PREFIX + "0000000000000000".substring(hex.length()) + hex;
    }

    /** Whether a directory of this name may be of this class. */
    static boolean isName(String name) {
        boolean is = name.startsWith(PREFIX) && name.length() == PREFIX.length() + DIGITS;
        for (int i = PREFIX.length(); is && i < name.length(); i++) {
            is = Character.digit(name.charAt(i), 16) >= 0;
        }
        return is;
    }

    /** Null when the name is taken, or others were quicker. */
    private static @Nullable PrivateDirectory tryMake(Path parent, String name) throws IOException {
        PrivateDirectory made = null;
        LiveDirectories.add(name);
        try {
            Path path = parent.resolve(name);
            Files.createDirectory(path, UnixFile.permissions("rwx------"));
            made = lock(path);
        } catch (FileAlreadyExistsException e) {
            return null;
        } finally {
            if (made == null) {
                LiveDirectories.remove(name);
            }
        }
        return made;
    }

    /** Null when another process has removed the new directory: without a lock it looks like one that was left over. */
    private static @Nullable PrivateDirectory lock(Path path) throws IOException {
        FileChannel channel = null;
        PrivateDirectory made = null;
        boolean lost = false;
        try {
            channel = openNew(path.resolve(LOCK));
            lost = channel.tryLock() == null || !Files.exists(path.resolve(LOCK), LinkOption.NOFOLLOW_LINKS);
            if (!lost) {
                made = new PrivateDirectory(path, UnixFile.of(path).uid(), channel);
                LiveDirectories.keep(String.valueOf(path.getFileName()), channel);
            }
        } catch (NoSuchFileException | OverlappingFileLockException e) {
            lost = true;
        } finally {
            if (made == null) {
                if (!lost) {
                    deleteAll(path);
                }
                close(channel);
            }
        }
        return made;
    }

    Path path() {
        return path;
    }

    /** Opens a file for writing that did not exist. */
    static FileChannel openNew(Path file) throws IOException {
        Set<OpenOption> options = new HashSet<>(
                Arrays.asList(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS));
        return FileChannel.open(file, options, UnixFile.permissions("rw-------"));
    }

    /** Removes such a directory, unless something is in it that does not belong there. */
    static void deleteAll(Path directory) {
        delete(directory.resolve(FILE));
        delete(directory.resolve(LOCK));
        delete(directory);
    }

    private static void delete(Path path) {
        try {
            Files.deleteIfExists(path);
        } catch (IOException | SecurityException e) {
            // Somebody cleaned up before us, or put something beside our file; neither concerns the caller.
        }
    }

    private static void close(@Nullable FileChannel channel) {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            // Linux has closed it whatever close(2) says.
        }
    }

    /** Whether it is still there; others can have removed it and taken its name. */
    private boolean isStillOurs() {
        try {
            return UnixFile.of(path).isPrivateDirectoryOf(user);
        } catch (IOException e) {
            return false;
        }
    }

    /** Removes it; the lock is held until there is nothing left to be locked. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        if (isStillOurs()) {
            deleteAll(path);
        }
        close(lock);
        LiveDirectories.remove(String.valueOf(path.getFileName()));
    }
}
