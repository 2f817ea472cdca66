// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.core;

import org.jspecify.annotations.Nullable;

/** The kinds of CO-RE relocations ({@code enum bpf_core_relo_kind}), in the order of their numbers. */
public enum RelocationKind {
    FIELD_BYTE_OFFSET("byte_off"),
    FIELD_BYTE_SIZE("byte_sz"),
    FIELD_EXISTS("field_exists"),
    FIELD_SIGNED("signed"),
    FIELD_LSHIFT_U64("lshift_u64"),
    FIELD_RSHIFT_U64("rshift_u64"),
    TYPE_ID_LOCAL("local_type_id"),
    TYPE_ID_TARGET("target_type_id"),
    TYPE_EXISTS("type_exists"),
    TYPE_SIZE("type_size"),
    ENUMVAL_EXISTS("enumval_exists"),
    ENUMVAL_VALUE("enumval_value"),
    TYPE_MATCHES("type_matches");

    private static final RelocationKind[] BY_NUMBER = values();

    private final String text;

    RelocationKind(String text) {
        this.text = text;
    }

    /** The kind with this number; null for one that this code does not know. */
    public static @Nullable RelocationKind of(int number) {
        return number >= 0 && number < BY_NUMBER.length ? BY_NUMBER[number] : null;
    }

    /** The name in libbpf's log lines. */
    public String text() {
        return text;
    }

    /** Whether it asks about a field that an access path leads to. */
    public boolean isField() {
        return compareTo(FIELD_RSHIFT_U64) <= 0;
    }

    /** Whether it asks about an enumerator. */
    public boolean isEnumerator() {
        return this == ENUMVAL_EXISTS || this == ENUMVAL_VALUE;
    }

    /** Whether it asks about a whole type. */
    public boolean isType() {
        return !isField() && !isEnumerator();
    }
}
