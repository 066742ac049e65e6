package dev.bourse.standalone;

import dev.bourse.classification.ClassificationGroup;
import dev.bourse.data.DataGroup;
import dev.bourse.shared.cluster.TestNode;
import dev.bourse.shared.config.Settings;
import dev.bourse.shared.launch.Group;
import dev.bourse.state.StateGroup;
import dev.bourse.web.WebGroup;
import java.util.List;
import java.util.Map;

/** All groups of the analysis on one real node: 5,000 generated instruments, each with a tick every second. */
final class RunningSystem implements AutoCloseable {
    private final TestNode node = TestNode.alone();
    private final List<Group> groups = List.of(new DataGroup(), new StateGroup(), new ClassificationGroup());
    private WebGroup web = new WebGroup();
    private final int port;

    private RunningSystem() {
        Settings settings = Settings.of(Map.of("data.feed", "generator", "data.generator.period", "1s"));
        for (Group group : groups.reversed()) {
            TestNode.await(group.deploy(node.node(), settings));
        }
        deployWeb(0);
        port = web.port();
    }

    static RunningSystem start() {
        return new RunningSystem();
    }

    String address() {
        return "http://127.0.0.1:" + port + "/";
    }

    /** Sockets and port of the web server are gone; nobody is told. */
    void killWeb() {
        TestNode.await(web.stop());
    }

    /** The web server is there again, at the same port. */
    void startWeb() {
        web = new WebGroup();
        deployWeb(port);
    }

    private void deployWeb(int at) {
        TestNode.await(web.deploy(node.node(), Settings.of(Map.of("web.port", String.valueOf(at)))));
    }

    @Override
    public void close() {
        TestNode.await(web.stop());
        groups.forEach(group -> TestNode.await(group.stop()));
        node.close();
    }
}
