package dev.bourse.standalone;

import dev.bourse.classification.ClassificationGroup;
import dev.bourse.data.DataGroup;
import dev.bourse.shared.cluster.TestNode;
import dev.bourse.shared.config.Settings;
import dev.bourse.shared.launch.Group;
import dev.bourse.standalone.chaos.FreePorts;
import dev.bourse.standalone.trading.TradingPlane;
import dev.bourse.state.StateGroup;
import dev.bourse.web.WebGroup;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** All that {@code ./bourse run} has, with its own settings but for ports, folders and ten stocks in place of 100. */
final class LiveMarket implements AutoCloseable {
    private final TestNode node = TestNode.alone();
    private final TradingPlane trading = new TradingPlane(why -> {});
    private final WebGroup web = trading.page();
    private final List<Group> groups =
            List.of(new DataGroup(trading::feed), new StateGroup(), new ClassificationGroup(), web, trading);

    private LiveMarket(Path folder) {
        Map<String, String> values = new HashMap<>();
        values.put("exchange.directory", folder.resolve("exchange").toString());
        values.put("exchange.port", String.valueOf(FreePorts.firstOf(10)));
        values.put("gateway.folder", folder.resolve("gateway").toString());
        values.put("marketdata.folder", folder.resolve("marketdata").toString());
        for (String group : List.of("marketdata", "analytics")) {
            values.put(
                    group + ".token-key",
                    folder.resolve("gateway").resolve("token-key").toString());
        }
        for (String group : List.of("web", "gateway", "marketdata", "analytics")) {
            values.put(group + ".port", "0");
        }
        values.put("participants.stocks", "10");
        Settings settings = Settings.of(values);
        groups.forEach(group -> group.check(settings));
        if (!settings.faults().isEmpty()) {
            throw new IllegalStateException(settings.faults().toString());
        }
        for (Group group : groups.reversed()) {
            TestNode.await(group.deploy(node.node(), settings));
        }
    }

    static LiveMarket start(Path folder) {
        return new LiveMarket(folder);
    }

    String address() {
        return "http://127.0.0.1:" + web.port() + "/";
    }

    @Override
    public void close() {
        groups.reversed().forEach(group -> TestNode.await(group.stop()));
        node.close();
    }
}
