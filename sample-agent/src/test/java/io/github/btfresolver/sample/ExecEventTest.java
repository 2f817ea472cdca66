// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.sample;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExecEventTest {
    static ByteBuffer event(ByteOrder order, String comm, String filename) {
        ByteBuffer event = ByteBuffer.allocate(ExecEvent.SIZE).order(order);
        event.putLong(0, 1_234_567_890_123L).putLong(8, 7);
        event.putInt(16, 101).putInt(20, 100).putInt(24, 99).putInt(28, -2).putInt(32, 100);
        byte[] name = filename.getBytes(StandardCharsets.UTF_8);
        event.putInt(36, name.length + 1);
        put(event, 40, comm.getBytes(StandardCharsets.UTF_8));
        put(event, 56, name);
        return event;
    }

    private static void put(ByteBuffer event, int offset, byte[] bytes) {
        for (int i = 0; i < bytes.length; i++) {
            event.put(offset + i, bytes[i]);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void decodesBothByteOrders(boolean little) {
        ByteOrder order = little ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
        ExecEvent event = ExecEvent.decode(event(order, "cat", "/bin/cat"));
        assertEquals(1_234_567_890_123L, event.timestamp());
        assertEquals(7, event.startTime());
        assertEquals(101, event.tid());
        assertEquals(100, event.pid());
        assertEquals(100, event.helperPid());
        assertEquals(99, event.ppid());
        assertEquals(4294967294L, event.uid());
        assertArrayEquals("cat".getBytes(StandardCharsets.US_ASCII), event.comm());
        assertArrayEquals("/bin/cat".getBytes(StandardCharsets.US_ASCII), event.filename());
        assertTrue(event.hasFilename());
        assertTrue(event.isCredible());
    }

    @Test
    void aBtfOfAnotherKernelShowsInTheProcessId() {
        ByteBuffer bytes = event(ByteOrder.BIG_ENDIAN, "cat", "/bin/cat");
        bytes.putInt(20, -2107662144);
        ExecEvent event = ExecEvent.decode(bytes);
        assertFalse(event.isCredible());
        assertEquals("process id -2107662144 by the BTF, 100 by the kernel", event.contradiction());
    }

    @Test
    void stringsMayFillTheirFields() {
        StringBuilder name = new StringBuilder();
        while (name.length() < 256) {
            name.append('x');
        }
        ExecEvent event = ExecEvent.decode(event(ByteOrder.BIG_ENDIAN, name.substring(0, 16), name.toString()));
        assertEquals(16, event.comm().length);
        assertEquals(256, event.filename().length);
    }

    @Test
    void shortEventsAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> ExecEvent.decode(ByteBuffer.allocate(ExecEvent.SIZE - 1)));
    }

    @Test
    void aLineSplitsAtItsBlanks() {
        ExecEvent event = ExecEvent.decode(event(ByteOrder.LITTLE_ENDIAN, "a b\n", "/tmp/ä\\x"));
        assertEquals(
                "time=2026-11-21T09:12:12.007+01:00 pid=100 ppid=99 uid=4294967294 comm=a\\x20b\\x0a"
                        + " filename=/tmp/\\xc3\\xa4\\x5cx",
                ExecLine.format(event, 1795248732007L, ZoneId.of("Europe/Berlin")));
    }

    @Test
    void anUnreadableFilenameIsEmpty() {
        ByteBuffer bytes = event(ByteOrder.LITTLE_ENDIAN, "cat", "/bin/cat");
        bytes.putInt(36, -14);
        String line = ExecLine.format(ExecEvent.decode(bytes), 0, ZoneId.of("UTC"));
        assertEquals("time=1970-01-01T00:00:00.000Z pid=100 ppid=99 uid=4294967294 comm=cat filename=", line);
    }
}
