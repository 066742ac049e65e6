package dev.bourse.shared.launch;

import dev.bourse.shared.cluster.ClusterOptions;
import dev.bourse.shared.config.Settings;
import dev.bourse.shared.management.ManagementOptions;
import dev.bourse.shared.telemetry.LoggingOptions;

/**
 * The options that every process has, whatever groups it runs.
 *
 * @param supervised whether it ends when its standard input does
 */
record ProcessOptions(
        ClusterOptions cluster, ManagementOptions management, LoggingOptions logging, boolean supervised) {

    /** @param groups the groups of the process; one that runs several is alone unless told to join a cluster */
    static ProcessOptions from(Settings settings, Group... groups) {
        boolean alone = groups.length > 1;
        return new ProcessOptions(
                ClusterOptions.from(settings, !alone),
                ManagementOptions.from(settings, alone ? "standalone" : groups[0].name()),
                LoggingOptions.from(settings),
                settings.flag("node.supervised", false));
    }
}
