package io.gokafka.api.record;

import java.nio.ByteBuffer;
import java.util.EnumMap;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.function.Supplier;

/** The codecs that there are. Safe for use by several threads. */
public final class RecordCodecs {
    private RecordCodecs() {}

    /** Found when first asked for: most batches are not compressed. */
    private static final class Found {
        static final Map<Compression, RecordCodec> CODECS = find();

        private static Map<Compression, RecordCodec> find() {
            Map<Compression, RecordCodec> found = new EnumMap<>(Compression.class);
            for (RecordCodec codec : ServiceLoader.load(RecordCodec.class, RecordCodec.class.getClassLoader())) {
                found.putIfAbsent(codec.compression(), codec);
            }
            found.put(Compression.GZIP, new GzipCodec());
            return found;
        }
    }

    /**
     * Decompresses what is compressed in some way.
     *
     * @param payload from its position to its limit, which are not moved
     * @param maxBytes the most that it may unfold to; what is not compressed takes no memory and has no bound
     * @return what it unfolds to, read-only; of what is not compressed, the same bytes
     * @throws InvalidBatchException when the payload is damaged, unfolds to more, or there is no such codec here
     */
    public static ByteBuffer decompress(Compression compression, ByteBuffer payload, int maxBytes) {
        // Nothing is compressed to nothing: a batch without records has no payload at all.
        ByteBuffer unfolded = compression == Compression.NONE || !payload.hasRemaining()
                ? payload
                : run(compression, () -> of(compression).decompress(payload, maxBytes));
        return unfolded.asReadOnlyBuffer();
    }

    /**
     * Compresses.
     *
     * @param records from its position to its limit, which are not moved
     * @return the payload, read-only; when it is not to be compressed, the same bytes
     * @throws InvalidBatchException when there is no such codec here
     */
    public static ByteBuffer compress(Compression compression, ByteBuffer records) {
        ByteBuffer payload = compression == Compression.NONE
                ? records
                : run(compression, () -> of(compression).compress(records));
        return payload.asReadOnlyBuffer();
    }

    private static RecordCodec of(Compression compression) {
        RecordCodec codec = Found.CODECS.get(compression);
        if (codec == null) {
            throw new InvalidBatchException("there is no codec for " + compression
                    + ": put gokafka-compression on the module path or class path");
        }
        return codec;
    }

    /** A native library that cannot be loaded on this system is as good as none. */
    private static ByteBuffer run(Compression compression, Supplier<ByteBuffer> task) {
        try {
            return task.get();
        } catch (LinkageError e) {
            throw new InvalidBatchException("the codec for " + compression + " cannot be loaded here: " + e);
        }
    }
}
