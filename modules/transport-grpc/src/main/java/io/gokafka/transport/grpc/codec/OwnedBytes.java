package io.gokafka.transport.grpc.codec;

import com.google.protobuf.ByteOutput;
import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Takes the array out of a received {@link ByteString}, so that the broker can write offset and term into a batch without a
 * copy. Allowed because {@link AliasingMarshaller} made the array for this message alone, which is dropped afterwards.
 */
final class OwnedBytes extends ByteOutput {
    private @Nullable ByteBuffer only;
    private int chunks;

    private OwnedBytes() {}

    /** The bytes, in memory that may be written to. */
    static ByteBuffer of(ByteString bytes) {
        OwnedBytes taken = new OwnedBytes();
        try {
            UnsafeByteOperations.unsafeWriteTo(bytes, taken);
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot fail", e);
        }
        ByteBuffer only = taken.only;
        return only != null && taken.chunks == 1 ? only : ByteBuffer.wrap(bytes.toByteArray());
    }

    @Override
    public void writeLazy(byte[] value, int offset, int length) {
        chunks++;
        only = ByteBuffer.wrap(value, offset, length).slice();
    }

    // The other forms do not give an array away: two chunks make "of" copy.

    @Override
    public void write(byte value) {
        chunks += 2;
    }

    @Override
    public void write(byte[] value, int offset, int length) {
        chunks += 2;
    }

    @Override
    public void write(ByteBuffer value) {
        chunks += 2;
    }

    @Override
    public void writeLazy(ByteBuffer value) {
        chunks += 2;
    }
}
