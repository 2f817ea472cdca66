// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.bundling;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class OrderedWorkTest {
    private final List<Integer> taken = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7})
    void results_are_taken_in_the_order_of_the_items_by_the_caller(int threads) throws Exception {
        Thread caller = Thread.currentThread();
        List<Integer> items = numbers(500);
        new OrderedWork<Integer, Integer>(threads, i -> i, i -> {
                    assertEquals(caller, Thread.currentThread());
                    taken.add(i);
                })
                .run(items);
        assertEquals(items, taken);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7})
    void the_first_error_is_that_of_the_first_item_that_has_one(int threads) {
        BundlingException e = assertThrows(
                BundlingException.class,
                () -> new OrderedWork<Integer, Integer>(threads, OrderedWorkTest::fromFiftyOn, taken::add)
                        .run(numbers(200)));
        assertEquals("bad 50", e.getMessage());
        assertEquals(numbers(50), taken);
    }

    private static int fromFiftyOn(int i) throws BundlingException {
        if (i >= 50) {
            throw new BundlingException("bad " + i);
        }
        return i;
    }

    @Test
    void as_many_items_are_worked_on_at_once_as_there_are_threads() throws Exception {
        CountDownLatch all = new CountDownLatch(3);
        new OrderedWork<Integer, Boolean>(3, i -> meet(all), together -> assertTrue(together)).run(numbers(3));
    }

    private static boolean meet(CountDownLatch all) {
        all.countDown();
        try {
            return all.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            return false;
        }
    }

    @Test
    void work_is_not_started_far_ahead_of_what_is_taken() throws Exception {
        AtomicInteger started = new AtomicInteger();
        new OrderedWork<Integer, Integer>(2, i -> started.incrementAndGet(), i -> {
                    taken.add(i);
                    assertTrue(started.get() <= taken.size() + 16, started + " started, " + taken.size() + " taken");
                })
                .run(numbers(300));
        assertEquals(300, taken.size());
    }

    @Test
    void an_interrupted_caller_ends_with_no_thread_left() throws Exception {
        CountDownLatch started = new CountDownLatch(2);
        List<Thread> workers = new ArrayList<>();
        List<String> outcome = new ArrayList<>();
        Thread caller = new Thread(() -> {
            try {
                new OrderedWork<Integer, Boolean>(2, i -> waitForever(started, workers), b -> {}).run(numbers(10));
            } catch (BundlingException e) {
                outcome.add(e.getMessage() + " " + Thread.currentThread().isInterrupted());
            }
        });
        caller.start();
        started.await();
        caller.interrupt();
        caller.join();
        assertEquals(List.of("interrupted: nothing is written true"), outcome);
        for (Thread worker : workers) {
            worker.join(10_000);
            assertFalse(worker.isAlive());
        }
    }

    private static boolean waitForever(CountDownLatch started, List<Thread> workers) {
        synchronized (workers) {
            workers.add(Thread.currentThread());
        }
        started.countDown();
        return meet(new CountDownLatch(2));
    }

    @Test
    void a_bug_and_an_error_come_out_as_they_are() {
        assertThrows(IllegalStateException.class, () -> failing(new IllegalStateException()));
        assertThrows(OutOfMemoryError.class, () -> failing(new OutOfMemoryError()));
    }

    private static void failing(Throwable problem) throws BundlingException {
        new OrderedWork<Integer, Integer>(
                        2,
                        i -> {
                            if (problem instanceof Error error) {
                                throw error;
                            }
                            throw (RuntimeException) problem;
                        },
                        i -> {})
                .run(numbers(5));
    }

    private static List<Integer> numbers(int count) {
        return IntStream.range(0, count).boxed().toList();
    }
}
