// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.bundling;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProgressTest {
    private final List<String> lines = new ArrayList<>();
    private long now = -Duration.ofSeconds(2).toNanos(); // a clock that starts below zero and overflows nothing

    private final Progress progress = new Progress(() -> now, lines::add);

    @Test
    void a_short_run_says_nothing() {
        progress.beginKernels(10);
        kernels(10, 499);

        assertEquals(List.of(), lines);
    }

    @Test
    void a_long_run_says_every_five_seconds_how_far_it_is_how_fast_and_how_long_it_will_take() {
        progress.beginKernels(4000);
        kernels(600, 25);

        assertEquals(
                List.of(
                        "200 of 4000 kernels, 40.0 kernels/s, about 1 min 35 s left",
                        "400 of 4000 kernels, 40.0 kernels/s, about 1 min 30 s left",
                        "600 of 4000 kernels, 40.0 kernels/s, about 1 min 25 s left"),
                lines);
    }

    @Test
    void a_slow_kernel_is_one_line_however_long_it_took() {
        progress.beginKernels(3);
        kernels(1, 60_000);
        kernels(1, 1);

        assertEquals(List.of("1 of 3 kernels, 0.0 kernels/s, about 2 min 0 s left"), lines);
    }

    @Test
    void the_end_is_for_the_summary_to_say() {
        progress.beginKernels(2);
        kernels(2, 6_000);

        assertEquals(List.of("1 of 2 kernels, 0.2 kernels/s, about 6 s left"), lines);
    }

    @Test
    void finding_the_kernels_counts_for_the_whole_time_and_not_for_the_rate() {
        now += Duration.ofSeconds(30).toNanos();
        progress.beginKernels(100);
        kernels(10, 500);

        assertEquals(List.of("10 of 100 kernels, 2.0 kernels/s, about 45 s left"), lines);
        assertEquals(Duration.ofSeconds(35), progress.elapsed());
    }

    @Test
    void downloads_are_told_like_kernels_and_before_them() {
        progress.beginDownloads(3);
        now += Duration.ofSeconds(5).toNanos();
        progress.downloadDone();
        progress.downloadDone();
        progress.beginKernels(3);
        kernels(1, 5_000);

        assertEquals(
                List.of(
                        "1 of 3 downloads, 0.2 downloads/s, about 10 s left",
                        "1 of 3 kernels, 0.2 kernels/s, about 10 s left"),
                lines);
    }

    private void kernels(int count, int millisEach) {
        for (int i = 0; i < count; i++) {
            now += Duration.ofMillis(millisEach).toNanos();
            progress.kernelDone();
        }
    }
}
