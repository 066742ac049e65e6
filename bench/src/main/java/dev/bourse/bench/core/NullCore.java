package dev.bourse.bench.core;

import dev.bourse.exchange.protocol.MessageHeaderDecoder;
import dev.bourse.exchange.protocol.MessageHeaderEncoder;
import dev.bourse.exchange.protocol.OrderAcceptedEncoder;
import dev.bourse.exchange.protocol.PlaceOrderDecoder;
import org.agrona.concurrent.UnsafeBuffer;

/** Reads each command's fields and writes one output, and does nothing else: the cost of the harness and the codecs. */
final class NullCore extends OneThread {
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final MessageHeaderEncoder outputHeader = new MessageHeaderEncoder();
    private final PlaceOrderDecoder place = new PlaceOrderDecoder();
    private final OrderAcceptedEncoder accepted = new OrderAcceptedEncoder();
    private final UnsafeBuffer output = new UnsafeBuffer(new byte[256]);
    private long sum;

    @Override
    public String name() {
        return "null core";
    }

    @Override
    void prepare(CommandStream stream) {
        sum = 0;
    }

    @Override
    void run(CommandStream stream, int from, int to) {
        for (int i = from; i < to; i++) {
            header.wrap(stream.buffer(i), stream.offset(i));
            accepted.wrapAndApplyHeader(output, 0, outputHeader).outputNumber(i);
            if (header.templateId() == PlaceOrderDecoder.TEMPLATE_ID) {
                place.wrapAndApplyHeader(stream.buffer(i), stream.offset(i), header);
                accepted.accountId(place.accountId())
                        .instrumentId(place.instrumentId())
                        .clientOrderId(place.clientOrderId())
                        .price(place.price())
                        .quantity(place.quantity());
            }
            sum += output.getLong(MessageHeaderEncoder.ENCODED_LENGTH) + output.getLong(48);
        }
    }

    @Override
    public String outcome() {
        return "checksum " + sum;
    }
}
