package io.gokafka.api;

import java.net.InetSocketAddress;

/**
 * A network address as people write it: {@code host:port}, with IPv6 hosts in brackets ({@code [::1]:9092}).
 *
 * @param host a host name or address, without brackets; not empty
 * @param port 0 to 65535; 0 asks the system for a free port, and is only good for binding
 */
public record HostPort(String host, int port) {
    public HostPort {
        if (host.isBlank() || host.chars().anyMatch(c -> Character.isWhitespace(c) || c == '/')) {
            throw new IllegalArgumentException("'" + host + "' is not a host name or address");
        }
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("port " + port + " is out of range: allowed are 0 to 65535");
        }
    }

    /**
     * Reads {@code host:port} or {@code [v6]:port}.
     *
     * @throws IllegalArgumentException that says what is wrong with the text
     */
    public static HostPort parse(String text) {
        int colon = text.lastIndexOf(':');
        if (colon <= 0 || colon == text.length() - 1) {
            throw new IllegalArgumentException(
                    "'" + text + "' is not an address: write host:port, as in 127.0.0.1:9092");
        }
        String host = text.substring(0, colon);
        if (host.startsWith("[") && host.endsWith("]")) {
            host = host.substring(1, host.length() - 1);
        } else if (host.indexOf(':') >= 0) {
            throw new IllegalArgumentException("'" + text + "' is ambiguous: write an IPv6 address as [address]:port");
        }
        try {
            return new HostPort(host, Integer.parseInt(text.substring(colon + 1)));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("'" + text + "' has no valid port: it is a number from 0 to 65535", e);
        }
    }

    /** Resolves the host name; the result is unresolved when the name is unknown. */
    public InetSocketAddress toSocketAddress() {
        return new InetSocketAddress(host, port);
    }

    @Override
    public String toString() {
        return host.indexOf(':') >= 0 ? "[" + host + "]:" + port : host + ":" + port;
    }
}
