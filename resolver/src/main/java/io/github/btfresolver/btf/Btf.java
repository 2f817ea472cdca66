// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.btf;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * The types of a kernel, a module-free image or a BPF object: an immutable view over the bytes of one BTF blob.
 *
 * <p>A flyweight: it keeps the bytes and where each type starts, and answers by type id without building objects. Type
 * ids are 0, {@code void}, up to {@link #typeCount()} exclusive. Everything that an accessor reads was checked when the
 * BTF was opened, so accessors throw nothing for bad data; an id, index or kind that does not fit is a mistake of the
 * caller, with unspecified outcome.
 *
 * <p>Immutable and safe for use by many threads.
 */
public final class Btf {
    /** libbpf has no limit; compilers' output has chains of a handful. */
    private static final int MAX_MODIFIERS = 256;

    private final String source;
    private final byte[] bytes;
    private final int size;
    private final ByteBuffer data;
    private final int[] offsets;
    private final int typeCount;
    private final BtfStrings strings;
    private final int typesEnd;
    private final int firstOwnId;
    /** 0 when nothing tells. */
    private final int pointerSize;

    private volatile @Nullable BtfTypes types;

    private Btf(String source, byte[] bytes, BtfHeader header, int firstOwnId, int pointerSize)
            throws BtfFormatException {
        this.source = source;
        this.bytes = bytes;
        size = bytes.length;
        this.firstOwnId = firstOwnId;
        strings = strings(bytes, header, source);
        data = ByteBuffer.wrap(bytes).order(header.order());
        TypeIndex index = TypeIndex.read(source, data, header);
        offsets = index.offsets();
        typeCount = index.count();
        typesEnd = header.typesEnd();
        this.pointerSize = pointerSize == 0 ? PointerSize.told(this) : pointerSize;
    }

    /**
     * Of bytes that were opened and found good before.
     *
     * @param size of the blob, after which there may be more
     * @param offsets where each type starts, as {@link TypeIndex} has found it
     */
    Btf(String source, byte[] bytes, int size, BtfHeader header, int[] offsets, int pointerSize)
            throws BtfFormatException {
        this.source = source;
        this.bytes = bytes;
        this.size = size;
        firstOwnId = 1;
        strings = strings(bytes, header, source);
        data = ByteBuffer.wrap(bytes).order(header.order());
        this.offsets = offsets;
        typeCount = offsets.length;
        typesEnd = header.typesEnd();
        this.pointerSize = pointerSize;
    }

    /** The same bytes with another pointer size. */
    private Btf(Btf that, int pointerSize) {
        source = that.source;
        bytes = that.bytes;
        size = that.size;
        data = that.data;
        offsets = that.offsets;
        typeCount = that.typeCount;
        strings = that.strings;
        typesEnd = that.typesEnd;
        firstOwnId = that.firstOwnId;
        this.pointerSize = pointerSize;
    }

    /**
     * Opens a BTF blob. Checks what libbpf 1.3 and newer check on load ({@code btf_parse_hdr()}, {@code
     * btf_parse_type_sec()}, {@code btf_sanity_check()}), and FUNC_PROTO return types, which they miss.
     *
     * @param bytes the blob; kept, not copied, and must not change any more
     * @param source the file or resource it came from, for messages
     * @throws BtfFormatException when it is not well-formed
     */
    public static Btf parse(byte[] bytes, String source) throws BtfFormatException {
        return parse(bytes, source, 0);
    }

    /**
     * Opens a BTF blob whose pointer size is known, as it is for one from an ELF file.
     *
     * @param pointerSize 4 or 8; 0 to tell by the {@code long} types in it, else 8
     */
    public static Btf parse(byte[] bytes, String source, int pointerSize) throws BtfFormatException {
        return new Btf(source, bytes, BtfHeader.parse(bytes, bytes.length, source), 1, pointerSize);
    }

    /**
     * Opens split BTF, which goes on where its base ends: that of a kernel module. The result has the types of both.
     *
     * @param split the module's blob
     * @param base of the kernel that the module belongs to
     * @param source the file or resource that the split BTF came from, for messages
     * @throws BtfFormatException when it is not well-formed, or not made on this base
     */
    public static Btf parseSplit(byte[] split, Btf base, String source) throws BtfFormatException {
        return joined(SplitBtf.join(base, split, source), base, source);
    }

    /**
     * Opens split BTF that comes with a stand-in for its base, as modules built on their own have it ({@code .BTF.base}).
     *
     * @param standIn the stand-in base
     * @param base of the kernel to put it on (libbpf's {@code btf__relocate()})
     * @throws BtfFormatException also when the kernel does not have a type that the module needs, or several of them
     */
    public static Btf parseSplit(byte[] split, Btf standIn, Btf base, String source) throws BtfFormatException {
        return joined(SplitBtf.rebase(parseSplit(split, standIn, source), base), base, source);
    }

    private static Btf joined(byte[] blob, Btf base, String source) throws BtfFormatException {
        BtfHeader header = BtfHeader.parse(blob, blob.length, source);
        return new Btf(source, blob, header, base.typeCount(), base.pointerSize());
    }

    private static BtfStrings strings(byte[] bytes, BtfHeader header, String source) throws BtfFormatException {
        int start = header.stringsStart();
        int end = header.stringsEnd();
        if (start == end || bytes[start] != 0 || bytes[end - 1] != 0) {
            throw new BtfFormatException(
                    source,
                    "BTF string section at offset " + start + ": expected to begin and end with a NUL"
                            + (start == end ? ", found none" : "")
                            + " (a kernel module's BTF builds on the kernel's and cannot be read alone)");
        }
        return new BtfStrings(bytes, start, end);
    }

    /** The file or resource it came from. */
    public String source() {
        return source;
    }

    /** The byte order of the blob. */
    public ByteOrder order() {
        return data.order();
    }

    /** Bytes of a pointer in the described program: 4 or 8; 8 when nothing tells. */
    public int pointerSize() {
        return pointerSize == 0 ? PointerSize.DEFAULT : pointerSize;
    }

    /**
     * This BTF for who knows the machine that it is of.
     *
     * @param size 4 or 8
     * @return this, when it tells its pointer size itself; else the same types with pointers of this size
     */
    public Btf withPointersUnlessTold(int size) {
        return pointerSize == 0 ? new Btf(this, size) : this;
    }

    /** Size of the blob in bytes. */
    public int size() {
        return size;
    }

    /**
     * The blob, as it was read, of split BTF together with its base: a view that cannot be written to, of its whole length
     * and in the blob's byte order. Each call gives one with a position of its own.
     */
    public ByteBuffer asByteBuffer() {
        return ByteBuffer.wrap(bytes, 0, size).slice().asReadOnlyBuffer().order(data.order());
    }

    /** Writes the blob, as it was read, of split BTF together with its base. The stream stays open. */
    public void writeTo(OutputStream out) throws IOException {
        out.write(bytes, 0, size);
    }

    /**
     * A view of one type, in the words of C.
     *
     * @throws IllegalArgumentException when there is no type with this id
     */
    public BtfType type(int id) {
        if (id < 0 || id >= typeCount) {
            throw new IllegalArgumentException(
                    source + ": no type " + id + ", there are types 0 to " + (typeCount - 1));
        }
        return new BtfType(this, id);
    }

    /** Its types by name; the index is made at the first call. */
    public BtfTypes types() {
        BtfTypes known = types;
        if (known == null) {
            known = new BtfTypes(this);
            types = known; // a race makes two of the same
        }
        return known;
    }

    /** Number of type ids, {@code void} included: valid ids are below. */
    public int typeCount() {
        return typeCount;
    }

    /** The first type that is not its base's: 1, except in split BTF. */
    public int firstOwnId() {
        return firstOwnId;
    }

    public BtfStrings strings() {
        return strings;
    }

    /** The kind of a type; {@link BtfKind#UNKN} for {@code void}. */
    public BtfKind kind(int id) {
        return id == 0 ? BtfKind.UNKN : BtfKind.of(TypeRecord.kindNumber(info(id)));
    }

    /** Number of members, enumerators, parameters or entries; of a FUNC, its linkage. */
    public int vlen(int id) {
        return TypeRecord.vlen(info(id));
    }

    /** The kind flag: bitfields in a composite, signed enumerators, FWD of a union. */
    public boolean kflag(int id) {
        return TypeRecord.kflag(info(id));
    }

    /** Offset of the name in {@link #strings()}; 0 for a type without one. */
    public int nameOffset(int id) {
        return id == 0 ? 0 : word(id, 0);
    }

    /** The name, one byte a char; empty for a type without one. */
    public String name(int id) {
        return strings.get(nameOffset(id));
    }

    /** The size field of INT, STRUCT, UNION, ENUM, ENUM64, FLOAT, DATASEC, in bytes (unsigned). */
    public int sizeField(int id) {
        return word(id, 8);
    }

    /** The type that a PTR, TYPEDEF, modifier, FUNC, VAR or tag refers to; the return type of a FUNC_PROTO. */
    public int typeField(int id) {
        return word(id, 8);
    }

    /** Offset in {@link #strings()} of the name of a member, enumerator or parameter. */
    public int elementNameOffset(int id, int index) {
        return data.getInt(element(id, index));
    }

    /** The name of a member, enumerator or parameter. */
    public String elementName(int id, int index) {
        return strings.get(elementNameOffset(id, index));
    }

    /** The type of a member or parameter. */
    public int elementType(int id, int index) {
        return data.getInt(element(id, index) + 4);
    }

    /** Offset of a member from the start of its composite, in bits; unsigned. */
    public int memberBitOffset(int id, int index) {
        int word = data.getInt(element(id, index) + 8);
        return kflag(id) ? word & 0xFFFFFF : word;
    }

    /** Size of a bitfield member in bits; 0 for an ordinary member. */
    public int memberBitfieldSize(int id, int index) {
        return kflag(id) ? data.getInt(element(id, index) + 8) >>> 24 : 0;
    }

    /** An enumerator's value: of an ENUM its 32 bits sign-extended whatever the kflag, of an ENUM64 its 64 bits. */
    public long enumeratorValue(int id, int index) {
        int at = element(id, index) + 4;
        if (kind(id) == BtfKind.ENUM) {
            return data.getInt(at);
        }
        return (data.getInt(at) & 0xFFFFFFFFL) | (long) data.getInt(at + 4) << 32;
    }

    public int arrayElementType(int id) {
        return word(id, 12);
    }

    public int arrayIndexType(int id) {
        return word(id, 16);
    }

    /** Number of elements, unsigned; 0 for a flexible array. */
    public int arrayLength(int id) {
        return word(id, 20);
    }

    /** The word after the record of an INT: its encoding, bit offset and width, packed. */
    public int intWord(int id) {
        return word(id, 12);
    }

    /** Width of an INT in bits. */
    public int intBits(int id) {
        return intWord(id) & 0xFF;
    }

    /** Bit offset of an INT in its bytes: other than 0 only in legacy bitfields. */
    public int intBitOffset(int id) {
        return intWord(id) >> 16 & 0xFF;
    }

    /** Encoding of an INT: a sum of 1 (signed), 2 (char) and 4 (bool). */
    public int intEncoding(int id) {
        return intWord(id) >> 24 & 0xF;
    }

    /** Linkage of a VAR: 0 static, 1 global, 2 extern. */
    public int varLinkage(int id) {
        return word(id, 12);
    }

    /** The declaration that a DECL_TAG is for: -1 the type itself, else a member or parameter index. */
    public int componentIndex(int id) {
        return word(id, 12);
    }

    /** The VAR or FUNC of a DATASEC entry. */
    public int entryType(int id, int index) {
        return data.getInt(element(id, index));
    }

    /** Offset of a DATASEC entry in its section, in bytes. */
    public int entryOffset(int id, int index) {
        return data.getInt(element(id, index) + 4);
    }

    /** Size of a DATASEC entry in bytes. */
    public int entrySize(int id, int index) {
        return data.getInt(element(id, index) + 8);
    }

    /**
     * The first type on the way from {@code id} that is not a typedef or modifier (libbpf's {@code
     * skip_mods_and_typedefs()}).
     *
     * @throws BtfFormatException when the way goes round in a circle, where libbpf would not end, or is absurdly long
     */
    public int skipModifiers(int id) throws BtfFormatException {
        int at = id;
        for (int steps = 0; kind(at).isModifierOrTypedef(); steps++) {
            if (steps == MAX_MODIFIERS) {
                throw new BtfFormatException(
                        source,
                        "type " + id + ": typedefs and modifiers form a cycle or a chain of more than "
                                + MAX_MODIFIERS);
            }
            at = typeField(at);
        }
        return at;
    }

    /**
     * Bytes that an object of a type takes (libbpf's {@code btf__resolve_size()}).
     *
     * @return at most 2³² − 1; 0 for a flexible array; −1 for a type without a size ({@code void}, FWD, FUNC,
     *     FUNC_PROTO), one that is too large, or one that more than 32 types stand between
     */
    public long sizeOf(int id) {
        return TypeSize.of(this, id);
    }

    private int word(int id, int offset) {
        return data.getInt(offsets[id] + offset);
    }

    byte[] bytes() {
        return bytes;
    }

    /** The word at an offset in the blob. */
    int wordAt(int at) {
        return data.getInt(at);
    }

    /** Where the record of a type other than {@code void} starts in the blob. */
    int recordStart(int id) {
        return offsets[id];
    }

    /** Where the type section ends in the blob. */
    int typesEnd() {
        return typesEnd;
    }

    /** Where the record of a type other than {@code void} ends in the blob. */
    int recordEnd(int id) {
        return id + 1 < typeCount ? offsets[id + 1] : typesEnd;
    }

    /** A view of all type records. */
    ByteBuffer typeSection() {
        int start = typeCount > 1 ? offsets[1] : typesEnd;
        return ByteBuffer.wrap(bytes, start, typesEnd - start);
    }

    private int info(int id) {
        return word(id, 4);
    }

    /** Where an element of a kind that consists of nothing but elements starts. */
    private int element(int id, int index) {
        return offsets[id] + TypeIndex.RECORD_SIZE + index * kind(id).elementSize();
    }
}
