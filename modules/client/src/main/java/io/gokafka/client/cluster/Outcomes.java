package io.gokafka.client.cluster;

import io.gokafka.api.request.ErrorCode;

/** What a failure says of the effects of the request. */
public final class Outcomes {
    private Outcomes() {}

    /** Whether the request may have been carried out, or may yet be, though it failed. */
    public static boolean mayHaveHappened(ErrorCode code) {
        return switch (code) {
            case INDETERMINATE, NOT_ENOUGH_REPLICAS_AFTER_APPEND, TIMEOUT, UNAVAILABLE, STORAGE_ERROR, INTERNAL -> true;
            default -> false;
        };
    }

    /** Whether another broker may be the one to ask by now. */
    public static boolean asksForAnother(ErrorCode code) {
        return code.isRetriable() && code != ErrorCode.OVERLOADED;
    }
}
