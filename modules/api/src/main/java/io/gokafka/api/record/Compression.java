package io.gokafka.api.record;

/** How the records of a batch are compressed: the low three bits of its attributes; {@link RecordCodecs} undoes it. */
public enum Compression {
    NONE(0),
    GZIP(1),
    SNAPPY(2),
    LZ4(3),
    ZSTD(4);

    private static final Compression[] BY_CODE = values();

    private final int code;

    Compression(int code) {
        this.code = code;
    }

    /** The codec of a code of the format, 0 to 4. */
    public static Compression ofCode(int code) {
        if (code < 0 || code >= BY_CODE.length) {
            throw new InvalidBatchException("compression code " + code + " is unknown: allowed are 0 to 4");
        }
        return BY_CODE[code];
    }

    /** The code in the format. */
    public int code() {
        return code;
    }
}
