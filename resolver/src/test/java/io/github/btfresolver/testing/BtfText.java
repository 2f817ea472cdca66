// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.testing;

import io.github.btfresolver.btf.Btf;
import io.github.btfresolver.btf.BtfBuilder;
import io.github.btfresolver.btf.BtfKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * BTF written as text, so that it fits a row of a table: types separated by semicolons, numbered from 1.
 *
 * <pre>
 * int LABEL SIZE [signed] [char] [bool] [bits=N] [offset=N]     ptr|typedef|const|volatile|restrict|type_tag LABEL TYPE
 * array LABEL TYPE LENGTH [INDEX_TYPE]                          struct|union LABEL SIZE [kflag] NAME:TYPE@BIT[/BITS]...
 * enum|enum64 LABEL SIZE [signed] NAME=VALUE...                 fwd LABEL struct|union
 * func LABEL TYPE LINKAGE                                       func_proto LABEL TYPE NAME:TYPE...
 * var LABEL TYPE LINKAGE                                        datasec LABEL SIZE TYPE@OFFSET/SIZE...
 * float LABEL SIZE                                              decl_tag LABEL TYPE INDEX
 * </pre>
 *
 * A label is the name, with {@code ~} for a space; what follows a slash in it only tells equal names apart, so that
 * {@code /a} is a type without a name; pointers, arrays and prototypes never have one. A TYPE is a label, {@code void},
 * or an id. A bitfield sets the kflag.
 */
public final class BtfText {
    private final BtfBuilder out;
    private final Map<String, Integer> ids = new HashMap<>();
    private List<String> words = new ArrayList<>();

    private BtfText(ByteOrder order) {
        out = new BtfBuilder(order);
    }

    /** The BTF that a text describes, opened. */
    public static Btf parse(String text, ByteOrder order) {
        try {
            return Btf.parse(bytes(text, order), "text");
        } catch (IOException e) {
            throw new UncheckedIOException(text, e);
        }
    }

    /** The BTF that a text describes. */
    public static byte[] bytes(String text, ByteOrder order) {
        BtfText btf = new BtfText(order);
        btf.write(text);
        return btf.out.build();
    }

    /** As {@link #bytes}, with more strings than the types need; their offsets go where the caller wants them. */
    static byte[] bytes(String text, ByteOrder order, List<String> strings, List<Integer> offsets) {
        BtfText btf = new BtfText(order);
        btf.write(text);
        strings.forEach(string -> offsets.add(btf.out.string(string)));
        return btf.out.build();
    }

    /** The id of a type in a text. */
    public static int id(String text, String label) {
        BtfText btf = new BtfText(ByteOrder.LITTLE_ENDIAN);
        btf.write(text);
        return btf.type(label);
    }

    private void write(String text) {
        List<String> lines = new ArrayList<>(Arrays.asList(text.trim().split("\\s*;\\s*", -1)));
        lines.removeIf(String::isEmpty);
        for (String line : lines) {
            ids.put(line.split("\\s+", -1)[1], ids.size() + 1);
        }
        if (ids.size() != lines.size()) {
            throw new IllegalArgumentException("a label stands twice in " + text);
        }
        for (String line : lines) {
            words = new ArrayList<>(Arrays.asList(line.split("\\s+", -1)));
            BtfKind kind = BtfKind.valueOf(words.remove(0).toUpperCase(Locale.ROOT));
            String label = words.remove(0);
            boolean nameless = kind == BtfKind.PTR || kind == BtfKind.ARRAY || kind == BtfKind.FUNC_PROTO;
            type(kind, nameless ? "" : name(label));
        }
    }

    private void type(BtfKind kind, String name) {
        switch (kind) {
            case INT:
                integer(name);
                break;
            case FLOAT:
                add(kind, name, false, 0, number());
                break;
            case ARRAY:
                array(name);
                break;
            case STRUCT:
            case UNION:
                composite(kind, name);
                break;
            case ENUM:
            case ENUM64:
                enumeration(kind, name);
                break;
            case FWD:
                add(kind, name, flag("union"), 0, 0);
                break;
            case FUNC:
                int function = type(words.remove(0));
                add(kind, name, false, number(), function);
                break;
            case FUNC_PROTO:
                prototype(name);
                break;
            case VAR:
            case DECL_TAG:
                add(kind, name, false, 0, type(words.remove(0)));
                out.word(number());
                break;
            case DATASEC:
                section(name);
                break;
            default:
                add(kind, name, false, 0, type(words.remove(0)));
                break;
        }
    }

    private void integer(String name) {
        int size = number();
        int bits = 8 * size;
        int word = (flag("signed") ? 1 << 24 : 0) | (flag("char") ? 2 << 24 : 0) | (flag("bool") ? 4 << 24 : 0);
        for (String extra : words) {
            int value = Integer.parseInt(extra.substring(extra.indexOf('=') + 1));
            bits = extra.startsWith("bits=") ? value : bits;
            word |= extra.startsWith("offset=") ? value << 16 : 0;
        }
        add(BtfKind.INT, name, false, 0, size);
        out.word(word | bits);
    }

    private void array(String name) {
        add(BtfKind.ARRAY, name, false, 0, 0);
        int element = type(words.remove(0));
        int length = number();
        out.word(element).word(words.isEmpty() ? element : type(words.get(0))).word(length);
    }

    private void composite(BtfKind kind, String name) {
        int size = number();
        boolean kflag = flag("kflag");
        for (String member : words) {
            kflag |= member.indexOf('/', member.lastIndexOf('@')) >= 0;
        }
        add(kind, name, kflag, words.size(), size);
        for (String member : words) {
            int colon = member.indexOf(':');
            int at = member.lastIndexOf('@');
            String[] place = member.substring(at + 1).split("/", -1);
            int bits = place.length == 1 ? 0 : Integer.parseInt(place[1]);
            out.word(out.string(name(member.substring(0, colon))));
            out.word(type(member.substring(colon + 1, at)));
            out.word(Integer.parseUnsignedInt(place[0]) | bits << 24);
        }
    }

    private void enumeration(BtfKind kind, String name) {
        int size = number();
        add(kind, name, flag("signed"), words.size(), size);
        for (String enumerator : words) {
            int equals = enumerator.indexOf('=');
            long value = Long.decode(enumerator.substring(equals + 1));
            out.word(out.string(name(enumerator.substring(0, equals)))).word((int) value);
            if (kind == BtfKind.ENUM64) {
                out.word((int) (value >>> 32));
            }
        }
    }

    private void prototype(String name) {
        int result = type(words.remove(0));
        add(BtfKind.FUNC_PROTO, name, false, words.size(), result);
        for (String parameter : words) {
            int colon = parameter.indexOf(':');
            out.word(out.string(name(parameter.substring(0, colon)))).word(type(parameter.substring(colon + 1)));
        }
    }

    private void section(String name) {
        int size = number();
        add(BtfKind.DATASEC, name, false, words.size(), size);
        for (String entry : words) {
            int at = entry.lastIndexOf('@');
            String[] place = entry.substring(at + 1).split("/", -1);
            out.word(type(entry.substring(0, at)))
                    .word(Integer.parseInt(place[0]))
                    .word(Integer.parseInt(place[1]));
        }
    }

    private void add(BtfKind kind, String name, boolean kflag, int vlen, int sizeOrType) {
        out.add(kind, out.string(name), kflag, vlen, sizeOrType);
    }

    private int number() {
        return Long.decode(words.remove(0)).intValue();
    }

    private boolean flag(String word) {
        return words.remove(word);
    }

    private int type(String label) {
        if (label.equals("void")) {
            return 0;
        }
        Integer id = ids.get(label);
        return id != null ? id : Integer.parseUnsignedInt(label);
    }

    private static String name(String label) {
        int slash = label.indexOf('/');
        return (slash < 0 ? label : label.substring(0, slash)).replace('~', ' ');
    }
}
