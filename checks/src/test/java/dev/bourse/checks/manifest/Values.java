package dev.bourse.checks.manifest;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Reads what YAML gives. What is absent is an empty map, list or text, so that a path can be followed to its end. */
final class Values {
    private Values() {}

    static Map<String, Object> map(Object value) {
        Map<String, Object> result = new LinkedHashMap<>();
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, inner) -> result.put(String.valueOf(key), inner));
        }
        return result;
    }

    static Map<String, Object> map(Map<String, Object> from, String... path) {
        Map<String, Object> current = from;
        for (String name : path) {
            current = map(current.getOrDefault(name, Map.of()));
        }
        return current;
    }

    static String text(Map<String, Object> from, String... path) {
        Map<String, Object> holder =
                map(from, List.of(path).subList(0, path.length - 1).toArray(String[]::new));
        return String.valueOf(holder.getOrDefault(path[path.length - 1], ""));
    }

    /** The maps in a list. */
    static Stream<Map<String, Object>> maps(Map<String, Object> from, String... path) {
        return list(from, path).map(Values::map);
    }

    static Stream<Object> list(Map<String, Object> from, String... path) {
        Map<String, Object> holder =
                map(from, List.of(path).subList(0, path.length - 1).toArray(String[]::new));
        Object value = holder.getOrDefault(path[path.length - 1], List.of());
        return value instanceof List<?> list ? list.stream().map(item -> (Object) item) : Stream.of();
    }
}
