/** The APIs that read and write logs: Produce, Fetch, ListOffsets, OffsetForLeaderEpoch. */
@NullMarked
package io.gokafka.transport.kafka.log;

import org.jspecify.annotations.NullMarked;
