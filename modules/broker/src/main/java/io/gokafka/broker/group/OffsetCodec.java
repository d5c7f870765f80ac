package io.gokafka.broker.group;

import io.gokafka.api.request.CommittedOffset;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.UUID;

/**
 * The value of a {@link GroupRecord.Offset}.
 *
 * <pre>
 * version 1  offset, metadata, commit time
 * version 2  also the term
 * version 3  also the topic's id (16 bytes behind their count), index of the metadata
 * </pre>
 */
final class OffsetCodec {
    /** The newest. */
    static final int VERSION = 3;

    private OffsetCodec() {}

    /** What is of no known topic is kept as it was stored. */
    static ByteWriter write(StoredOffset stored) {
        CommittedOffset offset = stored.offset();
        int version = stored.topic().isPresent() ? VERSION : offset.term() < 0 ? 1 : 2;
        ByteWriter to = new ByteWriter()
                .number(version)
                .number(offset.offset())
                .text(offset.metadata())
                .number(offset.commitTime());
        if (version > 1) {
            to.number(offset.term());
        }
        stored.topic().ifPresent(topic -> to.bytes(bytes(topic.id())).number(topic.index()));
        return to;
    }

    static StoredOffset read(ByteReader from, int version) {
        long offset = from.number();
        String metadata = from.text();
        long commitTime = from.number();
        long term = version == 1 ? -1 : from.number();
        return new StoredOffset(
                new CommittedOffset(offset, metadata, commitTime, term),
                version < VERSION ? Optional.empty() : Optional.of(new TopicMark(uuid(from.bytes()), from.number())));
    }

    private static byte[] bytes(UUID id) {
        return ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
    }

    private static UUID uuid(byte[] bytes) {
        if (bytes.length != 2 * Long.BYTES) {
            throw new IllegalArgumentException("a topic's id of " + bytes.length + " bytes");
        }
        ByteBuffer id = ByteBuffer.wrap(bytes);
        return new UUID(id.getLong(), id.getLong());
    }
}
