package dev.bourse.exchange.core;

import dev.bourse.exchange.protocol.RejectReason;
import dev.bourse.exchange.protocol.RejectedEncoder;
import dev.bourse.exchange.protocol.SnapshotMarkedEncoder;

/** Says that a command was refused, or that a snapshot is due, as numbered SBE messages. */
final class CommandOutputs {
    private final OutputNumbering numbering;
    private final RejectedEncoder rejected = new RejectedEncoder();
    private final SnapshotMarkedEncoder snapshotMarked = new SnapshotMarkedEncoder();

    CommandOutputs(OutputNumbering numbering) {
        this.numbering = numbering;
    }

    void rejected(
            int templateId, RejectReason reason, int accountId, int instrumentId, long orderId, long clientOrderId) {
        rejected.wrapAndApplyHeader(numbering.buffer, 0, numbering.header)
                .outputNumber(numbering.next())
                .commandNumber(numbering.commandNumber)
                .timestamp(numbering.timestamp)
                .correlationId(numbering.correlationId)
                .orderId(orderId)
                .clientOrderId(clientOrderId)
                .accountId(accountId)
                .instrumentId(instrumentId)
                .commandTemplateId(templateId)
                .reason(reason);
        numbering.send(RejectedEncoder.BLOCK_LENGTH);
    }

    /** The hash is of the state with this output's number already counted. */
    void snapshotMarked(long snapshotId, StateHashing hashing) {
        long number = numbering.next();
        long hash = hashing.stateHash();
        snapshotMarked
                .wrapAndApplyHeader(numbering.buffer, 0, numbering.header)
                .outputNumber(number)
                .commandNumber(numbering.commandNumber)
                .timestamp(numbering.timestamp)
                .correlationId(numbering.correlationId)
                .snapshotId(snapshotId)
                .stateHash(hash);
        numbering.send(SnapshotMarkedEncoder.BLOCK_LENGTH);
    }

    /** Gives the hash of the whole state. */
    @FunctionalInterface
    interface StateHashing {
        long stateHash();
    }
}
