package dev.bourse.shared.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.hazelcast.config.Config;
import com.hazelcast.config.MapConfig;
import com.hazelcast.config.PartitionGroupConfig.MemberGroupType;
import com.hazelcast.splitbrainprotection.SplitBrainProtectionOn;
import dev.bourse.shared.config.Settings;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the settings make of {@code cluster.xml}. */
class HazelcastConfigurationTest {
    private static final List<String> OURS = List.of(
            "bourse.leases",
            "bourse.counters",
            "bourse.participants",
            "bourse.instruments",
            "bourse.log.ticks",
            "bourse.checkpoints.state");

    @Test
    void withAMinimumNoMapOfOursIsChangedByFewerMembers() {
        Config config = config(Map.of("cluster.minimum", "3"));

        for (String map : OURS) {
            String protection = config.findMapConfig(map).getSplitBrainProtectionName();
            assertThat(config.getSplitBrainProtectionConfig(protection))
                    .as(map)
                    .satisfies(found -> assertThat(found.isEnabled()).isTrue())
                    .satisfies(
                            found -> assertThat(found.getMinimumClusterSize()).isEqualTo(3))
                    .satisfies(found -> assertThat(found.getProtectOn()).isEqualTo(SplitBrainProtectionOn.WRITE));
        }
        assertThat(config.findMapConfig("__vertx.nodeInfo").getSplitBrainProtectionName())
                .isNull();
    }

    @Test
    void withoutOneAllAreChangedByAnyMember() {
        for (String map : OURS) {
            assertThat(config(Map.of()).findMapConfig(map).getSplitBrainProtectionName())
                    .as(map)
                    .isNull();
        }
        assertThat(config(Map.of("cluster.minimum", "3", "cluster.join", "false"))
                        .findMapConfig("bourse.leases")
                        .getSplitBrainProtectionName())
                .as("a process that is alone is always enough")
                .isNull();
    }

    @Test
    void everyMapHasAsManyBackupsAsConfiguredAsFarApartAsConfigured() {
        Config config = config(Map.of("cluster.backups", "2", "cluster.backup-apart", "host"));

        assertThat(config.getMapConfigs().values())
                .extracting(MapConfig::getBackupCount)
                .containsOnly(2);
        assertThat(config.getMultiMapConfig("__vertx.subs").getAsyncBackupCount())
                .isEqualTo(2);
        assertThat(config.getPartitionGroupConfig().isEnabled()).isTrue();
        assertThat(config.getPartitionGroupConfig().getGroupType()).isEqualTo(MemberGroupType.HOST_AWARE);
        assertThat(config(Map.of()).getPartitionGroupConfig().isEnabled()).isFalse();
    }

    @Test
    void afterASplitLogsOfTheSmallerHalfAreDroppedAndOfLeasesTheHighestEpochStays() {
        Config config = config(Map.of());

        assertThat(config.findMapConfig("bourse.log.ticks")
                        .getMergePolicyConfig()
                        .getPolicy())
                .isEqualTo("DiscardMergePolicy");
        assertThat(config.findMapConfig("bourse.checkpoints.state")
                        .getMergePolicyConfig()
                        .getPolicy())
                .isEqualTo("DiscardMergePolicy");
        assertThat(config.findMapConfig("bourse.leases").getMergePolicyConfig().getPolicy())
                .isEqualTo(HighestMergePolicy.class.getName());
    }

    /** Hazelcast may merge the half that worked into the one that stood still. */
    @Test
    void whereHalvesMayBeEqualTheHigherLogStaysWhicheverHalfItComesFrom() {
        Config config = config(Map.of("cluster.size", "6"));

        for (String map : List.of("bourse.log.ticks", "bourse.log.signals", "bourse.checkpoints.state")) {
            assertThat(config.findMapConfig(map).getMergePolicyConfig().getPolicy())
                    .as(map)
                    .isEqualTo(HighestMergePolicy.class.getName());
        }
        assertThat(config.getSplitBrainProtectionConfig(HazelcastConfiguration.ENOUGH)
                        .getMinimumClusterSize())
                .isEqualTo(3);
    }

    @Test
    void aMinimumBelowHalfOfTheSizeIsRefused() {
        Settings settings = Settings.of(Map.of("cluster.size", "6", "cluster.minimum", "2"));
        ClusterOptions.from(settings, true);
        assertThat(settings.faults())
                .containsExactly("cluster.minimum: '2' is not allowed with cluster.size=6; allowed is 3 or more");
    }

    @Test
    void whereAMajorityIsNeededAProcessCountsAsFrozenBeforeOthersGiveItUp() {
        Wakefulness needed = new Wakefulness();
        config(Map.of("cluster.minimum", "2"), needed);
        needed.beat(0);
        assertThat(needed.isAwake(3_749)).isTrue();
        assertThat(needed.isAwake(3_750)).isFalse();

        Wakefulness free = new Wakefulness();
        config(Map.of(), free);
        free.beat(0);
        assertThat(free.isAwake(60_000)).isTrue();
    }

    private static Config config(Map<String, String> values) {
        return config(values, new Wakefulness());
    }

    private static Config config(Map<String, String> values, Wakefulness wakefulness) {
        ClusterOptions options = ClusterOptions.from(Settings.of(values), true);
        Majority majority = new Majority(options.join() ? options.minimum() : 1, options.size());
        return HazelcastConfiguration.of(
                options, new Identity("name", "node", List.of("state"), "version"), majority, wakefulness);
    }

    @Test
    void membersSayWhoTheyAre() {
        assertThat(config(Map.of()).getMemberAttributeConfig().getAttributes())
                .containsEntry(HazelcastConfiguration.NAME, "name")
                .containsEntry(HazelcastConfiguration.GROUPS, "state")
                .containsEntry(
                        HazelcastConfiguration.PROCESS,
                        Optional.of(ProcessHandle.current().pid())
                                .map(String::valueOf)
                                .orElseThrow())
                .containsKey(HazelcastConfiguration.STARTED);
    }
}
