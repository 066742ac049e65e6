package dev.bourse.data.record;

import dev.bourse.shared.instrument.Instrument;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds instruments by the bytes of their symbols without making a string of them: open addressing over the symbols met
 * so far. Unknown symbols are not remembered, so that a stream of nonsense does not grow it. Used by one thread.
 */
public final class SymbolTable {
    private static final int LONGEST = 32;

    private final Instruments instruments;
    private byte[][] keys = new byte[1024][];
    private @Nullable Instrument[] values = new @Nullable Instrument[1024];
    private int size;
    private int version;

    /** A table that has met no symbol yet. */
    public SymbolTable(Instruments instruments) {
        this.instruments = instruments;
        this.version = instruments.version();
    }

    /** Forgets what it knows if instruments were added or removed since; call it once for each block of records. */
    public void refresh() {
        int current = instruments.version();
        if (current != version) {
            version = current;
            Arrays.fill(keys, null);
            Arrays.fill(values, null);
            size = 0;
        }
    }

    /** The instrument whose symbol is {@code bytes[from, to)}, null where there is none. */
    public @Nullable Instrument find(byte[] bytes, int from, int to) {
        int mask = keys.length - 1;
        int slot = hash(bytes, from, to) & mask;
        while (values[slot] != null) {
            byte[] key = keys[slot];
            if (Arrays.equals(key, 0, key.length, bytes, from, to)) {
                return values[slot];
            }
            slot = (slot + 1) & mask;
        }
        return wellFormed(bytes, from, to) ? remember(instruments.find(text(bytes, from, to))) : null;
    }

    /** The instrument added for a symbol that {@link #find} did not find, null where that is refused. */
    public @Nullable Instrument introduce(byte[] bytes, int from, int to, int priceDecimals, int sizeDecimals) {
        if (!wellFormed(bytes, from, to)) {
            return null;
        }
        return remember(instruments.introduce(text(bytes, from, to), priceDecimals, sizeDecimals));
    }

    /** What to say of a symbol for which there is no instrument. */
    public static Verdict refusal(byte[] bytes, int from, int to) {
        return wellFormed(bytes, from, to) ? Verdict.UNKNOWN_SYMBOL : Verdict.SYMBOL;
    }

    /**
     * The form of {@link Instrument#symbol()}, without those that begin with '^': these are made inside (an index),
     * never fed.
     */
    private static boolean wellFormed(byte[] bytes, int from, int to) {
        if (to <= from || to - from > LONGEST || bytes[from] == '^') {
            return false;
        }
        for (int index = from; index < to; index++) {
            byte c = bytes[index];
            boolean letter = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
            boolean digit = c >= '0' && c <= '9';
            if (!letter && !digit && c != '.' && c != '-' && c != '_' && c != '^' && c != '/' && c != '=') {
                return false;
            }
        }
        return true;
    }

    private @Nullable Instrument remember(Optional<Instrument> found) {
        if (found.isEmpty()) {
            return null;
        }
        if (size * 2 >= keys.length) {
            grow();
        }
        Instrument instrument = found.get();
        put(instrument.symbol().getBytes(StandardCharsets.US_ASCII), instrument);
        return instrument;
    }

    private void grow() {
        byte[][] oldKeys = keys;
        @Nullable Instrument[] oldValues = values;
        keys = new byte[oldKeys.length * 2][];
        values = new @Nullable Instrument[oldKeys.length * 2];
        size = 0;
        for (int slot = 0; slot < oldKeys.length; slot++) {
            Instrument value = oldValues[slot];
            if (value != null) {
                put(oldKeys[slot], value);
            }
        }
    }

    private void put(byte[] key, Instrument instrument) {
        int mask = keys.length - 1;
        int slot = hash(key, 0, key.length) & mask;
        while (values[slot] != null) {
            slot = (slot + 1) & mask;
        }
        keys[slot] = key;
        values[slot] = instrument;
        size++;
    }

    private static String text(byte[] bytes, int from, int to) {
        return new String(bytes, from, to - from, StandardCharsets.US_ASCII);
    }

    private static int hash(byte[] bytes, int from, int to) {
        int hash = 0;
        for (int index = from; index < to; index++) {
            hash = hash * 31 + bytes[index];
        }
        return hash ^ (hash >>> 15);
    }
}
