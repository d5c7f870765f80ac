package io.gokafka.broker.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gokafka.api.HostPort;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HttpBootstrapTest {
    @Test
    void addressesComeFromAStatusServer() {
        try (HttpStatusServer server = HttpStatusServer.start(TestStatus.ANY_PORT, new TestStatus())) {
            assertEquals(
                    Optional.of(List.of(HostPort.parse("[::1]:9092"), HostPort.parse("[::1]:9091"))),
                    HttpBootstrap.addresses(server.boundAddress(), "grpc"));
            assertEquals(Optional.of(List.of()), HttpBootstrap.addresses(server.boundAddress(), "none"));
        }
    }

    @Test
    void portThatSpeaksHttp2IsNoStatusServer() throws IOException {
        byte[] settingsFrame = {0, 0, 0, 4, 0, 0, 0, 0, 0};

        // It would keep the connection open: the first bytes must be enough.
        assertEquals(Optional.empty(), answerOf(settingsFrame, false));
    }

    @Test
    void otherWebServersAndBrokenOnesAreNoStatusServers() throws IOException {
        assertEquals(Optional.empty(), answerOf(ascii("HTTP/1.1 404 Not Found\r\n\r\nnode1 a:1\n"), true));
        assertEquals(Optional.empty(), answerOf(ascii("HTTP/1.1 200 OK\r\n\r\n<html>hello</html>"), true));
        assertEquals(Optional.empty(), answerOf(ascii("HTTP/1.1 200 OK\r\n"), true));
        assertEquals(Optional.empty(), answerOf(ascii("hello\n"), false));
        assertEquals(Optional.empty(), answerOf(new byte[0], true));
    }

    @Test
    void silentPortCostsNoMoreThanTheTimeout() throws IOException {
        long start = System.nanoTime();

        assertEquals(Optional.empty(), answerOf(new byte[0], false));

        assertTrue(Duration.ofNanos(System.nanoTime() - start).compareTo(HttpBootstrap.TIMEOUT.multipliedBy(3)) < 0);
    }

    @Test
    void portThatNothingListensOnAndUnknownHostAreEmpty() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }

        assertEquals(Optional.empty(), HttpBootstrap.addresses(new HostPort("127.0.0.1", port), "grpc"));
        assertEquals(Optional.empty(), HttpBootstrap.addresses(HostPort.parse("no-such-host.invalid:1"), "grpc"));
    }

    /** Asks a server that answers with these bytes, and then closes the connection or keeps it. */
    private static Optional<List<HostPort>> answerOf(byte[] bytes, boolean closes) throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> serve(server, bytes, closes));
            return HttpBootstrap.addresses(new HostPort("127.0.0.1", server.getLocalPort()), "grpc");
        }
    }

    private static void serve(ServerSocket server, byte[] bytes, boolean closes) {
        try (Socket socket = server.accept()) {
            socket.getOutputStream().write(bytes);
            if (closes) {
                socket.shutdownOutput();
            }
            socket.getInputStream().readAllBytes();
        } catch (IOException e) {
            // The client has what it wanted.
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
