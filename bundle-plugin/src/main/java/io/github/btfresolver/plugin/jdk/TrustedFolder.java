// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.jdk;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import org.jspecify.annotations.Nullable;

/**
 * A folder whose contents are believed: nobody can have made or exchanged it, or can write to it, whom neither root nor this
 * user has let. Members of a folder's group are trusted as its owner has trusted them; so is another user below whose own
 * folders it was put, as those of a project are for a build in a container. A folder within the project is trusted, too, when
 * anybody could exchange the whole project, which some of them make so: what is built is theirs already.
 */
public final class TrustedFolder {
    private static final int STICKY = 01000;
    private static final int WRITABLE_BY_ALL = 02;

    private TrustedFolder() {}

    /**
     * Makes a folder unless it is there, and checks it and those above it, as they are named and as links lead to them.
     *
     * @param project the folder of what is built
     * @throws IOException when it cannot be made, or others could exchange what is in it; the message says who and what to do
     */
    public static void make(Path folder, Path project) throws IOException {
        NewFiles.createDirectories(folder);
        if (!FileSystems.getDefault().supportedFileAttributeViews().contains("unix")) {
            return;
        }
        String problem = problem(folder);
        if (problem != null && !isWithinOpenProject(folder, project)) {
            throw new IOException(problem);
        }
    }

    private static boolean isWithinOpenProject(Path folder, Path project) throws IOException {
        Path real = project.toRealPath();
        boolean open = isOpen(mode(real)) || problemOfPlace(real) != null;
        return open && folder.toRealPath().startsWith(real);
    }

    private static @Nullable String problem(Path folder) throws IOException {
        Path real = folder.toRealPath();
        if ((mode(real) & WRITABLE_BY_ALL) != 0) {
            return real + " is writable by all users, so that anybody could put there what is not true;"
                    + " chmod o-w makes it safe";
        }
        String problem = problemOfPlace(folder.toAbsolutePath());
        return problem == null ? problemOfPlace(real) : problem;
    }

    private static @Nullable String problemOfPlace(Path path) throws IOException {
        Path above = path.getParent();
        for (Path at = path; above != null; above = at.getParent()) {
            int mode = mode(above.toRealPath());
            if (isOpen(mode)) {
                return above + " is writable by all users and not sticky, so that anybody could exchange " + at
                        + "; chmod +t makes it safe";
            }
            if ((mode & WRITABLE_BY_ALL) != 0 && !isRootsOrOurs(at)) {
                return at + " belongs to user " + owner(at)
                        + ", who may have put it where all users may write: expected root or the user of this process";
            }
            at = above;
        }
        return null;
    }

    /** Whether anybody may rename and remove what is in it. */
    private static boolean isOpen(int mode) {
        return (mode & WRITABLE_BY_ALL) != 0 && (mode & STICKY) == 0;
    }

    private static int mode(Path path) throws IOException {
        return (Integer) Files.getAttribute(path, "unix:mode");
    }

    /** Of a link itself, not of what it leads to. */
    private static UserPrincipal owner(Path path) throws IOException {
        return Files.getOwner(path, LinkOption.NOFOLLOW_LINKS);
    }

    private static boolean isRootsOrOurs(Path path) throws IOException {
        UserPrincipal owner = owner(path);
        Path process = Path.of("/proc/self");
        Path ours = Files.exists(process) ? process : Path.of(System.getProperty("user.home"));
        return owner.equals(Files.getOwner(ours)) || owner.equals(Files.getOwner(Path.of("/")));
    }
}
