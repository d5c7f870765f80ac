package io.gokafka.broker.partition;

import io.gokafka.api.request.RequestException;
import io.gokafka.api.storage.CorruptLogException;
import io.gokafka.api.storage.LogSlice;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.util.function.Function;

/**
 * A slice of whose damage its replica is told, even when nobody notices before its bytes are sent to a client.
 *
 * @param slice the bytes
 * @param onDamage told of it; returns what a client is told that nothing was sent to yet
 */
record WatchedSlice(LogSlice slice, Function<CorruptLogException, RequestException> onDamage) implements LogSlice {
    @Override
    public int size() {
        return slice.size();
    }

    @Override
    public long transferTo(long position, long count, WritableByteChannel target) throws IOException {
        try {
            return slice.transferTo(position, count, target);
        } catch (CorruptLogException e) {
            var _ = onDamage.apply(e); // an answer that was begun cannot be taken back: the connection ends
            throw e;
        }
    }

    @Override
    public ByteBuffer toBuffer() {
        try {
            return slice.toBuffer();
        } catch (CorruptLogException e) {
            throw onDamage.apply(e);
        }
    }

    @Override
    public void close() {
        slice.close();
    }
}
