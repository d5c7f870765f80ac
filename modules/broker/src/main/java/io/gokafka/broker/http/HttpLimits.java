package io.gokafka.broker.http;

import java.util.Map;

/**
 * Bounds of the JDK's HTTP server. It reads them from system properties, once in the life of a process, so they are set before the
 * first server is made. A property that the operator has set is left alone.
 */
final class HttpLimits {
    static final int MAX_HEADER_BYTES = 16 << 10;
    static final int MAX_CONNECTIONS = 256;

    private static final Map<String, String> PROPERTIES = Map.of(
            "jdk.httpserver.maxConnections", Integer.toString(MAX_CONNECTIONS),
            "sun.net.httpserver.maxReqHeaderSize", Integer.toString(MAX_HEADER_BYTES),
            "sun.net.httpserver.maxReqHeaders", "64",
            "sun.net.httpserver.drainAmount", Integer.toString(MAX_HEADER_BYTES),
            // Seconds: until a request has been read, until an answer has been taken, of a connection without requests.
            "sun.net.httpserver.maxReqTime", "5",
            "sun.net.httpserver.maxRspTime", "10",
            "sun.net.httpserver.idleInterval", "30",
            "sun.net.httpserver.maxIdleConnections", "32",
            // Without it, Nagle's algorithm and delayed acknowledgements hold an answer back for 40 ms.
            "sun.net.httpserver.nodelay", "true");

    private HttpLimits() {}

    static void apply() {
        PROPERTIES.forEach((name, value) -> {
            if (System.getProperty(name) == null) {
                System.setProperty(name, value);
            }
        });
    }
}
