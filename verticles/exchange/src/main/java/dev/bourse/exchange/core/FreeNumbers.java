package dev.bourse.exchange.core;

import dev.bourse.exchange.snapshot.StateReader;
import dev.bourse.exchange.snapshot.StateWriter;
import java.util.Arrays;

/**
 * Which numbers of records are free: those that were given back, the last one first, since its record is the one that
 * is most likely near; then those that were never used, in their order. Grows by doubling. One thread.
 */
final class FreeNumbers {
    private int[] free;
    private int count;
    /** Numbers from here on were never used. */
    private int end;

    FreeNumbers(int expected) {
        free = new int[Math.max(64, expected)];
    }

    /** One above the highest number that was ever taken. */
    int end() {
        return end;
    }

    /** Whether no number up to one is free. */
    boolean isFull(int most) {
        return count == 0 && end > most;
    }

    /** The number that is taken next. */
    int next() {
        return count > 0 ? free[count - 1] : end;
    }

    /** Takes the next number. */
    void take() {
        if (count > 0) {
            count--;
        } else {
            end++;
        }
    }

    /** Takes a number back. */
    void give(int number) {
        if (count == free.length) {
            free = Arrays.copyOf(free, Math.multiplyExact(free.length, 2));
        }
        free[count++] = number;
    }

    void save(StateWriter out) {
        out.putLong(count);
        out.putInts(free, 0, count);
    }

    /** Replaces all by what was saved, with so many numbers in use below an end. */
    void load(StateReader in, int used, int newEnd) {
        end = newEnd;
        count = in.getInt("free order records", end - used, end - used);
        free = new int[Math.max(64, Integer.highestOneBit(Math.max(1, end)) * 2)];
        in.getInts(free, 0, count);
    }
}
