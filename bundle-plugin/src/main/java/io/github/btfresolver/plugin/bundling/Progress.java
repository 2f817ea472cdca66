// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.bundling;

import io.github.btfresolver.plugin.source.DownloadListener;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Tells how far a long run is, in plain lines, one every five seconds: logs of unattended builds are read, too. Used by one
 * thread.
 */
public final class Progress implements DownloadListener {
    private static final long INTERVAL = Duration.ofSeconds(5).toNanos();
    private static final double SECOND = 1e9;

    private final LongSupplier nanoTime;
    private final Consumer<String> sink;
    private final long start;
    private long workStart;
    private long lastLine;
    private String what = "";
    private int total;
    private int done;

    /** @param sink of lines, without an end of line */
    public Progress(Consumer<String> sink) {
        this(System::nanoTime, sink);
    }

    Progress(LongSupplier nanoTime, Consumer<String> sink) {
        this.nanoTime = nanoTime;
        this.sink = sink;
        start = nanoTime.getAsLong();
    }

    /** Keeps the time, and says nothing. */
    public static Progress silent() {
        return new Progress(line -> {});
    }

    /** The kernels are found, and work on them begins. */
    void beginKernels(int kernels) {
        begin("kernels", kernels);
    }

    @Override
    public void beginDownloads(int downloads) {
        begin("downloads", downloads);
    }

    private void begin(String what, int total) {
        this.what = what;
        this.total = total;
        done = 0;
        workStart = nanoTime.getAsLong();
        lastLine = workStart;
    }

    /** One more kernel is done. */
    void kernelDone() {
        oneDone();
    }

    @Override
    public void downloadDone() {
        oneDone();
    }

    private void oneDone() {
        done++;
        long now = nanoTime.getAsLong();
        if (now - lastLine >= INTERVAL && done < total) {
            lastLine = now;
            sink.accept(line((now - workStart) / SECOND));
        }
    }

    private String line(double seconds) {
        double rate = done / seconds;
        long left = (long) Math.ceil((total - done) / rate);
        return String.format(
                Locale.ROOT, "%d of %d %s, %.1f %s/s, about %s left", done, total, what, rate, what, time(left));
    }

    private static String time(long seconds) {
        return seconds < 60 ? seconds + " s" : seconds / 60 + " min " + seconds % 60 + " s";
    }

    /** Since this was made. */
    Duration elapsed() {
        return Duration.ofNanos(nanoTime.getAsLong() - start);
    }
}
