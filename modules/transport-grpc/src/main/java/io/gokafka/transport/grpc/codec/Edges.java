package io.gokafka.transport.grpc.codec;

import io.gokafka.api.request.ListOffsets;
import io.gokafka.transport.grpc.proto.Edge;

/** The ends of a log. */
public final class Edges {
    private Edges() {}

    /** The query that finds an end. */
    public static ListOffsets.Query query(Edge edge) {
        return switch (edge) {
            case EDGE_EARLIEST -> new ListOffsets.Query.Earliest();
            case EDGE_LATEST -> new ListOffsets.Query.Latest();
            case EDGE_MAX_TIMESTAMP -> new ListOffsets.Query.MaxTimestamp();
            case EDGE_UNSPECIFIED, UNRECOGNIZED ->
                throw new IllegalArgumentException(
                        "edge is not set: allowed are EDGE_EARLIEST, EDGE_LATEST and EDGE_MAX_TIMESTAMP");
        };
    }
}
