package io.gokafka.client.cluster;

import io.gokafka.api.HostPort;

/**
 * Whom to ask about a partition.
 *
 * @param address the leader's address
 * @param term its term; that of the leader before it when it is only known from a hint
 * @param hinted whether another broker named it in a failure, which is newer than metadata of the same term
 */
public record Leader(HostPort address, long term, boolean hinted) {
    /** Whether this is another broker than that one, or the same one elected again. */
    public boolean differsFrom(Leader other) {
        return !address.equals(other.address) || term > other.term;
    }

    Leader doubted() {
        return new Leader(address, term, false);
    }
}
