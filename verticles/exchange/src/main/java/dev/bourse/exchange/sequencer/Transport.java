package dev.bourse.exchange.sequencer;

import io.aeron.archive.Archive;
import io.aeron.driver.MediaDriver;
import org.agrona.concurrent.Agent;

/** Media driver and archive on one thread: idle threads cost processor time, and two cores have none to spare. */
final class Transport implements Agent {
    private final MediaDriver driver;
    private final Archive archive;

    Transport(MediaDriver driver, Archive archive) {
        this.driver = driver;
        this.archive = archive;
    }

    @Override
    public int doWork() {
        return driver.sharedAgentInvoker().invoke() + archive.invoker().invoke();
    }

    @Override
    public String roleName() {
        return "bourse-sequencer-transport";
    }
}
