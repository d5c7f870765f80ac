import io.gokafka.api.record.RecordCodec;
import io.gokafka.compression.Lz4Codec;
import io.gokafka.compression.SnappyCodec;
import io.gokafka.compression.ZstdCodec;

/**
 * The codecs of record batches that the JDK does not have: snappy, lz4 and zstd. Beside the api module, not in a plugin's folder:
 * clients need them as well as brokers. Nothing depends on it, so nothing is exported.
 */
module io.gokafka.compression {
    requires com.github.luben.zstd_jni;
    requires io.gokafka.api;
    requires org.lz4.java;
    requires snappy.java;
    requires static org.jspecify;

    provides RecordCodec with
            Lz4Codec,
            SnappyCodec,
            ZstdCodec;
}
