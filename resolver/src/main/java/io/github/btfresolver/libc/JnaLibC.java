// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.libc;

import com.sun.jna.Function;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.NativeLong;
import com.sun.jna.Platform;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The system calls through JNA, from the C library that the JVM itself runs on. Each function is looked up when it is called, and
 * nothing of it is kept: JNA never forgets an interface that it has mapped, nor its class loader, and its cleaner thread
 * ends when no library is in use any more. Strings go as bytes, for which JNA needs no native memory.
 */
final class JnaLibC implements LibC {
    private static final int F_ADD_SEALS = 1033;
    private static final int F_GET_SEALS = 1034;
    private static final int EINTR = 4;

    /** Where a function takes any number of arguments, JNA has in its call flags how many it names. */
    private static final int NAMED_ARGUMENTS = 7;

    JnaLibC() {
        if (!Platform.isLinux()) {
            throw new UnsupportedOperationException("this is not Linux");
        }
        NativeLibrary.getProcess();
    }

    private static int call(String function, Object... arguments) {
        return NativeLibrary.getProcess().getFunction(function).invokeInt(arguments);
    }

    /** @param named how many of the arguments the C declaration names; {@code ...} stands for the others */
    private static int callVariadic(String function, int named, Object... arguments) {
        return NativeLibrary.getProcess()
                .getFunction(function, Function.C_CONVENTION | named << NAMED_ARGUMENTS)
                .invokeInt(arguments);
    }

    @Override
    public int memfdCreate(String name, int flags) throws IOException {
        byte[] bytes = (name + "\0").getBytes(StandardCharsets.US_ASCII);
        try {
            return check("memfd_create", call("memfd_create", bytes, flags));
        } catch (UnsatisfiedLinkError e) {
            return memfdCreateBySyscall(bytes, flags);
        }
    }

    /** The C library has the function since glibc 2.27 only, the kernel since 3.17: Ubuntu 16.04, Amazon Linux 2. */
    int memfdCreateBySyscall(byte[] name, int flags) throws IOException {
        int number = memfdCreateNumber(Platform.ARCH);
        if (number == 0) {
            throw new IOException(
                    "memfd_create: not in the C library, and its number on " + Platform.ARCH + " is not known");
        }
        return check("memfd_create", callVariadic("syscall", 1, new NativeLong(number), name, flags));
    }

    /** By JNA's name of the architecture that the process was compiled for. */
    static int memfdCreateNumber(String arch) {
        switch (arch) {
            case "x86-64":
                return 319;
            case "x86":
                return 356;
            case "arm":
                return 385;
            case "ppc":
            case "ppc64":
            case "ppc64le":
                return 360;
            case "s390x":
                return 350;
            case "mips64":
            case "mips64el":
                return 5314;
            case "aarch64":
            case "riscv64":
            case "loongarch64":
                return 279;
            default:
                return 0;
        }
    }

    @Override
    public int write(int fd, byte[] bytes, int length) throws IOException {
        while (true) {
            int written = call("write", fd, bytes, new NativeLong(length));
            if (written >= 0 || Native.getLastError() != EINTR) {
                return check("write", written);
            }
        }
    }

    @Override
    public void addSeals(int fd, int seals) throws IOException {
        check("fcntl(F_ADD_SEALS)", callVariadic("fcntl", 2, fd, F_ADD_SEALS, seals));
    }

    @Override
    public int seals(int fd) throws IOException {
        return check("fcntl(F_GET_SEALS)", callVariadic("fcntl", 2, fd, F_GET_SEALS));
    }

    @Override
    public void close(int fd) throws IOException {
        check("close", call("close", fd));
    }

    @Override
    public Utsname uname() throws IOException {
        byte[] struct = new byte[2 * Utsname.SIZE]; // more than any C library fills
        check("uname", call("uname", struct));
        return new Utsname(Arrays.copyOf(struct, Utsname.SIZE));
    }

    private static int check(String call, int result) throws LibCException {
        if (result >= 0) {
            return result;
        }
        int errno = Native.getLastError();
        String reason = NativeLibrary.getProcess().getFunction("strerror").invokeString(new Object[] {errno}, false);
        throw new LibCException(call, errno, reason);
    }
}
