package io.gokafka.api.request;

import io.gokafka.api.BrokerInfo;
import java.util.Optional;

/**
 * Why a request, or a part of one, was not carried out.
 *
 * @param code for programs
 * @param message for people: what was wrong, what is allowed, what to do
 * @param leader the broker to ask instead, if there is one and it is known
 */
public record Failure(ErrorCode code, String message, Optional<BrokerInfo> leader) {
    /** A failure that names no other broker. */
    public static Failure of(ErrorCode code, String message) {
        return new Failure(code, message, Optional.empty());
    }

    /** As an exception. */
    public RequestException toException() {
        return new RequestException(this);
    }
}
