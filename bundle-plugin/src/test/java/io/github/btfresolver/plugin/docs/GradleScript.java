// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.docs;

import groovy.lang.Closure;
import groovy.lang.GroovyObjectSupport;
import groovy.lang.Script;
import java.io.File;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Stands in for Gradle's project, as far as the script in the pages uses it; records what it is told. */
public abstract class GradleScript extends Script {
    final Map<String, Object> dependencies = new LinkedHashMap<>();
    final Map<String, GradleJavaExec> registered = new LinkedHashMap<>();
    final List<Object> resources = new ArrayList<>();
    final List<Object> checks = new ArrayList<>();
    private final Names configurations = new Names();
    private File folder;
    private File jarFile;

    void setProject(File folder, File jarFile) {
        this.folder = folder;
        this.jarFile = jarFile;
        getBinding().setVariable("JavaExec", GradleJavaExec.class);
    }

    public Names getConfigurations() {
        return configurations;
    }

    public void configurations(Closure<?> names) {
        configurations.isOpen = true;
        configure(names, configurations);
        configurations.isOpen = false;
    }

    public void dependencies(Closure<?> block) {
        configure(block, new GroovyObjectSupport() {
            @Override
            public Object invokeMethod(String name, Object args) {
                if (!name.equals("implementation")) {
                    configurations.getProperty(name);
                }
                return dependencies.put(name, ((Object[]) args)[0]);
            }
        });
    }

    public Tasks getTasks() {
        return new Tasks();
    }

    public File file(String path) {
        return new File(folder, path);
    }

    public SourceSets getSourceSets() {
        return new SourceSets();
    }

    public Jar getJar() {
        return new Jar();
    }

    public Check getCheck() {
        return new Check();
    }

    private static void configure(Closure<?> block, Object delegate) {
        block.setDelegate(delegate);
        block.setResolveStrategy(Closure.DELEGATE_FIRST);
        block.call();
    }

    /** Configurations: named where they are made, and only then known. */
    public static final class Names extends GroovyObjectSupport {
        private final List<String> names = new ArrayList<>();
        private boolean isOpen;

        @Override
        public Object getProperty(String name) {
            if (isOpen) {
                names.add(name);
            } else if (!names.contains(name)) {
                throw new IllegalStateException("no configuration " + name);
            }
            return name;
        }
    }

    /** {@code tasks}. */
    public final class Tasks {
        public GradleJavaExec register(String name, Class<GradleJavaExec> type, Closure<?> block)
                throws ReflectiveOperationException {
            GradleJavaExec task = type.getDeclaredConstructor().newInstance();
            configure(block, task);
            registered.put(name, task);
            return task;
        }
    }

    /** {@code sourceSets.main.resources}. */
    public final class SourceSets {
        public SourceSets getMain() {
            return this;
        }

        public SourceSets getResources() {
            return this;
        }

        public void srcDir(Object folder) {
            resources.add(folder);
        }
    }

    /** {@code jar}, with {@code archiveFile.get().asFile}. */
    public final class Jar {
        public Jar getArchiveFile() {
            return this;
        }

        public Jar get() {
            return this;
        }

        public File getAsFile() {
            return jarFile;
        }
    }

    /** {@code check}. */
    public final class Check {
        public void dependsOn(Object task) {
            checks.add(task);
        }
    }
}
