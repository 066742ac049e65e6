package dev.bourse.exchange.sequencer;

import io.aeron.archive.Archive;
import org.agrona.concurrent.Agent;
import org.agrona.concurrent.AgentInvoker;

/** Media driver and archive on one thread: idle threads cost processor time, and two cores have none to spare. */
final class Transport implements Agent {
    private final AgentInvoker driver;
    private final AgentInvoker archive;

    /** An archive with the driver that it was told to invoke. */
    Transport(Archive archive) {
        driver = archive.context().mediaDriverAgentInvoker();
        this.archive = archive.invoker();
    }

    @Override
    public int doWork() {
        return driver.invoke() + archive.invoke();
    }

    @Override
    public String roleName() {
        return "bourse-sequencer-transport";
    }
}
