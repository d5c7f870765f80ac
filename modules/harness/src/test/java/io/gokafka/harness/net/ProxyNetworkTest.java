package io.gokafka.harness.net;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gokafka.harness.net.Network.Listener;
import io.gokafka.harness.net.Network.Place;
import io.gokafka.harness.net.Restriction.Blocked;
import io.gokafka.harness.net.Restriction.Lossy;
import io.gokafka.harness.net.Restriction.Slow;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Bytes between sockets that stand for brokers and clients. */
@Timeout(60)
class ProxyNetworkTest {
    /** Long enough that what is not held back would have come; what is held back makes no test wait for it in vain. */
    private static final int SILENCE_MS = 100;

    private final ProxyNetwork network = new ProxyNetwork();
    private Place first = new Place(0, List.of(), Listener.at(""), Listener.at(""), Listener.at(""), Listener.at(""));
    private Place second = first;

    @BeforeEach
    void twoBrokers() throws IOException {
        first = network.add(1);
        second = network.add(2);
    }

    @AfterEach
    void close() throws IOException {
        network.close();
    }

    @Test
    void bytesPassBothWaysAndSoDoesTheEnd() throws Exception {
        byte[] sent = random(1 << 20);
        try (Ends ends = new Ends(second.kafka(), new byte[0])) {
            FutureTask<Void> sending = inBackground(() -> {
                ends.near.getOutputStream().write(sent);
                ends.near.shutdownOutput();
            });
            assertArrayEquals(sent, ends.far.getInputStream().readAllBytes());
            sending.get();
            write(ends.far, 1, 2, 3);
            ends.far.close();
            assertArrayEquals(new byte[] {1, 2, 3}, ends.near.getInputStream().readAllBytes());
        }
    }

    @Test
    void aCutHoldsOneDirectionOnlyAndLosesNothing() throws Exception {
        byte[] sent = random(4 << 20);
        try (Ends ends = new Ends(second.raft(), preamble(first))) {
            network.restrict(List.of(new Blocked(1, 2)));
            FutureTask<Void> sending = inBackground(() -> {
                ends.near.getOutputStream().write(sent);
                ends.near.shutdownOutput();
            });
            write(ends.far, 7);
            assertEquals(7, ends.near.getInputStream().read(), "the other direction");
            assertSilent(ends.far);
            network.restrict(List.of());
            assertArrayEquals(sent, ends.far.getInputStream().readAllBytes());
            sending.get();
        }
    }

    @Test
    void theOtherDirectionCanBeTheOneThatIsCut() throws Exception {
        try (Ends ends = new Ends(second.raft(), preamble(first))) {
            network.restrict(List.of(new Blocked(2, 1)));
            write(ends.near, 5);
            assertEquals(5, ends.far.getInputStream().read());
            write(ends.far, 6);
            assertSilent(ends.near);
            network.restrict(List.of());
            assertEquals(6, ends.near.getInputStream().read());
        }
    }

    @Test
    void aCutBetweenOtherPlacesConcernsNobodyElse() throws Exception {
        try (Ends ends = new Ends(second.raft(), preamble(first))) {
            network.restrict(List.of(
                    new Blocked(1, 3), new Blocked(3, 1), new Blocked(0, 2), new Blocked(2, 0), new Blocked(0, 1)));
            write(ends.near, 5);
            assertEquals(5, ends.far.getInputStream().read());
            write(ends.far, 6);
            assertEquals(6, ends.near.getInputStream().read());
        }
    }

    @Test
    void clientsAreAPlaceOfTheirOwn() throws Exception {
        try (Ends ends = new Ends(second.grpc(), new byte[0])) {
            network.restrict(List.of(new Blocked(Restriction.CLIENTS, 2)));
            write(ends.near, 5);
            assertSilent(ends.far);
            network.restrict(List.of(new Blocked(1, 2)));
            assertEquals(5, ends.far.getInputStream().read());
        }
    }

    @Test
    void theEndOfASideIsPassedOnOnceTheCutHeals() throws Exception {
        try (Ends ends = new Ends(second.raft(), preamble(first))) {
            network.restrict(List.of(new Blocked(2, 1)));
            write(ends.far, 9);
            ends.far.close();
            assertSilent(ends.near);
            network.restrict(List.of());
            assertArrayEquals(new byte[] {9}, ends.near.getInputStream().readAllBytes());
        }
    }

    @Test
    void aNewConnectionAcrossACutIsMadeWhenItHeals() throws Exception {
        network.restrict(List.of(new Blocked(2, 1)));
        try (ServerSocket service = listen(second.raft());
                Socket near = connect(second.raft())) {
            near.getOutputStream().write(preamble(first));
            service.setSoTimeout(SILENCE_MS);
            assertThrows(SocketTimeoutException.class, service::accept);
            network.restrict(List.of());
            service.setSoTimeout(0);
            try (Socket far = service.accept()) {
                assertArrayEquals(preamble(first), far.getInputStream().readNBytes(preamble(first).length));
            }
        }
    }

    @Test
    void aSlowBrokerSendsAllTheSame() throws Exception {
        byte[] sent = random(100_000);
        network.restrict(List.of(new Slow(1, 8_000), new Slow(1, 100_000)));
        try (Ends ends = new Ends(second.raft(), preamble(first))) {
            FutureTask<Void> sending =
                    inBackground(() -> ends.near.getOutputStream().write(sent));
            assertArrayEquals(sent, ends.far.getInputStream().readNBytes(sent.length));
            sending.get();
        }
    }

    @Test
    void whatWaitsForItsTurnPassesOnceItIsSlowNoMore() throws Exception {
        byte[] sent = random(100_000); // at this rate, they take a quarter of an hour
        try (Ends ends = new Ends(second.raft(), preamble(first))) {
            network.restrict(List.of(new Slow(1, 1)));
            ends.near.getOutputStream().write(sent);
            assertArrayEquals(
                    Arrays.copyOf(sent, 10_000), ends.far.getInputStream().readNBytes(10_000));
            network.restrict(List.of());
            assertArrayEquals(
                    Arrays.copyOfRange(sent, 10_000, sent.length),
                    ends.far.getInputStream().readNBytes(sent.length - 10_000));
        }
    }

    @Test
    void lossIsNotAmongItsAbilities() {
        assertEquals(
                Set.of(Network.Ability.CUT, Network.Ability.CUT_ONE_WAY, Network.Ability.SLOW), network.abilities());
        assertThrows(IllegalArgumentException.class, () -> network.restrict(List.of(new Lossy(1, 2, 10))));
    }

    @Test
    void aConnectionToABrokerThatIsDownIsReset() throws Exception {
        try (Socket near = connect(second.kafka())) {
            assertThrows(SocketException.class, () -> near.getInputStream().read());
        }
    }

    @Test
    void closingEndsEvenWhatIsHeldBackAndReleasesThePorts() throws Exception {
        try (Ends ends = new Ends(second.raft(), preamble(first))) {
            network.restrict(List.of(new Blocked(1, 2), new Blocked(2, 1)));
            write(ends.near, 5);
            network.close();
            assertEnded(ends.near);
            assertEnded(ends.far);
            assertThrows(ConnectException.class, () -> connect(second.raft()).close());
        }
    }

    private static void assertEnded(Socket socket) {
        int read;
        try {
            read = socket.getInputStream().read();
        } catch (IOException e) {
            read = -1; // a reset is an end too
        }
        assertEquals(-1, read);
    }

    private static void assertSilent(Socket socket) throws IOException {
        socket.setSoTimeout(SILENCE_MS);
        assertThrows(SocketTimeoutException.class, () -> socket.getInputStream().read());
        socket.setSoTimeout(0);
    }

    private static void write(Socket socket, int... bytes) throws IOException {
        byte[] all = new byte[bytes.length];
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte) bytes[i];
        }
        socket.getOutputStream().write(all);
    }

    private static byte[] random(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }

    private static FutureTask<Void> inBackground(Doing doing) {
        FutureTask<Void> task = new FutureTask<>(() -> {
            doing.run();
            return null;
        });
        Thread.ofVirtual().start(task);
        return task;
    }

    private static byte[] preamble(Place from) {
        byte[] loopback = InetAddress.getLoopbackAddress().getAddress();
        return ByteBuffer.allocate(15)
                .put(new byte[] {'b', 'e', 'l', 'a'})
                .putShort((short) 10_567)
                .putShort((short) 7)
                .put((byte) 4)
                .put(loopback)
                .putShort((short) port(from.raft().advertised()))
                .array();
    }

    private static ServerSocket listen(Listener listener) throws IOException {
        assertTrue(listener.bind().startsWith("127.0.0.1:"), listener.bind());
        return new ServerSocket(port(listener.bind()), 5, InetAddress.getLoopbackAddress());
    }

    private static Socket connect(Listener listener) throws IOException {
        Socket socket = new Socket();
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port(listener.advertised())));
        return socket;
    }

    private static int port(String address) {
        return Integer.parseInt(address.substring(address.indexOf(':') + 1));
    }

    @FunctionalInterface
    private interface Doing {
        void run() throws IOException;
    }

    /** A connection through a proxy, with what was said first already read. */
    private static final class Ends implements AutoCloseable {
        final Socket near;
        final Socket far;

        Ends(Listener listener, byte[] said) throws IOException {
            try (ServerSocket service = listen(listener)) {
                near = connect(listener);
                near.getOutputStream().write(said);
                far = service.accept();
            }
            assertArrayEquals(said, far.getInputStream().readNBytes(said.length));
        }

        @Override
        public void close() throws IOException {
            near.close();
            far.close();
        }
    }
}
