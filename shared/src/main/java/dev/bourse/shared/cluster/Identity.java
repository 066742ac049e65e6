package dev.bourse.shared.cluster;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Who a process is.
 *
 * @param name what people call it
 * @param node unique to this run of the process
 * @param groups the groups that it runs
 * @param version the version of Bourse
 */
public record Identity(String name, String node, List<String> groups, String version) {
    /** The identity of this process. */
    public static Identity ofThisProcess(Optional<String> name, List<String> groups) {
        String version = Optional.ofNullable(Identity.class.getPackage().getImplementationVersion())
                .orElse("development");
        String kind = groups.size() == 1 ? groups.getFirst() : "standalone";
        return new Identity(
                name.orElse(kind + "-" + ProcessHandle.current().pid()),
                UUID.randomUUID().toString(),
                List.copyOf(groups),
                version);
    }
}
