package dev.bourse.shared.cluster;

import com.hazelcast.config.Config;
import com.hazelcast.config.JoinConfig;
import com.hazelcast.config.NetworkConfig;
import com.hazelcast.config.PartitionGroupConfig;
import com.hazelcast.config.SplitBrainProtectionConfig;
import com.hazelcast.core.HazelcastException;
import com.hazelcast.spi.properties.ClusterProperty;
import com.hazelcast.spi.properties.HazelcastProperties;
import com.hazelcast.splitbrainprotection.SplitBrainProtectionOn;
import dev.bourse.shared.config.StartFailure;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/** Makes Hazelcast's configuration of {@code cluster.xml} and the cluster's options. */
final class HazelcastConfiguration {
    /** The attribute of a member that says which groups it runs, with commas between. */
    static final String GROUPS = "bourse.groups";
    /**
     * The attribute of a member with the unique id of its process, by which it holds leases. Vert.x knows it by the
     * same.
     */
    static final String NODE = "__vertx.nodeId";
    /** The attribute of a member with the name of its process. */
    static final String NAME = "bourse.name";
    /** The attribute of a member with the version that it runs. */
    static final String VERSION = "bourse.version";
    /** The attribute of a member with the number of its process. */
    static final String PROCESS = "bourse.process";
    /** The attribute of a member with the time at which its process started, in milliseconds since 1970. */
    static final String STARTED = "bourse.started";

    /** The maps that belong to Bourse; the others are Vert.x's. */
    private static final String OURS = "bourse.";

    /** The name of the protection that counts the members. */
    static final String ENOUGH = "bourse-minimum";

    private HazelcastConfiguration() {}

    static Config of(ClusterOptions options, Identity identity, Majority majority, Wakefulness wakefulness) {
        Config config = load(options.config());
        config.setInstanceName(identity.node()).setProperty("hazelcast.logging.type", "slf4j");
        options.name().ifPresent(config::setClusterName);
        LogForms.register(config.getSerializationConfig());
        NetworkConfig network = config.getNetworkConfig();
        options.host()
                .ifPresent(
                        host -> network.getInterfaces().clear().setEnabled(true).addInterface(host));
        options.port().ifPresent(network::setPort);
        if (!options.members().isEmpty()) {
            network.getJoin()
                    .getTcpIpConfig()
                    .setEnabled(true)
                    .setMembers(options.members())
                    .setRequiredMember(null);
        }
        if (!options.join()) {
            standAlone(config, identity);
        }
        keepCopies(config, options);
        protect(config, majority, wakefulness);
        if (options.join() && options.size() > 0) {
            keepTheHigher(config);
        }
        config.getMemberAttributeConfig()
                .setAttribute(GROUPS, String.join(",", identity.groups()))
                .setAttribute(NODE, identity.node())
                .setAttribute(NAME, identity.name())
                .setAttribute(VERSION, identity.version())
                .setAttribute(PROCESS, String.valueOf(ProcessHandle.current().pid()))
                .setAttribute(STARTED, String.valueOf(Clock.SYSTEM.millis()));
        return config;
    }

    private static void keepCopies(Config config, ClusterOptions options) {
        config.getMapConfigs().values().forEach(map -> map.setBackupCount(options.backups()));
        // Nobody waits for these: each process writes its own again where they are lost.
        config.getMultiMapConfigs()
                .values()
                .forEach(map -> map.setBackupCount(0).setAsyncBackupCount(options.backups()));
        switch (options.backupApart()) {
            case MEMBER -> config.getPartitionGroupConfig().setEnabled(false);
            case HOST ->
                config.getPartitionGroupConfig()
                        .setEnabled(true)
                        .setGroupType(PartitionGroupConfig.MemberGroupType.HOST_AWARE);
            case ZONE ->
                config.getPartitionGroupConfig()
                        .setEnabled(true)
                        .setGroupType(PartitionGroupConfig.MemberGroupType.ZONE_AWARE);
        }
    }

    /** Nothing of Bourse's is changed by members of the half of a split that may not work. */
    private static void protect(Config config, Majority majority, Wakefulness wakefulness) {
        if (majority.mayForbid()) {
            wakefulness.givenUpAfter(
                    new HazelcastProperties(config).getMillis(ClusterProperty.MAX_NO_HEARTBEAT_SECONDS));
            // Hazelcast refuses a number below 2, and does not look at it where there is a function.
            config.addSplitBrainProtectionConfig(
                    new SplitBrainProtectionConfig(ENOUGH, true, Math.max(2, majority.minimum()))
                            .setFunctionImplementation(members -> wakefulness.isAwake(Quorum.now())
                                    && majority.isMet(Quorum.counting(members), Quorum.now()))
                            .setProtectOn(SplitBrainProtectionOn.WRITE));
            config.getMapConfigs().values().stream()
                    .filter(map -> map.getName().startsWith(OURS))
                    .forEach(map -> map.setSplitBrainProtectionName(ENOUGH));
        }
    }

    /**
     * Where halves may be equal, Hazelcast may merge the one that worked into the one that stood still. Only one of
     * them has added anything, so that what is higher is all its own.
     */
    private static void keepTheHigher(Config config) {
        config.getMapConfigs().values().stream()
                .filter(map -> map.getName().startsWith(HazelcastReplayLog.MAPS)
                        || map.getName().startsWith(HazelcastCheckpointStore.MAPS))
                .forEach(map -> {
                    map.getMergePolicyConfig().setPolicy(HighestMergePolicy.class.getName());
                    // Hazelcast gives a policy of one's own no entries without.
                    map.setPerEntryStatsEnabled(true);
                });
    }

    private static Config load(Optional<Path> file) {
        try {
            if (file.isPresent()) {
                checkXml(file.get());
            }
            return file.isPresent()
                    ? Config.loadFromFile(file.get().toFile())
                    : Config.loadFromClasspath(HazelcastConfiguration.class.getClassLoader(), "cluster.xml");
        } catch (HazelcastException | IllegalArgumentException | IOException | SAXException invalid) {
            throw new StartFailure(
                    "cluster.config: " + file.map(Path::toString).orElse("the jar's cluster.xml")
                            + " is no valid Hazelcast configuration: "
                            + String.valueOf(invalid.getMessage())
                                    .lines()
                                    .findFirst()
                                    .orElse("")
                            + "; compare it with the repository's cluster.xml",
                    invalid);
        }
    }

    /** Hazelcast's own parser prints what is wrong with the XML on the standard error, beside the exception. */
    private static void checkXml(Path file) throws IOException, SAXException {
        if (!file.toString().endsWith(".xml")) {
            return;
        }
        try {
            DocumentBuilder parser = DocumentBuilderFactory.newDefaultInstance().newDocumentBuilder();
            parser.setErrorHandler(new DefaultHandler());
            parser.parse(file.toFile());
        } catch (ParserConfigurationException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Its own cluster name keeps away others on the machine that look for members at its port. */
    private static void standAlone(Config config, Identity identity) {
        config.setClusterName("bourse-alone-" + identity.node());
        JoinConfig join = config.getNetworkConfig().getJoin();
        join.getAutoDetectionConfig().setEnabled(false);
        join.getMulticastConfig().setEnabled(false);
        join.getTcpIpConfig().setEnabled(false);
        join.getKubernetesConfig().setEnabled(false);
    }
}
