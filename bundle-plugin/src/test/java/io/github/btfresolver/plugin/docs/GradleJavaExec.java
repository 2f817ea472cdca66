// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.docs;

import groovy.lang.Closure;
import java.util.ArrayList;
import java.util.List;

/** Stands in for Gradle's JavaExec: a task that runs a Java program in the project's folder. */
public final class GradleJavaExec {
    private final List<String> arguments = new ArrayList<>();
    private final List<Closure<?>> before = new ArrayList<>();
    private final List<Closure<?>> after = new ArrayList<>();
    private final Files inputs = new Files();
    private final Files outputs = new Files();
    private Object classpath;
    private String mainClass;

    public void args(Object... more) {
        for (Object each : more) {
            arguments.add(each.toString());
        }
    }

    public void doFirst(Closure<?> action) {
        before.add(action);
    }

    public void doLast(Closure<?> action) {
        after.add(action);
    }

    public Files getInputs() {
        return inputs;
    }

    public Files getOutputs() {
        return outputs;
    }

    public void setClasspath(Object classpath) {
        this.classpath = classpath;
    }

    public void setMainClass(String mainClass) {
        this.mainClass = mainClass;
    }

    Object classpath() {
        return classpath;
    }

    String mainClass() {
        return mainClass;
    }

    List<String> arguments() {
        return arguments;
    }

    void before() {
        before.forEach(Closure::call);
    }

    void after() {
        after.forEach(Closure::call);
    }

    /** A task's inputs or outputs. */
    public static final class Files {
        final List<Object> declared = new ArrayList<>();

        public void files(Object... more) {
            declared.addAll(List.of(more));
        }

        public void dir(Object folder) {
            declared.add(folder);
        }
    }
}
