package io.gokafka.transport.grpc.codec;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Two enums with the same constants, of which the protobuf one has a prefix before each name, as its style guide wants.
 *
 * @param <J> the enum of the api
 * @param <P> the enum of protobuf
 */
final class EnumNames<J extends Enum<J>, P extends Enum<P>> {
    private final Map<J, P> toProto;
    private final Map<P, J> fromProto;

    EnumNames(Class<J> api, Class<P> proto, String prefix) {
        toProto = new EnumMap<>(api);
        fromProto = new EnumMap<>(proto);
        for (J constant : api.getEnumConstants()) {
            P twin = Enum.valueOf(proto, prefix + constant.name());
            toProto.put(constant, twin);
            fromProto.put(twin, constant);
        }
    }

    P write(J constant) {
        return Objects.requireNonNull(toProto.get(constant)); // each constant has its twin
    }

    /** Empty for "unspecified", and for what a newer peer may know. */
    Optional<J> read(P constant) {
        return Optional.ofNullable(fromProto.get(constant));
    }
}
