package io.gokafka.api.record;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the headers of a record. Every length is checked before memory is taken, which grows with what is there. */
final class HeaderDecoder {
    private HeaderDecoder() {}

    static List<Header> decode(ByteBuffer in) {
        int count = Varint.readInt(in);
        if (count < 0 || count > in.remaining()) {
            throw new InvalidBatchException("a record says that it has " + count + " headers");
        }
        List<Header> headers = count == 0 ? List.of() : new ArrayList<>();
        for (int i = 0; i < count; i++) {
            byte @Nullable [] key = bytes(in);
            if (key == null) {
                throw new InvalidBatchException("a header has no name");
            }
            headers.add(new Header(new String(key, StandardCharsets.UTF_8), bytes(in)));
        }
        if (in.hasRemaining()) {
            throw new InvalidBatchException(in.remaining() + " bytes follow the headers of a record");
        }
        return headers;
    }

    private static byte @Nullable [] bytes(ByteBuffer in) {
        int size = RawRecord.fieldSize(in);
        if (size < 0) {
            return null;
        }
        byte[] bytes = new byte[size];
        in.get(bytes);
        return bytes;
    }
}
