// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.sample.vm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.btfresolver.testdata.Judges;
import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/**
 * Boots each kernel of a tier and judges what comes over its console. A case of which nothing comes has failed. What
 * takes its time is downloaded or built once, into the cache.
 */
@Tag("kernel-vm")
class KernelVmIT {
    private final List<VmKernel> kernels;

    KernelVmIT() throws Exception {
        kernels = VmKernel.ofTier(Integer.getInteger("kernel-vm.tier", 1));
    }

    @TestFactory
    List<DynamicContainer> kernels() {
        List<DynamicContainer> containers = new ArrayList<>();
        String only = System.getProperty("kernel-vm.kernel", "");
        for (VmKernel kernel : kernels) {
            if (!only.isEmpty() && !only.equals(kernel.name)) {
                continue;
            }
            containers.add(DynamicContainer.dynamicContainer(kernel.name, tests(kernel)));
        }
        assertFalse(containers.isEmpty(), "no such kernel of this tier in kernels.txt");
        return containers;
    }

    private List<DynamicTest> tests(VmKernel kernel) {
        // what a guest is to do depends on what there is of its kernel
        List<GuestCase> cases = new ArrayList<>(CoreCases.of(kernel));
        cases.addAll(ContainerCases.of(kernel));
        List<DynamicTest> tests = new ArrayList<>();
        Guest[] guest = new Guest[1];
        tests.add(DynamicTest.dynamicTest("boots-and-comes-to-its-end", () -> {
            guest[0] = boot(kernel, cases);
            judgeWhole(guest[0], cases);
        }));
        for (GuestCase guestCase : cases) {
            tests.add(DynamicTest.dynamicTest(guestCase.name, () -> judge(kernel, guest[0], guestCase)));
        }
        return tests;
    }

    private Guest boot(VmKernel kernel, List<GuestCase> cases) throws Exception {
        requireEmulator(kernel);
        fetch();
        File folder = GuestFiles.write(kernel, kernels, cases);
        long start = System.nanoTime();
        Guest guest = Guest.run(kernel, folder, log(kernel));
        GuestResult check = guest.results.get("every-program-sees-what-proc-shows");
        System.out.printf(
                "kernel-vm: %s, %s, java %s: booted at %s s, first event %s, whole run %.1f s%n",
                kernel,
                kernel.release(),
                kernel.runsJava8() ? "8" : "17",
                guest.booted,
                check == null ? "never" : check.after("first event: "),
                (System.nanoTime() - start) / 1e9);
        return guest;
    }

    /** All of the tier, since each is in the others' bundle. */
    private void fetch() throws InterruptedException {
        try {
            for (VmKernel kernel : kernels) {
                kernel.fetch();
            }
        } catch (IOException e) {
            Judges.skip(e.getMessage());
        }
    }

    private static void requireEmulator(VmKernel kernel) {
        switch (kernel.arch) {
            case "arm64":
                Judges.require("qemu-system-aarch64", "qemu-system-arm");
                break;
            case "armhf":
                Judges.require("qemu-system-arm", "qemu-system-arm");
                break;
            case "ppc64el":
                Judges.require("qemu-system-ppc64", "qemu-system-ppc");
                break;
            case "s390x":
                Judges.require("qemu-system-s390x", "qemu-system-misc");
                break;
            default:
                Judges.require("qemu-system-x86_64", "qemu-system-x86");
        }
    }

    private static File log(VmKernel kernel) {
        return new File(Vm.TARGET, kernel.name + ".console");
    }

    private static void judgeWhole(Guest guest, List<GuestCase> cases) {
        Set<String> expected = new LinkedHashSet<>();
        for (GuestCase guestCase : cases) {
            expected.add(guestCase.name);
        }
        assertEquals(expected, guest.results.keySet());
        assertTrue(guest.done, "the guest has not come to its end");
    }

    private static void judge(VmKernel kernel, Guest guest, GuestCase guestCase) throws Exception {
        Judges.assume(guest != null, kernel + " was not booted");
        GuestResult result = guest.results.get(guestCase.name);
        assertTrue(result != null, "nothing came of this case; see " + log(kernel));
        guestCase.judge.judge(result);
    }
}
