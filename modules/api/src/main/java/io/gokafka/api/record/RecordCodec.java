package io.gokafka.api.record;

import java.nio.ByteBuffer;

/**
 * Compresses and decompresses the records of batches: a service-provider interface. {@link Compression#NONE} and
 * {@link Compression#GZIP} are built in; the others are found by {@link java.util.ServiceLoader}, once, beside this module: in its
 * layer, or on the class path. {@link RecordCodecs} is where they are asked for.
 *
 * <p><b>What the caller may assume.</b> The format is the one that Kafka's clients write and read. The same bytes compressed again
 * give the same bytes, as long as the library is the same.
 *
 * <p><b>Bounds.</b> What is to be decompressed comes from strangers: it may be damaged, and it may unfold to far more than there is
 * room for. Memory is taken as it unfolds, never by a size that it claims.
 *
 * <p><b>Threading.</b> Safe for use by several threads.
 */
public interface RecordCodec {
    /** What it is for. */
    Compression compression();

    /**
     * Decompresses.
     *
     * @param payload from its position to its limit, which are not moved; it may be direct, and read-only
     * @param maxBytes the most that it may unfold to, 0 or more
     * @return what it unfolds to, from position to limit; it may share the payload's bytes, so it is not to be written to
     * @throws InvalidBatchException when the payload is damaged, or unfolds to more
     */
    ByteBuffer decompress(ByteBuffer payload, int maxBytes);

    /**
     * Compresses.
     *
     * @param records from its position to its limit, which are not moved; it may be direct, and read-only
     * @return the payload, from position to limit; it may share the bytes of the records
     */
    ByteBuffer compress(ByteBuffer records);
}
