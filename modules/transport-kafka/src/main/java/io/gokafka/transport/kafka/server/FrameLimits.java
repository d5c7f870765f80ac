package io.gokafka.transport.kafka.server;

import io.gokafka.transport.kafka.api.Api;
import org.apache.kafka.common.protocol.ApiKeys;

/**
 * How large a request may be, and how much memory it counts for: decided from its first bytes, before memory is taken.
 *
 * @param apis what is served
 * @param maxRequestBytes the largest request with records
 */
record FrameLimits(KafkaApis apis, int maxRequestBytes) {
    /** Key, version and correlation id, which every request begins with. */
    static final int LEAST_BYTES = 8;

    /** The largest request without records: its arrays become objects, which take more memory than the frame. */
    private static final int MAX_CONTROL_BYTES = 4 << 20;

    /** How many times more, roughly. */
    private static final int UNFOLDING = 16;

    /** Small requests pass even when appends have taken all memory: heartbeats and commits must not wait for them. */
    private static final int SMALL = 4 << 10;

    /**
     * The API of a request.
     *
     * @throws BadRequestException when the size is impossible or beyond the limit, or the API is not served
     */
    Api<?> check(int size, short key) {
        if (size < LEAST_BYTES || size > maxRequestBytes) {
            throw new BadRequestException("a request of " + size + " bytes: allowed are " + LEAST_BYTES + " to "
                    + maxRequestBytes + " (max-request-bytes)");
        }
        Api<?> api = apis.find(key).orElseThrow(() -> new BadRequestException("API key " + key + " is not served"));
        if (!carriesRecords(api) && size > MAX_CONTROL_BYTES) {
            throw new BadRequestException("a " + api.key() + " request of " + size + " bytes: at most "
                    + MAX_CONTROL_BYTES + " are allowed without records");
        }
        return api;
    }

    /** Bytes of the budget that a request takes. */
    static long weight(Api<?> api, int size) {
        if (size <= SMALL) {
            return 0;
        }
        return carriesRecords(api) ? size : (long) UNFOLDING * size;
    }

    private static boolean carriesRecords(Api<?> api) {
        return api.key() == ApiKeys.PRODUCE;
    }
}
