package io.gokafka.api.storage;

import io.gokafka.api.BrokerId;
import java.util.Optional;

/**
 * A term and whom the replica voted for in it.
 *
 * @param term 0 before the first election
 * @param votedFor empty when it has not voted in this term
 */
public record Vote(long term, Optional<BrokerId> votedFor) {
    /** Before the first election. */
    public static final Vote NONE = new Vote(0, Optional.empty());
}
