package dev.bourse.gateway.limit;

import java.util.List;

/**
 * Which addresses may come at all.
 *
 * @param allowed if there are any, only these
 * @param blocked never these, also where they are allowed
 */
public record AddressRules(List<Network> allowed, List<Network> blocked) {
    /** Keeps copies of the lists. */
    public AddressRules {
        allowed = List.copyOf(allowed);
        blocked = List.copyOf(blocked);
    }

    /** Whether that address may come. */
    public boolean admit(Address address) {
        return blocked.stream().noneMatch(network -> network.contains(address))
                && (allowed.isEmpty() || allowed.stream().anyMatch(network -> network.contains(address)));
    }
}
