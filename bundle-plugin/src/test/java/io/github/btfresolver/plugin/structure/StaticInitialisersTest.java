// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.structure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * When a class of the library is initialised, by whomever, nothing happens that anybody could notice: static initialisers
 * make constants out of constants.
 */
class StaticInitialisersTest {
    /** Of the JDK: what neither looks at the machine, the process or the time, nor changes anything. */
    private static final Set<String> WITHOUT_EFFECT = Set.of(
            "java.lang.Character",
            "java.lang.Enum",
            "java.lang.IllegalArgumentException",
            "java.lang.Integer",
            "java.lang.Math",
            "java.lang.NoSuchFieldError",
            "java.lang.Object",
            "java.lang.String",
            "java.lang.StringBuilder",
            "java.util.Arrays",
            "java.util.Collections",
            "java.util.HashMap",
            "java.util.HashSet");

    @Test
    void static_initialisers_use_nothing_that_has_an_effect() {
        JavaClasses library = new ClassFileImporter().importPath(Path.of(System.getProperty("btf.resolver.classes")));
        Set<String> outside = new TreeSet<>();
        int initialisers = 0;
        for (JavaClass each : library) {
            if (each.getStaticInitializer().isPresent()) {
                initialisers++;
                outside.addAll(usedOutside(library, each.getStaticInitializer().get()));
            }
        }
        assertTrue(initialisers > 10, "only " + initialisers + " static initialisers");
        assertEquals(List.of(), List.copyOf(outside));
    }

    /** What a method and all the library's methods that it may call use of other classes. */
    private static Set<String> usedOutside(JavaClasses library, JavaCodeUnit start) {
        Set<String> outside = new TreeSet<>();
        Set<JavaCodeUnit> seen = new HashSet<>(Set.of(start));
        Deque<JavaCodeUnit> open = new ArrayDeque<>(seen);
        while (!open.isEmpty()) {
            for (JavaAccess<?> access : open.remove().getAccessesFromSelf()) {
                JavaClass owner = access.getTargetOwner();
                if (library.contain(owner.getName())) {
                    access.getTarget().resolveMember().ifPresent(member -> {
                        if (member instanceof JavaCodeUnit unit && seen.add(unit)) {
                            open.add(unit);
                        }
                    });
                } else if (!owner.isArray() && !WITHOUT_EFFECT.contains(owner.getName())) {
                    outside.add(start.getOwner().getName() + ": " + access.getDescription());
                }
            }
        }
        return outside;
    }
}
