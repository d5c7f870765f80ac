package io.gokafka.broker.http;

import io.gokafka.api.HostPort;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;

/** Bytes to a server, and what comes back. */
final class RawHttp {
    private static final int PATIENCE_MILLIS = 20_000;

    private RawHttp() {}

    static String get(HostPort address, String path, String... headers) throws IOException {
        String more = headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n";
        return exchange(address, "GET " + path + " HTTP/1.1\r\nHost: test\r\nConnection: close\r\n" + more + "\r\n");
    }

    static String exchange(HostPort address, String request) throws IOException {
        return exchange(address, request.getBytes(StandardCharsets.UTF_8));
    }

    /** Reads until the server closes the connection; a reset counts as that. */
    static String exchange(HostPort address, byte[] request) throws IOException {
        try (Socket socket = connect(address)) {
            ByteArrayOutputStream answer = new ByteArrayOutputStream();
            try {
                socket.getOutputStream().write(request);
                InputStream in = socket.getInputStream();
                in.transferTo(answer);
            } catch (SocketException e) {
                return answer.toString(StandardCharsets.UTF_8);
            }
            return answer.toString(StandardCharsets.UTF_8);
        }
    }

    static Socket connect(HostPort address) throws IOException {
        Socket socket = new Socket(address.host(), address.port());
        socket.setSoTimeout(PATIENCE_MILLIS);
        return socket;
    }

    static String status(String answer) {
        return answer.lines().findFirst().orElse("");
    }

    static String body(String answer) {
        return answer.substring(answer.indexOf("\r\n\r\n") + 4);
    }
}
