package io.gokafka.tck.consensus;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Free ports for what listens later: none that the system gives to an outgoing connection meanwhile, which Linux takes from 32768 on.
 * Safe for use by several threads.
 */
final class FreePorts {
    private static final int FROM = 12_000;
    private static final int TO = 32_000;
    private static final int ATTEMPTS = 1_000;

    private static final Random RANDOM = new Random(); // the test runs of one machine keep out of each other's way
    private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

    private FreePorts() {}

    /** A loopback port that nothing listens on now, and that was not given before. */
    static int next() {
        for (int i = 0; i < ATTEMPTS; i++) {
            int port = RANDOM.nextInt(FROM, TO);
            if (isFree(port) && GIVEN.add(port)) {
                return port;
            }
        }
        throw new IllegalStateException("no free port found between " + FROM + " and " + TO);
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException e) {
            return false; // that is the answer
        }
    }
}
