// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.btf;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The names of a C header: identifiers that C takes, each once. The second type of a name is {@code name___2}, in the
 * order of type ids. Structs, unions and enums share one namespace; typedefs and enumerators another.
 */
final class CNames {
    /** The kernel's own limit is 512; nothing ends a name in hostile data but the end of the string section. */
    private static final int MAX_LENGTH = 512;

    /** How typedefs begin that every C compiler has, each in its own way: {@code __builtin_va_list}. */
    private static final String COMPILERS_OWN = "__builtin_";

    private static final Set<String> KEYWORDS = new HashSet<>(Arrays.asList(
            ("auto break case char const continue default do double else enum extern float for goto if inline int long"
                            + " register restrict return short signed sizeof static struct switch typedef union"
                            + " unsigned void volatile while asm typeof _Alignas _Alignof _Atomic _Bool _Complex"
                            + " _Generic _Imaginary _Noreturn _Static_assert _Thread_local __int128")
                    .split(" ", -1)));

    private final Btf btf;
    private final @Nullable String[] names;
    private final Namespace ordinary = new Namespace();

    CNames(Btf btf) {
        this.btf = btf;
        names = new @Nullable String[btf.typeCount()];
        Namespace tags = new Namespace();
        Set<String> defined = new HashSet<>();
        for (int id = 1; id < names.length; id++) {
            if (btf.nameOffset(id) != 0 && btf.kind(id) == BtfKind.TYPEDEF) {
                String name = identifier(btf.nameOffset(id));
                names[id] = name.startsWith(COMPILERS_OWN) ? null : ordinary.add(name);
            } else if (isTagged(id) && !isForward(id)) {
                String name = identifier(btf.nameOffset(id));
                defined.add(keyword(id) + name);
                names[id] = tags.add(name);
            }
        }
        nameForwards(tags, defined);
    }

    /** A declaration without a definition means the first definition of that name, when there is one. */
    private void nameForwards(Namespace tags, Set<String> defined) {
        for (int id = 1; id < names.length; id++) {
            if (isTagged(id) && isForward(id)) {
                String name = identifier(btf.nameOffset(id));
                names[id] = defined.contains(keyword(id) + name) ? name : tags.add(name);
                defined.add(keyword(id) + name);
            }
        }
    }

    /** The C name of a struct, union, enum, FWD or typedef; empty for one without a name. */
    String of(int id) {
        String name = names[id];
        return name == null ? "" : name;
    }

    /** Whether a type is a typedef that cannot be written, so that its type stands in its place. */
    boolean isUnnamedTypedef(int id) {
        return btf.kind(id) == BtfKind.TYPEDEF && names[id] == null;
    }

    /** The same with {@code struct} and so on before it. */
    String withKeyword(int id) {
        return keyword(id) + of(id);
    }

    /** A name for an enumerator that is about to be written: it is written again for each use of an unnamed enum. */
    String enumerator(int nameOffset) {
        return ordinary.add(identifier(nameOffset));
    }

    /** Whether only the existence of the type is known. */
    boolean isForward(int id) {
        return btf.kind(id) == BtfKind.FWD || (btf.kind(id).isAnyEnum() && btf.vlen(id) == 0);
    }

    private boolean isTagged(int id) {
        BtfKind kind = btf.kind(id);
        return btf.nameOffset(id) != 0 && (kind.isComposite() || kind.isAnyEnum() || kind == BtfKind.FWD);
    }

    String keyword(int id) {
        BtfKind kind = btf.kind(id);
        boolean union = kind == BtfKind.FWD ? btf.kflag(id) : kind == BtfKind.UNION;
        return kind.isAnyEnum() ? "enum " : union ? "union " : "struct ";
    }

    /** The string as an identifier: what cannot be in one becomes an underscore, and so a keyword gets one. */
    String identifier(int nameOffset) {
        StringBuilder name = new StringBuilder();
        BtfStrings strings = btf.strings();
        for (int i = 0; i < MAX_LENGTH && strings.at(nameOffset, i) != 0; i++) {
            char c = (char) (strings.at(nameOffset, i) & 0xFF);
            boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
            boolean digit = c >= '0' && c <= '9';
            if (digit && i == 0) {
                name.append('_');
            }
            name.append(letter || digit ? c : '_');
        }
        String text = name.toString();
        return KEYWORDS.contains(text) ? text + "_" : text;
    }

    /** Names that are taken. */
    private static final class Namespace {
        private final Map<String, Integer> uses = new HashMap<>();

        String add(String name) {
            String unique = name;
            while (uses.containsKey(unique)) {
                unique = name + "___" + uses.merge(name, 1, Integer::sum);
            }
            uses.put(unique, 1);
            return unique;
        }
    }
}
