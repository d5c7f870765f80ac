package io.gokafka.client.producer;

/**
 * The hash by which Kafka's clients choose partitions, so that a key has the same partition whichever client writes it.
 *
 * @see <a href="https://github.com/apache/kafka/blob/trunk/clients/src/main/java/org/apache/kafka/common/utils/Utils.java">
 *     org.apache.kafka.common.utils.Utils.murmur2</a>
 */
final class Murmur2 {
    private static final int SEED = 0x9747b28c;
    private static final int M = 0x5bd1e995;
    private static final int R = 24;

    private Murmur2() {}

    /** The partition of a key. */
    static int partition(byte[] key, int partitions) {
        return (hash(key) & 0x7fffffff) % partitions;
    }

    static int hash(byte[] data) {
        int length = data.length;
        int h = SEED ^ length;
        int words = length / 4;
        for (int i = 0; i < words; i++) {
            int k = word(data, i * 4) * M;
            k ^= k >>> R;
            h = (h * M) ^ (k * M);
        }
        h = tail(data, words * 4, h);
        h ^= h >>> 13;
        h *= M;
        return h ^ (h >>> 15);
    }

    private static int word(byte[] data, int at) {
        return (data[at] & 0xff)
                | (data[at + 1] & 0xff) << 8
                | (data[at + 2] & 0xff) << 16
                | (data[at + 3] & 0xff) << 24;
    }

    private static int tail(byte[] data, int at, int hash) {
        int left = data.length - at;
        int h = hash;
        if (left == 3) {
            h ^= (data[at + 2] & 0xff) << 16;
        }
        if (left >= 2) {
            h ^= (data[at + 1] & 0xff) << 8;
        }
        if (left >= 1) {
            h ^= data[at] & 0xff;
            h *= M;
        }
        return h;
    }
}
