package dev.bourse.standalone.chaos;

import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.util.concurrent.ThreadLocalRandom;

/** Finds UDP ports in a row that nobody uses. */
public final class FreePorts {
    private static final int FIRST = 33_000;
    private static final int LAST = 60_000;
    private static final int TRIES = 1_000;

    private FreePorts() {}

    /** The first of so many free ports; somebody may take them at the next moment. */
    public static int firstOf(int count) {
        for (int i = 0; i < TRIES; i++) {
            int first = ThreadLocalRandom.current().nextInt(FIRST, LAST - count);
            if (areFree(first, count)) {
                return first;
            }
        }
        throw new IllegalStateException("there are no " + count + " free UDP ports in a row");
    }

    private static boolean areFree(int first, int count) {
        for (int port = first; port < first + count; port++) {
            try (DatagramSocket socket = new DatagramSocket(null)) {
                socket.setReuseAddress(false);
                socket.bind(new InetSocketAddress(port));
            } catch (SocketException taken) {
                return false;
            }
        }
        return true;
    }
}
