package dev.bourse.classification.payload;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A table from symbols to numbers that takes about 20 bytes an entry and its symbol, so that millions of entries fit:
 * symbols stand in chunks of bytes, found by an open hash table of positions. Filled by one thread, read by many once
 * filled.
 */
public final class SymbolTable {
    /** What is found where a symbol has no entry. */
    public static final int ABSENT = -1;

    private static final int CHUNK_BITS = 20;
    private static final int CHUNK = 1 << CHUNK_BITS;

    private final List<byte[]> chunks = new ArrayList<>();
    private int[] positions = new int[64];
    private int used = CHUNK;
    private int size;

    /** How many symbols it has. */
    public int size() {
        return size;
    }

    /** Sets a symbol's number, 0 or more; false where it had one, which then stays. */
    public boolean put(byte[] symbol, int length, int value) {
        if (size * 2 >= positions.length) {
            grow();
        }
        int slot = slot(symbol, length);
        if (positions[slot] != 0) {
            return false;
        }
        int needed = 1 + length + Integer.BYTES;
        if (used + needed > CHUNK) {
            chunks.add(new byte[CHUNK]);
            used = 0;
        }
        byte[] chunk = chunks.getLast();
        ByteBuffer.wrap(chunk)
                .put(used, (byte) length)
                .put(used + 1, symbol, 0, length)
                .putInt(used + 1 + length, value);
        positions[slot] = ((chunks.size() - 1) << CHUNK_BITS) + used + 1;
        used += needed;
        size++;
        return true;
    }

    /** The symbol's number or {@link #ABSENT}. */
    public int find(String symbol) {
        byte[] bytes = symbol.getBytes(StandardCharsets.UTF_8);
        int position = positions[slot(bytes, bytes.length)];
        if (position == 0) {
            return ABSENT;
        }
        return ByteBuffer.wrap(chunk(position)).getInt(offset(position) + 1 + bytes.length);
    }

    private int slot(byte[] symbol, int length) {
        int slot = hash(symbol, 0, length) & (positions.length - 1);
        while (positions[slot] != 0 && !isAt(positions[slot], symbol, length)) {
            slot = (slot + 1) & (positions.length - 1);
        }
        return slot;
    }

    private boolean isAt(int position, byte[] symbol, int length) {
        byte[] chunk = chunk(position);
        int from = offset(position);
        return chunk[from] == length && Arrays.equals(chunk, from + 1, from + 1 + length, symbol, 0, length);
    }

    private void grow() {
        int[] old = positions;
        positions = new int[old.length * 2];
        for (int position : old) {
            if (position != 0) {
                byte[] chunk = chunk(position);
                int from = offset(position);
                int slot = hash(chunk, from + 1, chunk[from]) & (positions.length - 1);
                while (positions[slot] != 0) {
                    slot = (slot + 1) & (positions.length - 1);
                }
                positions[slot] = position;
            }
        }
    }

    private byte[] chunk(int position) {
        return chunks.get((position - 1) >>> CHUNK_BITS);
    }

    private static int offset(int position) {
        return (position - 1) & (CHUNK - 1);
    }

    private static int hash(byte[] bytes, int from, int length) {
        int hash = 0;
        for (int i = from; i < from + length; i++) {
            hash = 31 * hash + bytes[i];
        }
        hash *= 0x9e3779b9;
        return hash ^ (hash >>> 16);
    }
}
