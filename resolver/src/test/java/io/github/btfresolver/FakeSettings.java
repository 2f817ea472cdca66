// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver;

import io.github.btfresolver.kernel.HostRoot;
import io.github.btfresolver.testing.FakeRoot;
import java.nio.file.Paths;
import java.util.HashMap;
import java.util.Map;

/** Settings from a process that has only those properties and variables that a test gives it. */
final class FakeSettings extends Settings {
    private final Map<String, String> properties = new HashMap<>();
    private final Map<String, String> variables = new HashMap<>();

    private HostRoot ownRoot = new FakeRoot(Paths.get("/")).emptyRoot();

    FakeSettings ownRoot(HostRoot root) {
        ownRoot = root;
        return this;
    }

    @Override
    HostRoot ownRoot() {
        return ownRoot;
    }

    FakeSettings property(String name, String value) {
        properties.put(name, value);
        return this;
    }

    FakeSettings variable(String name, String value) {
        variables.put(name, value);
        return this;
    }

    @Override
    String property(String name) {
        return properties.get(name);
    }

    @Override
    String variable(String name) {
        return variables.get(name);
    }
}
