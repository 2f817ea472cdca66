// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.fuzz;

import io.github.btfresolver.btf.Btf;
import io.github.btfresolver.core.BpfObject;
import io.github.btfresolver.core.CandidateIndex;
import io.github.btfresolver.core.ObjectRelocation;
import io.github.btfresolver.plugin.minimize.BtfMinimizer;
import io.github.btfresolver.plugin.minimize.MinimizationException;
import io.github.btfresolver.testing.ObjectMaker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteOrder;
import java.util.List;

/** A kernel of a few types, of all kinds, and an object that asks it about them in every way. */
final class SmallKernel {
    static final String TYPES = "int int 4 signed; int long 8; float f 8; typedef u32 int; ptr p task;"
            + " array a int 4; array z long 0; enum e 4 A=1 B=-2; enum64 w 8 C=1 D=0x100000000;"
            + " fwd other struct; func_proto fp int x:p y:e; func run fp 1; ptr pf fp; const c u32; volatile v c; restrict r p;"
            + " struct task 48 pid:c@0 flags:int@32/3 more:int@35/5 :anon@64 comm:a@128 real:r@256 ops:pf@320;"
            + " union anon 8 x:e@0 y:w@0; struct tail 16 n:long@0 rest:z@64; type_tag tag task; ptr pt tag;"
            + " decl_tag dt task -1; var counter int 1; datasec .data 4 counter@0/4";

    private static final String OBJECT_TYPES =
            "int int 4 signed; int long 8; enum e 4 A=0; enum64 w 8 D=0; array a int 4;"
                    + " ptr p task; struct task 32 pid:int@0 flags:int@32/3 :anon@64 comm:a@128; union anon 8 x:e@0;"
                    + " func_proto fp int x:p y:e; typedef u32 int";

    private static final BpfObject OBJECT = object();

    private SmallKernel() {}

    private static BpfObject object() {
        try {
            return BpfObject.parse(object(ByteOrder.LITTLE_ENDIAN), "object");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The object's file. */
    static byte[] object(ByteOrder order) {
        return new ObjectMaker(OBJECT_TYPES, order)
                .relocation("byte_off task 0:0", "mov 0")
                .relocation("lshift_u64 task 0:1", "mov 0")
                .relocation("byte_off task 0:2:0", "mov 0")
                .relocation("byte_sz task 0:3:1", "mov 0")
                .relocation("field_exists task 0:3", "mov 0")
                .relocation("type_size task 0", "mov 0")
                .relocation("type_exists fp 0", "mov 0")
                .relocation("type_matches task 0", "mov 0")
                .relocation("type_matches u32 0", "mov 0")
                .relocation("target_type_id p 0", "mov 0")
                .relocation("enumval_value e 0", "mov 0")
                .relocation("enumval_value w 0", "ld64 0")
                .build();
    }

    /** Relocates the object against a kernel, and reduces the kernel to what the object needs. */
    static void relocate(CandidateIndex kernel) throws IOException {
        ObjectRelocation.of(OBJECT, kernel);
        minimize(List.of(OBJECT), kernel);
    }

    /** What is minimized can be read again; that it cannot be is said. */
    static void minimize(List<BpfObject> objects, CandidateIndex index) throws IOException {
        try {
            Btf.parse(new BtfMinimizer(objects).minimize(index, ByteOrder.LITTLE_ENDIAN), "minimized");
        } catch (MinimizationException e) {
            if (!String.valueOf(e.getMessage()).startsWith(objects.get(0).source())) {
                throw new AssertionError("expected a message that begins with the object", e);
            }
        }
    }
}
