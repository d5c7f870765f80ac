package io.gokafka.harness.workload;

import io.gokafka.api.TopicPartition;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * How much is asked of a cluster. With the defaults a minute gives about 130 000 records, probes included, and a million events.
 *
 * @param partitions those that are written and read; their topics exist and are not deleted; not empty
 * @param producers how many write at a time
 * @param recordsPerSecond of all producers together
 * @param maxPadding bytes of a record, at most, above its number
 * @param readers how many read without a group at a time
 * @param fromBeginning how likely a reader begins at the first offset; else at the end
 * @param membersPerGroup how many are in each group; 0: there are no groups
 * @param commitEvery records between commits of a member, at most
 * @param lifetime of a client, on average, until it ends and is followed by another
 * @param probeInterval between two records of a probe; {@link Duration#ZERO}: there are no probes
 * @param churn whether topics are created and deleted
 * @param times how patient clients are
 */
public record WorkloadSettings(
        List<TopicPartition> partitions,
        int producers,
        int recordsPerSecond,
        int maxPadding,
        int readers,
        double fromBeginning,
        int membersPerGroup,
        int commitEvery,
        Duration lifetime,
        Duration probeInterval,
        boolean churn,
        ClientTimes times) {
    /** Of every topic: a broker whose clock is behind would refuse records of the present as ones of the future. */
    public static final Map<String, String> TOPIC_CONFIG =
            Map.of("message.timestamp.after.max.ms", Long.toString(Long.MAX_VALUE));

    public WorkloadSettings {
        partitions = List.copyOf(partitions);
        if (partitions.isEmpty()) {
            throw new IllegalArgumentException("there are no partitions to write to");
        }
    }

    /** What a run of a minute takes. */
    public static WorkloadSettings of(List<TopicPartition> partitions) {
        return new WorkloadSettings(
                partitions,
                10,
                1500,
                2000,
                4,
                0.3,
                2,
                500,
                Duration.ofSeconds(20),
                Duration.ofMillis(20),
                true,
                ClientTimes.SHORT);
    }

    /** With other numbers of clients; 0 leaves a kind out. */
    public WorkloadSettings withClients(int newProducers, int newReaders, int newMembersPerGroup) {
        return new WorkloadSettings(
                partitions,
                newProducers,
                recordsPerSecond,
                maxPadding,
                newReaders,
                fromBeginning,
                newMembersPerGroup,
                commitEvery,
                lifetime,
                probeInterval,
                churn,
                times);
    }

    /** With another rate of all producers together. */
    public WorkloadSettings withRecordsPerSecond(int rate) {
        return new WorkloadSettings(
                partitions,
                producers,
                rate,
                maxPadding,
                readers,
                fromBeginning,
                membersPerGroup,
                commitEvery,
                lifetime,
                probeInterval,
                churn,
                times);
    }

    /** With another interval of probes, and with or without churn. */
    public WorkloadSettings withProbes(Duration interval, boolean withChurn) {
        return new WorkloadSettings(
                partitions,
                producers,
                recordsPerSecond,
                maxPadding,
                readers,
                fromBeginning,
                membersPerGroup,
                commitEvery,
                lifetime,
                interval,
                withChurn,
                times);
    }
}
