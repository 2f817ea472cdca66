// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.testing;

import java.io.File;
import org.jspecify.annotations.Nullable;

/** A file that a user may not look at, or a directory that has such: root, who may be running the tests, sees everything. */
public final class FakeFile extends File {
    private static final long serialVersionUID = 1;

    private final boolean exists;
    private final transient @Nullable FakeFile parent;
    private File @Nullable [] children;
    private boolean isOpen;

    private FakeFile(String path, boolean exists, @Nullable FakeFile parent) {
        super(path);
        this.exists = exists;
        this.parent = parent;
    }

    /** A directory that is closed until it is {@linkplain #open opened}. */
    public static FakeFile directory(String path) {
        return new FakeFile(path, true, null);
    }

    /** What is below a directory that may not be looked into. */
    public static FakeFile missing(String path, FakeFile parent) {
        return new FakeFile(path, false, parent);
    }

    /** What is below something missing. */
    public FakeFile child(String name) {
        return new FakeFile(getPath() + "/" + name, false, this);
    }

    /** Lets everybody look into it, and sets what is in it. */
    public FakeFile open(File... files) {
        isOpen = true;
        children = files;
        return this;
    }

    @Override
    public boolean exists() {
        return exists;
    }

    @Override
    public boolean isDirectory() {
        return exists;
    }

    @Override
    public boolean canExecute() {
        return isOpen;
    }

    @Override
    public File getAbsoluteFile() {
        return this;
    }

    @Override
    public @Nullable File getParentFile() {
        return parent;
    }

    @Override
    public File @Nullable [] listFiles() {
        return children;
    }
}
