package io.gokafka.api.record;

/**
 * Where the fields of a batch header stand, in bytes from its start. All numbers are big-endian.
 *
 * @see <a href="https://kafka.apache.org/documentation/#recordbatch">Record batch format, magic 2</a>
 */
final class BatchLayout {
    static final int BASE_OFFSET = 0;
    static final int LENGTH = 8;
    static final int LEADER_EPOCH = 12;
    static final int MAGIC = 16;
    static final int CRC = 17;
    static final int ATTRIBUTES = 21;
    static final int LAST_OFFSET_DELTA = 23;
    static final int BASE_TIMESTAMP = 27;
    static final int MAX_TIMESTAMP = 35;
    static final int PRODUCER_ID = 43;
    static final int PRODUCER_EPOCH = 51;
    static final int BASE_SEQUENCE = 53;
    static final int RECORD_COUNT = 57;
    static final int RECORDS = 61;

    /** Bytes before those that the length field counts. */
    static final int LENGTH_OVERHEAD = 12;

    static final byte MAGIC_V2 = 2;

    static final int COMPRESSION_MASK = 0x07;
    static final int LOG_APPEND_TIME_FLAG = 0x08;
    static final int TRANSACTIONAL_FLAG = 0x10;
    static final int CONTROL_FLAG = 0x20;

    private BatchLayout() {}
}
