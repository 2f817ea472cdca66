// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.btf;

import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;

/**
 * A BTF by names, in the words of C. Got from {@link Btf#types()}:
 *
 * <pre>{@code
 * BtfTypes types = btf.types();
 * types.offsetOf("task_struct", "comm");                          // 2976: bytes from the start of the struct
 * types.field("task_struct", "real_parent", "tgid").offsets();    // {2432, 2420}: add, follow the pointer, add
 * types.field("sock", "__sk_common", "skc_daddr").byteOffset();   // through nested and unnamed members
 * types.find(BtfKind.ENUM, "bpf_map_type").get().enumerator("BPF_MAP_TYPE_RINGBUF");
 * }</pre>
 *
 * <p>The index of names is made at the first look-up; types are views, made when they are asked for. Immutable and safe
 * for use by many threads.
 */
public final class BtfTypes {
    private final Btf btf;
    private final NameIndex names;

    BtfTypes(Btf btf) {
        this.btf = btf;
        names = new NameIndex(btf, BtfStrings::length);
    }

    /** Every type of a name, of any kind, in ascending order of id; of split BTF, its own types only. */
    public List<BtfType> findAll(String name) {
        List<BtfType> found = new ArrayList<>();
        for (int id = names.first(name); id != 0; id = names.next(id)) {
            if (btf.name(id).equals(name)) {
                found.add(new BtfType(btf, id));
            }
        }
        return found;
    }

    /** The first type of a kind and name; a kernel may have several. */
    public Optional<BtfType> find(BtfKind kind, String name) {
        for (BtfType type : findAll(name)) {
            if (type.kind() == kind) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }

    /**
     * Finds a field.
     *
     * @param type name of a struct or union, or of a typedef of one
     * @param path names of members, each in the type of the one before; unnamed members need not be named, and pointers
     *     and arrays are followed
     * @throws NoSuchElementException when there is no such type or member; the message says which
     * @throws IllegalArgumentException when types of the same name disagree on where the field is
     */
    public FieldPath field(String type, String... path) throws BtfFormatException {
        FieldPath found = null;
        NoSuchElementException missing =
                new NoSuchElementException(btf.source() + ": no struct, union or typedef named " + type);
        for (BtfType root : findAll(type)) {
            if (!root.resolve().kind().isComposite()) {
                continue;
            }
            try {
                FieldPath next = FieldPath.find(root, path);
                if (found != null && !found.equals(next)) {
                    throw new IllegalArgumentException(
                            btf.source() + ": types " + found.root().id() + " and " + root.id() + " are both named "
                                    + type + ", and disagree: " + found + ", " + next);
                }
                found = next;
            } catch (NoSuchElementException e) {
                missing = e;
            }
        }
        if (found == null) {
            throw missing;
        }
        return found;
    }

    /**
     * Bytes from the start of a struct or union to a field in it, as C's {@code offsetof}. See {@link #field}.
     *
     * @throws IllegalArgumentException also when the path goes through a pointer, or ends at a bitfield
     */
    public long offsetOf(String type, String... path) throws BtfFormatException {
        FieldPath field = field(type, path);
        if (field.offsets().length > 1 || field.bitfieldSize() != 0) {
            throw new IllegalArgumentException("no single offset leads to it: " + field);
        }
        return field.byteOffset();
    }
}
