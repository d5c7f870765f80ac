package io.gokafka.simulation.invariant;

import io.gokafka.api.BrokerId;
import java.util.List;

/**
 * A replica at the end of a run.
 *
 * @param broker its broker
 * @param commitIndex index of its last committed entry
 * @param highWatermark the offset after it
 * @param logStart the first offset that it shows
 * @param entries all that its log has
 */
public record FinalReplica(
        BrokerId broker, long commitIndex, long highWatermark, long logStart, List<LoggedEntry> entries) {}
