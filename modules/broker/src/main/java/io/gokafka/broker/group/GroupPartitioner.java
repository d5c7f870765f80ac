package io.gokafka.broker.group;

/** Where a group lives: the same rule as Apache Kafka's ({@code GroupCoordinatorService.partitionFor}). */
public final class GroupPartitioner {
    private GroupPartitioner() {}

    /**
     * The partition of {@code __consumer_offsets} whose leader coordinates the group.
     *
     * @param partitions how many partitions that topic has, 1 or more
     */
    public static int partitionFor(String group, int partitions) {
        // Kafka's Utils.abs: clears the sign, since Math.abs(Integer.MIN_VALUE) is negative.
        return (group.hashCode() & 0x7fffffff) % partitions;
    }
}
