package io.gokafka.api.request;

/**
 * Who asks.
 *
 * @param clientId what the client calls itself, for people; may be empty
 * @param remote the client's address, for people
 */
public record RequestContext(String clientId, String remote) {
    /** Requests that a process makes of itself. */
    public static final RequestContext LOCAL = new RequestContext("", "local");
}
