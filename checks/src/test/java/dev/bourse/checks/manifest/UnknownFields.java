package dev.bourse.checks.manifest;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds what a manifest says that its type does not know. The models keep every unknown field in their
 * {@code additionalProperties} instead of refusing it, at each level; so each level is asked.
 */
final class UnknownFields {
    private static final String MODELS = "io.fabric8.kubernetes.";

    private UnknownFields() {}

    /** Paths of all fields below an object that its model does not know. */
    static List<String> of(Object model) {
        List<String> found = new ArrayList<>();
        search(model, "", found);
        return found;
    }

    private static void search(Object value, String path, List<String> found) {
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, inner) -> search(inner, path + "." + key, found));
        } else if (value instanceof Collection<?> items) {
            int index = 0;
            for (Object item : items) {
                search(item, path + "[" + index++ + "]", found);
            }
        } else if (value != null && value.getClass().getName().startsWith(MODELS) && !(value instanceof Enum)) {
            searchModel(value, path, found);
        }
    }

    private static void searchModel(Object model, String path, List<String> found) {
        for (Method method : model.getClass().getMethods()) {
            if (method.getParameterCount() > 0 || !method.getName().startsWith("get")) {
                continue;
            }
            String name = method.getName().substring(3);
            if (name.equals("AdditionalProperties")) {
                Map<?, ?> unknown = (Map<?, ?>) call(model, method);
                unknown.keySet().forEach(key -> found.add(path + "." + key));
            } else if (!Set.of("Class", "ApiVersion", "Kind").contains(name)) {
                search(
                        call(model, method),
                        path + "." + Character.toLowerCase(name.charAt(0)) + name.substring(1),
                        found);
            }
        }
    }

    private static Object call(Object model, Method getter) {
        try {
            return getter.invoke(model);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException(getter + " of the models cannot be called", e);
        }
    }
}
