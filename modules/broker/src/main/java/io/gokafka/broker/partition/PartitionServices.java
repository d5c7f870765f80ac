package io.gokafka.broker.partition;

import io.gokafka.api.BrokerId;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import java.util.function.Supplier;

/**
 * What partitions need of their broker.
 *
 * @param clock the time
 * @param reachable the brokers that are reachable now, this one included
 * @param producerExpiration after how long a silent producer is forgotten
 * @param background runs what is not done at once
 * @param room whether the disk has space
 */
public record PartitionServices(
        InstantSource clock,
        Supplier<Set<BrokerId>> reachable,
        Duration producerExpiration,
        Background background,
        Room room) {
    /** On a disk that is never full. */
    public PartitionServices(
            InstantSource clock,
            Supplier<Set<BrokerId>> reachable,
            Duration producerExpiration,
            Background background) {
        this(clock, reachable, producerExpiration, background, Room.ALWAYS);
    }
}
