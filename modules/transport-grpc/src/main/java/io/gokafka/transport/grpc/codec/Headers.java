package io.gokafka.transport.grpc.codec;

import io.grpc.Metadata;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Request and response headers of the API. */
public final class Headers {
    private static final int MAX_CLIENT_ID = 256;

    private static final Metadata.Key<String> CLIENT_ID =
            Metadata.Key.of("gokafka-client-id", Metadata.ASCII_STRING_MARSHALLER);

    private static final Metadata.Key<String> MAX_REQUEST_BYTES =
            Metadata.Key.of("gokafka-max-request-bytes", Metadata.ASCII_STRING_MARSHALLER);

    private Headers() {}

    /** Request headers that name the client. */
    public static Metadata ofClient(String clientId) {
        Metadata headers = new Metadata();
        if (!clientId.isEmpty()) {
            headers.put(CLIENT_ID, printable(clientId));
        }
        return headers;
    }

    /** What the client calls itself; empty when it says nothing. */
    public static String clientId(Metadata headers) {
        @Nullable String id = headers.get(CLIENT_ID);
        return id == null ? "" : printable(id);
    }

    /** Response headers that name the limit of a message. */
    public static Metadata ofLimit(int maxRequestBytes) {
        Metadata headers = new Metadata();
        headers.put(MAX_REQUEST_BYTES, Integer.toString(maxRequestBytes));
        return headers;
    }

    /** The limit of a message, if the broker names one. */
    public static Optional<Integer> limit(Metadata headers) {
        @Nullable String text = headers.get(MAX_REQUEST_BYTES);
        try {
            return text == null ? Optional.empty() : Optional.of(Integer.valueOf(text));
        } catch (NumberFormatException _) {
            return Optional.empty();
        }
    }

    /** HTTP/2 headers carry no other characters, and logs should not either. */
    private static String printable(String text) {
        StringBuilder kept = new StringBuilder();
        text.chars().limit(MAX_CLIENT_ID).forEach(c -> kept.append((c >= ' ' && c < 127) ? (char) c : '?'));
        return kept.toString().strip();
    }
}
