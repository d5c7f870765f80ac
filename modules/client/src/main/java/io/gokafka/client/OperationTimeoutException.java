package io.gokafka.client;

import org.jspecify.annotations.Nullable;

/**
 * An operation did not succeed in its time, however often it was tried. The message says what was tried, how often, for how
 * long and what came of the last attempt; the cause is that of the last attempt. Whether the operation was carried out is
 * unknown if an attempt ended without an answer.
 *
 * {@snippet :
 * String whyNot(GokafkaClient client) {
 *     try {
 *         client.topics().list();
 *         return "";
 *     } catch (OperationTimeoutException e) {
 *         return e.getMessage(); // "Metadata did not succeed within PT30S: 96 attempts, ..."
 *     }
 * }
 * }
 */
public final class OperationTimeoutException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Creates one with what was tried, and the failure of the last attempt if there was one. */
    public OperationTimeoutException(String message, @Nullable Throwable last) {
        super(message, last);
    }
}
