package dev.bourse.data.vendor;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The vendors met so far, at most a fixed number of them. Used by one thread. */
public final class Vendors {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,32}");

    private final int most;
    private final Map<String, Vendor> byName = new LinkedHashMap<>();

    /** @param most how many vendors are remembered; a further one is refused */
    public Vendors(int most) {
        this.most = most;
    }

    /**
     * The vendor of this name; empty where the name is none (1 to 32 letters, digits and {@code . _ -}) or there are
     * too many.
     */
    public Optional<Vendor> of(String name) {
        Vendor known = byName.get(name);
        if (known == null && byName.size() < most && NAME.matcher(name).matches()) {
            known = new Vendor(name);
            byName.put(name, known);
        }
        return Optional.ofNullable(known);
    }

    /** The last sequence of each vendor by name. */
    public Map<String, Long> sequences() {
        Map<String, Long> sequences = new LinkedHashMap<>();
        byName.forEach((name, vendor) -> sequences.put(name, vendor.lastSequence()));
        return sequences;
    }

    /** Goes on after these sequences, where they are above what is known. */
    public void resume(Map<String, Long> sequences) {
        sequences.forEach((name, sequence) -> of(name).filter(vendor -> vendor.lastSequence() < sequence)
                .ifPresent(vendor -> vendor.lastSequence(sequence)));
    }
}
