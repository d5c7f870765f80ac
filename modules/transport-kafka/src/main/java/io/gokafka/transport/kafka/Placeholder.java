package io.gokafka.transport.kafka;

import org.apache.kafka.common.protocol.ApiKeys;

final class Placeholder {
    private Placeholder() {}

    static short latest() {
        return ApiKeys.FETCH.latestVersion();
    }
}
