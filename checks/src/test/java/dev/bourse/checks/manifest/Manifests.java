package dev.bourse.checks.manifest;

import dev.bourse.checks.Repository;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.Yaml;

/** The documents of {@code k8s/}, as kustomize renders them, or as they stand where there is no kubectl. */
final class Manifests {
    private static final KubernetesSerialization SERIALIZATION = new KubernetesSerialization();

    private Manifests() {}

    static Path folder() {
        return Repository.root().resolve("k8s");
    }

    /** Whether kubectl is here and knows {@code kustomize}. */
    static boolean canRender() {
        return folder().toFile().isDirectory()
                && run(folder(), "kubectl", "kustomize", "--help").status() == 0;
    }

    /** An overlay as it would be applied. */
    static List<Map<String, Object>> render(String overlay) {
        Output output = run(folder(), "kubectl", "kustomize", "overlays/" + overlay);
        if (output.status() != 0) {
            throw new IllegalStateException("kubectl kustomize " + overlay + ": " + output.text());
        }
        return documents(output.text());
    }

    /** The base as it is written: without the generated ConfigMaps and what overlays change. */
    static List<Map<String, Object>> base() throws IOException {
        List<Map<String, Object>> documents = new ArrayList<>();
        try (var files = Files.list(folder().resolve("base"))) {
            for (Path file : files.filter(path -> path.toString().endsWith(".yaml"))
                    .sorted()
                    .toList()) {
                if (!file.endsWith("kustomization.yaml")) {
                    documents.addAll(documents(Files.readString(file)));
                }
            }
        }
        return documents;
    }

    static List<Map<String, Object>> documents(String text) {
        List<Map<String, Object>> documents = new ArrayList<>();
        for (Object document : new Yaml().loadAll(text)) {
            documents.add(Values.map(document));
        }
        return documents;
    }

    /** A document as the type that its kind names. */
    static HasMetadata parse(Map<String, Object> document) {
        return SERIALIZATION.unmarshal(SERIALIZATION.asYaml(document));
    }

    private record Output(int status, String text) {}

    private static Output run(Path folder, String... command) {
        try {
            Process process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .start();
            String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Output(process.waitFor(), text);
        } catch (IOException absent) {
            return new Output(-1, String.valueOf(absent.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
