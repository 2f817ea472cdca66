// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.source;

import io.github.btfresolver.kernel.Arch;
import io.github.btfresolver.kernel.KernelId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which of the kernels that sources hold are wanted: those that match one pattern of each list that is not empty. A pattern
 * is for the whole name, in any case of letters; {@code *} is any characters, {@code ?} any one. What is not known of a
 * kernel is called {@code -}. Releases may also be given by a {@link ReleaseRange}.
 */
public final class KernelFilter {
    private final List<Predicate<String>> distributions;
    private final List<Predicate<String>> versions;
    private final List<String> architectures;
    private final List<Predicate<String>> releases;

    private KernelFilter(
            List<Predicate<String>> distributions,
            List<Predicate<String>> versions,
            List<String> architectures,
            List<Predicate<String>> releases) {
        this.distributions = distributions;
        this.versions = versions;
        this.architectures = architectures;
        this.releases = releases;
    }

    /** Every kernel. */
    public static KernelFilter all() {
        return new KernelFilter(List.of(), List.of(), List.of(), List.of());
    }

    /**
     * A filter; a list that is null or empty admits all.
     *
     * @param distributions patterns of IDs: {@code ubuntu}
     * @param versions patterns of VERSION_IDs: {@code 18.04}
     * @param architectures names, of any of their usual forms: {@code aarch64} is {@code arm64}
     * @param releases patterns of releases, or ranges: {@code 4.15.0-*-generic}, {@code [4.15,5.4)}
     * @throws SourceException for an empty pattern, a malformed range, or an architecture that is not known
     */
    public static KernelFilter of(
            @Nullable List<String> distributions,
            @Nullable List<String> versions,
            @Nullable List<String> architectures,
            @Nullable List<String> releases)
            throws SourceException {
        List<String> known = new ArrayList<>();
        for (String name : checked("architectures", architectures)) {
            if (!Arch.isKnown(name)) {
                throw new SourceException("architectures", "\"" + name + "\" is not known; expected one like x86_64");
            }
            known.add(Arch.normalize(name));
        }
        return new KernelFilter(
                patterns("distributions", distributions),
                patterns("versions", versions),
                known,
                releases(checked("releases", releases)));
    }

    /** Whether a kernel is wanted. */
    boolean accepts(KernelId kernel) {
        return matches(distributions, kernel.id())
                && matches(versions, kernel.versionId())
                && (architectures.isEmpty() || architectures.contains(kernel.arch()))
                && matches(releases, kernel.release());
    }

    private static boolean matches(List<Predicate<String>> patterns, String part) {
        String name = part.isEmpty() ? "-" : part;
        return patterns.isEmpty() || patterns.stream().anyMatch(pattern -> pattern.test(name));
    }

    private static List<Predicate<String>> patterns(String what, @Nullable List<String> globs) throws SourceException {
        return checked(what, globs).stream().map(KernelFilter::pattern).toList();
    }

    private static List<Predicate<String>> releases(List<String> items) throws SourceException {
        List<Predicate<String>> releases = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            String item = items.get(i).trim();
            if (!ReleaseRange.isRange(item)) {
                releases.add(pattern(item));
                continue;
            }
            // Maven divides a list that is given as a property at every comma, the one in a range as well.
            boolean divided = !item.contains(",") && !item.endsWith("]") && i + 1 < items.size();
            String range = divided ? item + "," + items.get(++i).trim() : item;
            releases.add(ReleaseRange.parse("releases", range)::contains);
        }
        return releases;
    }

    /** Maven makes null of an empty element. It would admit nothing, or all: neither is what was meant. */
    private static List<String> checked(String what, @Nullable List<String> patterns) throws SourceException {
        List<String> all = patterns == null ? List.of() : patterns;
        for (@Nullable String pattern : all) {
            if (pattern == null || pattern.isBlank()) {
                throw new SourceException(what, "expected a pattern, found an empty one");
            }
        }
        return all;
    }

    private static Predicate<String> pattern(String glob) {
        String regex = glob.codePoints().mapToObj(KernelFilter::regex).collect(Collectors.joining());
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
