// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.loader;

import com.sun.jna.NativeLong;
import com.sun.jna.Structure;
import com.sun.jna.Structure.FieldOrder;
import org.jspecify.annotations.Nullable;

/**
 * libbpf's {@code struct bpf_object_open_opts} up to {@code btf_custom_path}, for anyone's JNA binding of {@code
 * bpf_object__open_file()} and {@code bpf_object__open_mem()}:
 *
 * <pre>{@code
 * try (KernelBtf btf = BtfResolver.forRunningKernel()) {
 *     LibbpfOpenOptions options = new LibbpfOpenOptions(btf.customPath().orElse(null));
 *     Pointer object = libbpf.bpf_object__open_file("app.bpf.o", options);
 *     ... check it ...
 *     int error = libbpf.bpf_object__load(object);    // reads the path
 * }
 * }</pre>
 *
 * libbpf tells by {@code sz} which fields its caller knows, so this beginning of the structure is right for every libbpf
 * since 0.5, where {@code btf_custom_path} came in. The path is for CO-RE relocations only: fentry, LSM, struct_ops and
 * typed ksyms still need the kernel's own BTF. JNA keeps every structure's class once it was used, and with it its class loader.
 */
@FieldOrder({"sz", "object_name", "relaxed_maps", "pin_root_path", "hole", "kconfig", "btf_custom_path"})
public class LibbpfOpenOptions extends Structure {
    /** Size of this structure: 56 bytes where pointers have 64 bits, 28 where they have 32. */
    public NativeLong sz;

    /** A name other than the file's; null for the file's. */
    public @Nullable String object_name;

    /** Not 0 to accept map definitions with unknown fields. */
    public byte relaxed_maps;

    /** Where maps are pinned; null for {@code /sys/fs/bpf}. */
    public @Nullable String pin_root_path;

    /** Must be 0: a field that libbpf has removed. */
    public int hole;

    /** Additional kernel configuration, in the format of a config file; null for none. */
    public @Nullable String kconfig;

    /** The BTF to relocate against; null for the kernel's own. */
    public @Nullable String btf_custom_path;

    /**
     * Options that are all at their defaults but one.
     *
     * @param btfCustomPath null for the kernel's own BTF
     */
    public LibbpfOpenOptions(@Nullable String btfCustomPath) {
        sz = new NativeLong(size(), true);
        btf_custom_path = btfCustomPath;
    }
}
