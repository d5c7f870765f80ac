package io.gokafka.api.storage.support;

import io.gokafka.api.BrokerId;
import io.gokafka.api.storage.CorruptLogException;
import io.gokafka.api.storage.Vote;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** A vote as bytes: the term, then the broker's name in UTF-8, which is empty when there is no vote. There is no checksum in it. */
public final class VoteCodec {
    private VoteCodec() {}

    /** The bytes of a vote. */
    public static byte[] encode(Vote vote) {
        byte[] name = vote.votedFor().map(BrokerId::value).orElse("").getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(Long.BYTES + name.length)
                .putLong(vote.term())
                .put(name)
                .array();
    }

    /**
     * The vote that these bytes are.
     *
     * @param bytes all that remains in it is read
     * @param what what they are said to be, and where they are, for the message of an error
     * @throws CorruptLogException when they are none
     */
    public static Vote decode(ByteBuffer bytes, String what) {
        try {
            long term = bytes.getLong();
            String name = StandardCharsets.UTF_8.decode(bytes).toString();
            return new Vote(term, name.isEmpty() ? Optional.empty() : Optional.of(new BrokerId(name)));
        } catch (BufferUnderflowException | IllegalArgumentException e) {
            throw new CorruptLogException(what + " is damaged: " + e);
        }
    }
}
