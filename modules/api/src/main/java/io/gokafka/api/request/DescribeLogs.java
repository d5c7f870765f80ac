package io.gokafka.api.request;

import io.gokafka.api.TopicPartition;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Tells what the logs of the broker that answers take on its disk.
 *
 * @param partitions which partitions; empty for all
 */
public record DescribeLogs(Optional<Set<TopicPartition>> partitions) implements Request<DescribeLogs.Result> {
    public DescribeLogs {
        partitions = partitions.map(Set::copyOf);
    }

    /**
     * The logs.
     *
     * @param directory where they are
     * @param totalBytes size of the disk that holds them; -1 when unknown
     * @param usableBytes what is free there; -1 when unknown
     * @param logs the logs of those partitions that the broker keeps
     */
    public record Result(String directory, long totalBytes, long usableBytes, List<Log> logs) implements Response {
        public Result {
            logs = List.copyOf(logs);
        }
    }

    /**
     * A log.
     *
     * @param partition the partition
     * @param bytes what it takes
     * @param lag how many offsets it is behind the high watermark that it knows of; 0 or more
     */
    public record Log(TopicPartition partition, long bytes, long lag) {}
}
