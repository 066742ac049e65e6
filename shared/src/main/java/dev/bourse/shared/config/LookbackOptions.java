package dev.bourse.shared.config;

import dev.bourse.shared.message.StateLayout;
import java.util.ArrayList;
import java.util.List;

/**
 * The lookbacks that states have. The state group makes them and the classification group refuses engines that need
 * others, so both read them here.
 *
 * @param lookbacks see {@link StateLayout}
 */
public record LookbackOptions(List<Integer> lookbacks) {
    /** What holds unless configured. */
    public static final LookbackOptions DEFAULT = new LookbackOptions(List.of(20));

    /** Reads the options; what is not allowed becomes a fault of the settings. */
    public static LookbackOptions from(Settings settings) {
        List<String> standard = DEFAULT.lookbacks.stream().map(String::valueOf).toList();
        List<String> words = settings.list("state.lookbacks", standard);
        List<Integer> lookbacks = new ArrayList<>();
        try {
            words.forEach(word -> lookbacks.add(Integer.valueOf(word)));
            return new LookbackOptions(new StateLayout(lookbacks).lookbacks());
        } catch (IllegalArgumentException notAllowed) {
            settings.fault(
                    "state.lookbacks",
                    "'" + words + "' is not allowed; allowed are up to 8 ascending numbers from 2 to 10000");
            return DEFAULT;
        }
    }

    /** The columns of states with these lookbacks. */
    public StateLayout layout() {
        return new StateLayout(lookbacks);
    }
}
