package dev.bourse.data.vendor;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The vendors met so far, at most a fixed number of them. Used by one thread. */
public final class Vendors {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,32}");

    private final int most;
    private final Map<String, Vendor> byName = new LinkedHashMap<>();
    private boolean keeping;

    /** @param most how many vendors are remembered; a further one is refused */
    public Vendors(int most) {
        this.most = most;
    }

    /** From now on new vendors are told only what others know: see {@link Vendor}. */
    public void keeping() {
        keeping = true;
    }

    /** All that were met. */
    public Collection<Vendor> all() {
        return List.copyOf(byName.values());
    }

    /**
     * The vendor of this name; empty where the name is none (1 to 32 letters, digits and {@code . _ -}) or there are
     * too many.
     */
    public Optional<Vendor> of(String name) {
        Vendor known = byName.get(name);
        if (known == null && byName.size() < most && NAME.matcher(name).matches()) {
            known = new Vendor(name, keeping);
            byName.put(name, known);
        }
        return Optional.ofNullable(known);
    }
}
