package dev.bourse.bench.bus;

import java.util.concurrent.atomic.AtomicBoolean;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;

/** JeroMQ, ZeroMQ in Java: a push socket here and a pull socket there, over TCP. */
final class ZeroMqTransport implements Transport {
    private static final int POLL_MILLIS = 100;

    private final ZContext context = new ZContext();
    private final AtomicBoolean closed = new AtomicBoolean();
    private final Form form;
    private final ZMQ.Socket socket;

    ZeroMqTransport(Form form, boolean sends) {
        this.form = form;
        this.socket = context.createSocket(sends ? SocketType.PUSH : SocketType.PULL);
        socket.setHWM(100_000);
    }

    @Override
    public String receive(Receiver receiver) {
        int port = socket.bindToRandomPort("tcp://127.0.0.1");
        socket.setReceiveTimeOut(POLL_MILLIS);
        Thread.ofPlatform().daemon().start(() -> {
            while (!closed.get()) {
                byte[] message = socket.recv();
                if (message != null) {
                    form.read(message, receiver);
                }
            }
        });
        return "tcp://127.0.0.1:" + port;
    }

    @Override
    public void connect(String receiver) {
        socket.connect(receiver);
        socket.send(form.message(System.nanoTime(), BusReceiver.COUNTED));
    }

    @Override
    public void run(Sender sender) {
        while (sender.step((sentNanos, phase) -> socket.send(form.message(sentNanos, phase)))
                .goesOn()) {
            // Each turn sends some.
        }
    }

    @Override
    public void close() {
        closed.set(true);
        if (socket.getSocketType() == SocketType.PUSH) {
            socket.setLinger(0);
            context.close();
        }
    }
}
