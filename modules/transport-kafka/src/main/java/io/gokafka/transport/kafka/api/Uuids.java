package io.gokafka.transport.kafka.api;

import java.util.UUID;
import org.apache.kafka.common.Uuid;

/** Topic ids: Kafka has a class of its own for the same 16 bytes. */
public final class Uuids {
    private Uuids() {}

    /** As Kafka's. */
    public static Uuid of(UUID id) {
        return new Uuid(id.getMostSignificantBits(), id.getLeastSignificantBits());
    }

    /** As Java's. */
    public static UUID of(Uuid id) {
        return new UUID(id.getMostSignificantBits(), id.getLeastSignificantBits());
    }
}
