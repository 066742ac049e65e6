package dev.bourse.standalone.supervise;

import dev.bourse.shared.config.StartFailure;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Looks for what listens already where a process is to listen: better one clear line now than a process that dies. */
final class Ports {
    private static final int PATIENCE_MILLIS = 5_000;

    private Ports() {}

    /**
     * Returns where all ports are free.
     *
     * @throws StartFailure naming every port that is taken and, if it is a process of Bourse, that process
     */
    static void needFree(ClusterPlan plan, String managementHost, String webHost) {
        List<String> taken = new ArrayList<>();
        for (ClusterPlan.Member member : plan.members()) {
            if (isTaken(managementHost, member.managementPort())) {
                taken.add("port " + member.managementPort() + " on " + managementHost + " (management of "
                        + member.name() + ") is taken" + byWhom(managementHost, member.managementPort()));
            }
            if (isTaken(webHost, member.webPort())) {
                taken.add("port " + member.webPort() + " on " + webHost + " (the page of " + member.name()
                        + ") is taken; end what listens there or choose others with --web.port=FIRST");
            }
        }
        if (!taken.isEmpty()) {
            throw new StartFailure(String.join("\nbourse: ", taken));
        }
    }

    private static boolean isTaken(String host, int port) {
        if (port <= 0) {
            return false;
        }
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getByName(host))) {
            return !socket.isBound();
        } catch (IOException taken) {
            return true;
        }
    }

    private static String byWhom(String host, int port) {
        String otherwise = " or choose others with --management.port=FIRST";
        return processAt(host, port)
                .map(process -> " by " + process.getString("name") + " of Bourse " + process.getString("version")
                        + ", process " + process.getValue("process") + ", which is still running; end it with 'kill "
                        + process.getValue("process") + "'" + otherwise)
                .orElse("; end what listens there" + otherwise);
    }

    /** What a process of Bourse says of itself at its management port. */
    private static Optional<JsonObject> processAt(String host, int port) {
        try {
            URLConnection connection = URI.create("http://" + host + ":" + port + "/v1/cluster")
                    .toURL()
                    .openConnection();
            connection.setConnectTimeout(PATIENCE_MILLIS);
            connection.setReadTimeout(PATIENCE_MILLIS);
            try (InputStream in = connection.getInputStream()) {
                return Optional.ofNullable(
                        new JsonObject(new String(in.readAllBytes(), StandardCharsets.UTF_8)).getJsonObject("self"));
            }
        } catch (IOException | DecodeException | ClassCastException somebodyElse) {
            return Optional.empty();
        }
    }
}
