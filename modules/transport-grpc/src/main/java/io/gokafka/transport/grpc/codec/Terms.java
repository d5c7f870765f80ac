package io.gokafka.transport.grpc.codec;

import io.gokafka.api.request.Fetch;
import java.util.OptionalLong;

/** Numbers that may be absent, -1 in the api: terms, above all. A field that is not set stands for that. */
final class Terms {
    private static final long NONE = Fetch.ANY_TERM;

    private Terms() {}

    static OptionalLong present(long term) {
        return term == NONE ? OptionalLong.empty() : OptionalLong.of(term);
    }

    static long read(boolean present, long term) {
        return present ? term : NONE;
    }
}
