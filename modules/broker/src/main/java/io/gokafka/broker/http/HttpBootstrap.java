package io.gokafka.broker.http;

import io.gokafka.api.HostPort;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Asks an address for the brokers' addresses over HTTP, so that a broker can join by any member's HTTP address as well as by its
 * client address. A plain socket: the request is one line, and {@code java.net.http} costs a hundred milliseconds to load.
 *
 * <p><b>Threading.</b> Blocks the calling thread for two {@link #TIMEOUT timeouts} at most.
 */
public final class HttpBootstrap {
    /** For connecting, and again for the answer. */
    public static final Duration TIMEOUT = Duration.ofSeconds(2);

    private static final int LARGEST_ANSWER = 256 << 10;
    private static final byte[] HTTP = "HTTP/1.".getBytes(StandardCharsets.US_ASCII);

    private HttpBootstrap() {}

    /**
     * The brokers' addresses of a transport, those that are alive first.
     *
     * @param transport the name of the endpoint, as {@code grpc}
     * @return empty when no gokafka status server answers there: nothing listens, it is another protocol (as the brokers' client
     *     port), or another web server
     */
    public static Optional<List<HostPort>> addresses(HostPort address, String transport) {
        var target = address.toSocketAddress();
        if (target.isUnresolved()) {
            return Optional.empty();
        }
        try (Socket socket = new Socket()) {
            socket.connect(target, (int) TIMEOUT.toMillis());
            socket.getOutputStream().write(request(address, transport));
            return parse(answer(socket));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static byte[] request(HostPort address, String transport) {
        // HTTP/1.0 asks for an answer without chunks, after which the connection is closed.
        String text = "GET /cluster?format=text&transport=" + transport + " HTTP/1.0\r\nHost: " + address
                + "\r\nAccept: text/plain\r\nConnection: close\r\n\r\n";
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** Reads to the end, or to the first bytes that are not HTTP. */
    private static String answer(Socket socket) throws IOException {
        long deadline = System.nanoTime() + TIMEOUT.toNanos();
        InputStream in = socket.getInputStream();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        byte[] buffer = new byte[8 << 10];
        while (bytes.size() < LARGEST_ANSWER && couldBeHttp(bytes)) {
            waitUntil(deadline, socket);
            int read = in.read(buffer);
            if (read < 0) {
                break;
            }
            bytes.write(buffer, 0, read);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    /** A peer that sends a byte now and then must not hold us longer than one that sends none. */
    private static void waitUntil(long deadline, Socket socket) throws SocketException, SocketTimeoutException {
        long left = Duration.ofNanos(deadline - System.nanoTime()).toMillis();
        if (left <= 0) {
            throw new SocketTimeoutException("no whole answer in time");
        }
        socket.setSoTimeout((int) left);
    }

    private static boolean couldBeHttp(ByteArrayOutputStream bytes) {
        byte[] start = bytes.toByteArray();
        for (int i = 0; i < Math.min(start.length, HTTP.length); i++) {
            if (start[i] != HTTP[i]) {
                return false;
            }
        }
        return true;
    }

    private static Optional<List<HostPort>> parse(String answer) {
        int body = answer.indexOf("\r\n\r\n");
        if (body < 0 || !answer.matches("(?s)HTTP/1\\.[01] 200\\b.*")) {
            return Optional.empty();
        }
        try {
            return Optional.of(answer.substring(body + 4)
                    .lines()
                    .filter(line -> !line.isBlank())
                    .map(HttpBootstrap::addressOf)
                    .toList());
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // a web page of someone else
        }
    }

    private static HostPort addressOf(String line) {
        String[] idAndAddress = line.split(" ", -1);
        if (idAndAddress.length != 2) {
            throw new IllegalArgumentException("not a broker: " + line);
        }
        return HostPort.parse(idAndAddress[1]);
    }
}
