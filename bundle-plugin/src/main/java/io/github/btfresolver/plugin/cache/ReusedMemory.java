// SPDX-FileCopyrightText: The btf-resolver authors
// SPDX-License-Identifier: Apache-2.0
package io.github.btfresolver.plugin.cache;

import java.util.ArrayList;
import java.util.List;

/**
 * Arrays that are used again and again: memory that was never used takes as long as reading a file into it. Of those of about one
 * size there are never more than there were loans at once. Safe for use by many threads.
 */
final class ReusedMemory {
    private final List<byte[]> free = new ArrayList<>();

    /** One array, which is given back when this is closed. For one thread. */
    final class Loan implements AutoCloseable {
        private byte[] array = new byte[0];

        /** An array of a size or a longer one, with anything in it; the one that was given before must not be used any more. */
        byte[] of(int size) {
            close();
            array = take(size);
            return array;
        }

        @Override
        public void close() {
            giveBack(array);
            array = new byte[0];
        }
    }

    Loan loan() {
        return new Loan();
    }

    /** The shortest that is long enough; or else a new one, in the place of the longest if that is half as long or longer. */
    private synchronized byte[] take(int size) {
        int best = -1;
        for (int i = 0; i < free.size(); i++) {
            if (best < 0 || isBetter(free.get(i).length, free.get(best).length, size)) {
                best = i;
            }
        }
        boolean isForThisSize = best >= 0 && free.get(best).length >= size / 2;
        byte[] taken = isForThisSize ? free.remove(best) : new byte[0];
        return taken.length < size ? new byte[size] : taken;
    }

    private static boolean isBetter(int length, int best, int size) {
        return best < size ? length > best : length >= size && length < best;
    }

    private synchronized void giveBack(byte[] array) {
        if (array.length > 0) {
            free.add(array);
        }
    }
}
