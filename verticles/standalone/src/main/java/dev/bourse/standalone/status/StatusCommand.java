package dev.bourse.standalone.status;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** {@code ./bourse status}: asks a process what the cluster is like, and prints it as tables. */
public final class StatusCommand {
    /** Where the first process of each group has its management port unless told otherwise. */
    private static final List<Integer> USUAL = List.of(9081, 9082, 9083, 9084, 9080, 9085, 9086, 9087);

    private static final int PATIENCE_MILLIS = 10_000;

    private static final List<String> USAGE = List.of(
            "usage: ./bourse status [--port=PORT] [--host=HOST] [--partitions] [--json]",
            "",
            "  --port=PORT   the management port of any process; " + USUAL + " are tried unless given",
            "  --host=HOST   127.0.0.1 unless given",
            "  --partitions  each partition, too",
            "  --json        what the process answered, as it is");

    private StatusCommand() {}

    /** Prints the status; exit code 1 where no process answers. */
    public static void main(String[] arguments) {
        System.exit(run(Arrays.asList(arguments), System.out, System.err));
    }

    static int run(List<String> arguments, PrintStream out, PrintStream err) {
        List<Integer> ports = USUAL;
        String host = "127.0.0.1";
        boolean partitions = false;
        boolean json = false;
        for (String argument : arguments) {
            String value = argument.substring(argument.indexOf('=') + 1);
            if (argument.matches("--port=\\d{1,5}")) {
                ports = List.of(Integer.parseInt(value));
            } else if (argument.startsWith("--host=") && !value.isBlank()) {
                host = value;
            } else if (argument.equals("--partitions")) {
                partitions = true;
            } else if (argument.equals("--json")) {
                json = true;
            } else {
                boolean help = argument.equals("--help") || argument.equals("-h");
                USAGE.forEach(help ? out::println : err::println);
                return help ? 0 : 1;
            }
        }
        Optional<JsonObject> answer = ask(host, ports);
        if (answer.isEmpty()) {
            err.println("bourse: no process of Bourse answers at " + host + ", port "
                    + String.join(", ", ports.stream().map(String::valueOf).toList())
                    + "; start one, or name its management port with --port=PORT");
            return 1;
        }
        if (json) {
            out.println(answer.get().encodePrettily());
        } else {
            StatusTables.of(answer.get(), partitions).forEach(out::println);
        }
        return 0;
    }

    private static Optional<JsonObject> ask(String host, List<Integer> ports) {
        for (int port : ports) {
            try {
                HttpURLConnection connection =
                        (HttpURLConnection) URI.create("http://" + host + ":" + port + "/v1/cluster")
                                .toURL()
                                .openConnection();
                connection.setConnectTimeout(PATIENCE_MILLIS);
                connection.setReadTimeout(PATIENCE_MILLIS);
                try (InputStream in = connection.getInputStream()) {
                    return Optional.of(new JsonObject(new String(in.readAllBytes(), StandardCharsets.UTF_8)));
                }
            } catch (DecodeException | IOException nobodyOfOurs) {
                // The next port may be that of a process.
            }
        }
        return Optional.empty();
    }
}
