// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.btf;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** A view of one type: its BTF and its id. Immutable; equal to another view of the same type of the same BTF. */
public final class BtfType {
    private final Btf btf;
    private final int id;

    BtfType(Btf btf, int id) {
        this.btf = btf;
        this.id = id;
    }

    Btf btf() {
        return btf;
    }

    public int id() {
        return id;
    }

    /** {@link BtfKind#UNKN} for {@code void}. */
    public BtfKind kind() {
        return btf.kind(id);
    }

    /** Empty for a type without a name. */
    public String name() {
        return btf.name(id);
    }

    /**
     * Bytes that an object of the type takes; see {@link Btf#sizeOf}.
     *
     * @throws IllegalStateException when it has no size, like {@code void} or a function
     */
    public long size() {
        long size = btf.sizeOf(id);
        if (size < 0) {
            throw new IllegalStateException(this + " has no size");
        }
        return size;
    }

    /** What it is without typedefs and modifiers. */
    public BtfType resolve() throws BtfFormatException {
        return new BtfType(btf, btf.skipModifiers(id));
    }

    /**
     * The type that a pointer points to, a typedef or modifier or VAR or tag is about, an array has elements of, a function
     * prototype returns; the prototype of a function.
     *
     * @throws IllegalStateException when it refers to none
     */
    public BtfType target() {
        switch (kind()) {
            case ARRAY:
                return new BtfType(btf, btf.arrayElementType(id));
            case PTR:
            case FUNC:
            case FUNC_PROTO:
            case VAR:
            case DECL_TAG:
            case TYPEDEF:
            case VOLATILE:
            case CONST:
            case RESTRICT:
            case TYPE_TAG:
                return new BtfType(btf, btf.typeField(id));
            default:
                throw new IllegalStateException(this + " refers to no type");
        }
    }

    /** Members of a struct or union, in order; empty for any other kind. */
    public List<BtfMember> members() {
        List<BtfMember> members = new ArrayList<>();
        if (kind().isComposite()) {
            for (int i = 0, n = btf.vlen(id); i < n; i++) {
                members.add(new BtfMember(btf, id, i));
            }
        }
        return members;
    }

    /** Names of an enum's enumerators, in order; empty for any other kind. */
    public List<String> enumerators() {
        List<String> names = new ArrayList<>();
        if (kind().isAnyEnum()) {
            for (int i = 0, n = btf.vlen(id); i < n; i++) {
                names.add(btf.elementName(id, i));
            }
        }
        return names;
    }

    /**
     * The value of an enumerator: of a 32-bit enum as its signedness has it, of a 64-bit one its bits.
     *
     * @throws NoSuchElementException when the type has no such enumerator
     */
    public long enumerator(String name) {
        int index = enumerators().indexOf(name);
        if (index < 0) {
            throw new NoSuchElementException(this + " has no enumerator " + name);
        }
        long value = btf.enumeratorValue(id, index);
        return kind() == BtfKind.ENUM64 || btf.kflag(id) ? value : value & 0xFFFFFFFFL;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof BtfType && ((BtfType) other).btf == btf && ((BtfType) other).id == id;
    }

    @Override
    public int hashCode() {
        return id;
    }

    /** In C's words, such as {@code struct task_struct}. */
    @Override
    public String toString() {
        if (id == 0) {
            return "void";
        }
        return kind().name().toLowerCase(Locale.ROOT) + " " + (name().isEmpty() ? "<anon>" : name());
    }
}
