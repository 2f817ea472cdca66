// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.lang.reflect.Field;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The page of limits has every limit of the code, and no other number. */
class InputLimitsTest {
    private static final String BASE = "io.github.btfresolver.";
    private static final Pattern QUANTITY = Pattern.compile("([\\d,]+)(?: (KiB|MiB|GiB|bytes|s|min))?");

    /** Classes that have nothing but limits. */
    private static final Set<String> LIMITS = Set.of(BASE + "bundle.BundleLimits", BASE + "plugin.source.http.Limits");

    @Test
    void the_page_has_the_codes_limits() throws ReflectiveOperationException {
        Map<String, Long> documented = new TreeMap<>();
        for (List<String> row : Page.of("resolver/docs/input-limits.md").rows()) {
            if (row.get(2).startsWith("`")) {
                documented.put(row.get(2).replace("`", ""), quantity(row.get(1)));
            }
        }
        assertEquals(inCode(), documented);
    }

    /** Bytes, milliseconds, or a count. */
    private static long quantity(String text) {
        Matcher matcher = QUANTITY.matcher(text);
        if (!matcher.matches()) {
            throw new AssertionError("no quantity: " + text);
        }
        long number = Long.parseLong(matcher.group(1).replace(",", ""));
        return switch (String.valueOf(matcher.group(2))) {
            case "KiB" -> number << 10;
            case "MiB" -> number << 20;
            case "GiB" -> number << 30;
            case "s" -> Duration.ofSeconds(number).toMillis();
            case "min" -> Duration.ofMinutes(number).toMillis();
            default -> number;
        };
    }

    private static Map<String, Long> inCode() throws ReflectiveOperationException {
        JavaClasses classes = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPaths(
                        Path.of(System.getProperty("btf.resolver.classes")),
                        Path.of(System.getProperty("btf.plugin.classes")));
        Map<String, Long> found = new TreeMap<>();
        for (JavaClass each : classes) {
            for (JavaField field : each.getFields()) {
                if (isLimit(field)) {
                    String name = each.getName().substring(BASE.length()) + "." + field.getName();
                    Field constant = Class.forName(each.getName()).getDeclaredField(field.getName());
                    constant.setAccessible(true);
                    put(name, constant.get(null), found);
                }
            }
        }
        return found;
    }

    private static boolean isLimit(JavaField field) {
        Set<JavaModifier> constant = Set.of(JavaModifier.STATIC, JavaModifier.FINAL);
        boolean named = field.getName().startsWith("MAX_") || field.getName().endsWith("_KIB");
        return field.getModifiers().containsAll(constant)
                && !field.getModifiers().contains(JavaModifier.SYNTHETIC)
                && (named || LIMITS.contains(field.getOwner().getName()));
    }

    private static void put(String name, Object value, Map<String, Long> found) throws ReflectiveOperationException {
        if (value instanceof Duration duration) {
            found.put(name, duration.toMillis());
        } else if (value instanceof Number number) {
            found.put(name, name.endsWith("_KIB") ? number.longValue() << 10 : number.longValue());
        } else {
            for (RecordComponent component : value.getClass().getRecordComponents()) {
                component.getAccessor().setAccessible(true);
                put(name + "." + component.getName(), component.getAccessor().invoke(value), found);
            }
        }
    }
}
