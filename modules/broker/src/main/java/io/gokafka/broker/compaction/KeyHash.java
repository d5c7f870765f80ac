package io.gokafka.broker.compaction;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Makes 128 bits of a key, which stand for it: two keys never have the same. MD5 is good for that, as in Apache Kafka: whoever can make
 * two keys collide can as well write the same key twice.
 *
 * <p>Threading: for one thread.
 */
interface KeyHash {
    /** Hashes a key, from its position to its limit, which do not move; then {@link #high} and {@link #low} are its bits. */
    void hash(ByteBuffer key);

    /** The first 64 bits of the last hash. */
    long high();

    /** The other 64 bits. */
    long low();

    /** MD5. */
    static KeyHash md5() {
        MessageDigest digest;
        try {
            digest = MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has MD5", e);
        }
        return new KeyHash() {
            private long high;
            private long low;

            @Override
            public void hash(ByteBuffer key) {
                digest.update(key.duplicate());
                ByteBuffer bits = ByteBuffer.wrap(digest.digest());
                high = bits.getLong();
                low = bits.getLong();
            }

            @Override
            public long high() {
                return high;
            }

            @Override
            public long low() {
                return low;
            }
        };
    }
}
