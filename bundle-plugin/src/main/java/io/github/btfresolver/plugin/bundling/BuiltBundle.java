// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.bundling;

import io.github.btfresolver.plugin.source.RejectedInput;
import java.util.List;

/**
 * A finished bundle.
 *
 * @param bytes of the resource
 * @param kernels how many it covers
 * @param layouts how many different layouts they have
 * @param warnings what the objects should not ask of an external BTF
 * @param rejected inputs that were passed over
 */
@SuppressWarnings("ArrayRecordComponent") // handed over once, never compared
public record BuiltBundle(byte[] bytes, int kernels, int layouts, List<String> warnings, List<RejectedInput> rejected) {
    /** One line that says what is in it. */
    public String summary() {
        return kernels + (kernels == 1 ? " kernel, " : " kernels, ") + layouts
                + (layouts == 1 ? " layout, " : " layouts, ") + bytes.length + " bytes";
    }
}
