package dev.bourse.checks.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import com.hazelcast.config.Config;
import com.hazelcast.config.NetworkConfig;
import dev.bourse.checks.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What the manifests tell the processes is what the processes read. */
class SettingsAgreementTest {
    private static final Pattern KEY = Pattern.compile("\"([a-z][a-z-]*(?:\\.[a-z][a-z-]*)+)\"");
    private static final Pattern VARIABLE = Pattern.compile("\\bBOURSE_[A-Z_]+\\b");

    @Test
    void everyVariableIsASettingThatSomeCodeReads() throws IOException {
        Set<String> known = new TreeSet<>(Set.of("BOURSE_CONFIG"));
        for (Path file : Repository.files()) {
            if (file.toString().contains("/src/main/java/")) {
                Matcher key = KEY.matcher(Files.readString(file));
                while (key.find()) {
                    known.add(variable(key.group(1)));
                }
            }
        }
        // A group whose options are in no source yet reads none of its variables; there is nothing to agree with.
        Set<String> sections =
                known.stream().map(SettingsAgreementTest::section).collect(Collectors.toSet());
        Set<String> used = used();
        assertThat(used).contains("BOURSE_CLUSTER_HOST", "BOURSE_MANAGEMENT_PORT");
        used.removeIf(variable -> !sections.contains(section(variable)));
        assertThat(used).isSubsetOf(known);
    }

    @Test
    void theClusterIsTheRepositorysButForTheJoin() throws IOException {
        Config here = load(Repository.root().resolve("cluster.xml"));
        Config there = load(Manifests.folder().resolve("base/cluster.xml"));
        // Ports are tried one after the other on one machine only.
        here.getProperties().remove("hazelcast.tcp.join.port.try.count");
        assertThat(there.getProperties()).isEqualTo(here.getProperties());
        assertThat(there.getClusterName()).isEqualTo(here.getClusterName());
        assertThat(there.getMapConfigs()).isEqualTo(here.getMapConfigs());
        assertThat(there.getMultiMapConfigs()).isEqualTo(here.getMultiMapConfigs());
        assertThat(there.getRingbufferConfigs()).isEqualTo(here.getRingbufferConfigs());
        assertThat(there.getManagementCenterConfig()).isEqualTo(here.getManagementCenterConfig());
    }

    @Test
    void membersFindEachOtherThroughTheServiceOfTheBase() throws IOException {
        NetworkConfig network =
                load(Manifests.folder().resolve("base/cluster.xml")).getNetworkConfig();
        var kubernetes = network.getJoin().getKubernetesConfig();
        assertThat(kubernetes.isEnabled()).isTrue();
        assertThat(network.getJoin().getTcpIpConfig().isEnabled()).isFalse();
        assertThat(network.getJoin().getMulticastConfig().isEnabled()).isFalse();
        var service = Manifests.base().stream()
                .filter(document -> Values.text(document, "kind").equals("Service"))
                .filter(document ->
                        Values.text(document, "metadata", "name").equals(kubernetes.getProperty("service-name")))
                .findFirst()
                .orElseThrow();
        assertThat(Values.text(service, "spec", "publishNotReadyAddresses")).isEqualTo("true");
        assertThat(Values.maps(service, "spec", "ports").map(port -> Values.text(port, "port")))
                .containsExactly(String.valueOf(network.getPort()))
                .containsExactly(kubernetes.getProperty("service-port"));
    }

    private static Config load(Path file) throws IOException {
        return Config.loadFromFile(file.toFile());
    }

    private static String variable(String key) {
        return "BOURSE_" + key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }

    private static String section(String variable) {
        return variable.split("_", 3)[1];
    }

    /** All variables that any file of {@code k8s/} sets. */
    private static Set<String> used() throws IOException {
        Set<String> used = new TreeSet<>();
        try (var files = Files.walk(Manifests.folder())) {
            for (Path file : files.filter(path -> path.toString().matches(".*\\.(yaml|env)"))
                    .toList()) {
                Matcher variable = VARIABLE.matcher(Files.readString(file));
                while (variable.find()) {
                    used.add(variable.group());
                }
            }
        }
        return used;
    }
}
