// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.source;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Patterns for one part of a kernel's name: those that admit it, and those with {@code !} in front, which leave it out whatever
 * admits it. Without any of the first kind, all are admitted. Remembers which have matched; for use by one thread.
 */
final class NamePatterns {
    private static final String EXCLUDING = "!";

    private record Item(String text, Predicate<String> pattern) {
        boolean isExcluding() {
            return text.startsWith(EXCLUDING);
        }
    }

    private final String what;
    private final List<Item> items = new ArrayList<>();
    private final Set<Item> matched = new HashSet<>();

    private NamePatterns(String what) {
        this.what = what;
    }

    /**
     * Patterns for whole names.
     *
     * @param what they are, for messages
     * @param globs null or empty for none
     */
    static NamePatterns globs(String what, @Nullable List<String> globs) throws SourceException {
        NamePatterns patterns = new NamePatterns(what);
        for (String text : checked(what, globs)) {
            patterns.items.add(new Item(text, glob(inner(text))));
        }
        return patterns;
    }

    /** The same, or ranges of releases. */
    static NamePatterns releases(String what, @Nullable List<String> texts) throws SourceException {
        NamePatterns patterns = new NamePatterns(what);
        List<String> all = checked(what, texts);
        for (int i = 0; i < all.size(); i++) {
            String text = all.get(i);
            if (!ReleaseRange.isRange(inner(text))) {
                patterns.items.add(new Item(text, glob(inner(text))));
                continue;
            }
            // Maven divides a list that is given as a property at every comma, the one in a range as well.
            boolean divided = !text.contains(",") && !text.endsWith("]") && i + 1 < all.size();
            String whole = divided ? text + "," + all.get(++i) : text;
            patterns.items.add(new Item(whole, ReleaseRange.parse(what, inner(whole))::contains));
        }
        return patterns;
    }

    /**
     * Names that are no patterns.
     *
     * @throws SourceException as {@code name} does
     */
    static NamePatterns names(String what, @Nullable List<String> texts, Name name) throws SourceException {
        NamePatterns patterns = new NamePatterns(what);
        for (String text : checked(what, texts)) {
            patterns.items.add(new Item(text, name.of(text)::equals));
        }
        return patterns;
    }

    /** Takes a name as it was written, and gives its usual form. */
    interface Name {
        String of(String text) throws SourceException;
    }

    /** Whether they admit a name; {@code -} is in place of one that is not known. */
    boolean accept(String part) {
        String name = part.isEmpty() ? "-" : part;
        boolean admitted = items.stream().allMatch(Item::isExcluding);
        boolean excluded = false;
        for (Item item : items) {
            if (item.pattern().test(name)) {
                matched.add(item);
                admitted |= !item.isExcluding();
                excluded |= item.isExcluding();
            }
        }
        return admitted && !excluded;
    }

    /** A line for each pattern that has matched no name yet. */
    List<String> unmatched() {
        return items.stream()
                .filter(item -> !matched.contains(item))
                .map(item -> what + ": no kernel of the sources matches \"" + item.text() + "\"")
                .toList();
    }

    /** Trimmed. Maven makes null of an empty element. It would admit nothing, or all: neither is what was meant. */
    private static List<String> checked(String what, @Nullable List<String> patterns) throws SourceException {
        List<String> all = new ArrayList<>();
        for (@Nullable String pattern : patterns == null ? List.<String>of() : patterns) {
            if (pattern == null || inner(pattern.trim()).isEmpty()) {
                throw new SourceException(what, "expected a pattern, found an empty one");
            }
            all.add(pattern.trim());
        }
        return all;
    }

    private static String inner(String text) {
        return text.startsWith(EXCLUDING) ? text.substring(EXCLUDING.length()).trim() : text;
    }

    private static Predicate<String> glob(String glob) {
        String regex = glob.codePoints().mapToObj(NamePatterns::regex).collect(Collectors.joining());
        return Pattern.compile(regex, Pattern.CASE_INSENSITIVE | Pattern.DOTALL).asMatchPredicate();
    }

    private static String regex(int c) {
        return switch (c) {
            case '*' -> ".*";
            case '?' -> ".";
            default -> Pattern.quote(Character.toString(c));
        };
    }
}
