package io.gokafka.client.cluster;

import io.gokafka.api.request.ErrorCode;

/** What a failure says of the effects of the request. */
public final class Outcomes {
    private Outcomes() {}

    /** Whether the request may have been carried out, or may yet be, though it failed. */
    public static boolean mayHaveHappened(ErrorCode code) {
        return switch (code) {
            case INDETERMINATE, TIMEOUT, UNAVAILABLE, STORAGE_ERROR, INTERNAL -> true;
            default -> false;
        };
    }

    /** Whether it means that the broker is not the one to ask, or not there. */
    public static boolean asksForAnother(ErrorCode code) {
        return switch (code) {
            case NOT_LEADER, NO_LEADER, NOT_COORDINATOR, UNAVAILABLE, TIMEOUT, INDETERMINATE, UNKNOWN_TOPIC -> true;
            default -> false;
        };
    }
}
