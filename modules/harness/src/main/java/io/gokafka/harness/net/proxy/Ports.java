package io.gokafka.harness.net.proxy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;

/**
 * Free ports for what listens later, and again after restarts: none that the system gives to outgoing connections meanwhile, which
 * Linux takes from 32768 on. For one thread.
 */
public final class Ports {
    private static final int FROM = 12_000;
    private static final int TO = 32_000;
    private static final int ATTEMPTS = 1_000;

    private final Random random = new Random(); // the runs of one machine keep out of each other's way
    private final Set<Integer> given = new HashSet<>();

    /** A loopback port that nothing listens on now, and that was not given before. */
    public int next() throws IOException {
        for (int i = 0; i < ATTEMPTS; i++) {
            int port = random.nextInt(FROM, TO);
            if (isFree(port) && given.add(port)) {
                return port;
            }
        }
        throw new IOException("no free port found between " + FROM + " and " + TO);
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
