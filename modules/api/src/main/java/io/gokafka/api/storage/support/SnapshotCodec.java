package io.gokafka.api.storage.support;

import io.gokafka.api.BrokerId;
import io.gokafka.api.storage.CorruptLogException;
import io.gokafka.api.storage.Snapshot;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A snapshot as bytes: index, term, offset, the number of voters, the length and the bytes of each voter's name in UTF-8, then the
 * state. There is no checksum in it.
 */
public final class SnapshotCodec {
    private SnapshotCodec() {}

    /** The bytes of a snapshot, a copy. */
    public static byte[] encode(Snapshot snapshot) {
        List<byte[]> names = snapshot.voters().stream()
                .map(voter -> voter.value().getBytes(StandardCharsets.UTF_8))
                .toList();
        int namesSize = names.stream().mapToInt(name -> name.length + 1).sum();
        ByteBuffer out = ByteBuffer.allocate(3 * Long.BYTES + Integer.BYTES + namesSize + snapshot.state().length);
        out.putLong(snapshot.index()).putLong(snapshot.term()).putLong(snapshot.offset());
        out.putInt(names.size());
        names.forEach(name -> out.put((byte) name.length).put(name));
        return out.put(snapshot.state()).array();
    }

    /**
     * The snapshot that these bytes are.
     *
     * @param bytes all that remains in it is read
     * @param what what they are said to be, and where they are, for the message of an error
     * @throws CorruptLogException when they are none
     */
    public static Snapshot decode(ByteBuffer bytes, String what) {
        try {
            long index = bytes.getLong();
            long term = bytes.getLong();
            long offset = bytes.getLong();
            List<BrokerId> voters = new ArrayList<>();
            for (int left = bytes.getInt(); left > 0; left--) {
                byte[] name = new byte[bytes.get()];
                bytes.get(name);
                voters.add(new BrokerId(new String(name, StandardCharsets.UTF_8)));
            }
            byte[] state = new byte[bytes.remaining()];
            bytes.get(state);
            return new Snapshot(index, term, offset, voters, state);
        } catch (BufferUnderflowException | IllegalArgumentException | NegativeArraySizeException e) {
            throw new CorruptLogException(what + " is damaged: " + e);
        }
    }
}
