package dev.bourse.bench.matching;

import java.util.TreeMap;

/** The JDK's red-black tree: what a book costs whose author did not think about it. */
final class TreeMapLevels implements LevelIndex {
    private final TreeMap<Long, Integer> levels = new TreeMap<>();

    @Override
    public String name() {
        return "java.util.TreeMap";
    }

    @Override
    public long best() {
        return levels.isEmpty() ? Long.MAX_VALUE : levels.firstKey();
    }

    @Override
    public void add(long key) {
        levels.merge(key, 1, Integer::sum);
    }

    @Override
    public void remove(long key) {
        levels.computeIfPresent(key, (same, count) -> count == 1 ? null : count - 1);
    }
}
