package io.gokafka.transport.kafka.log;

import org.apache.kafka.common.message.FetchResponseData.PartitionData;

/**
 * What there is for a client of one partition.
 *
 * @param wanted what it wants
 * @param data what it gets, or why not
 */
record Fetched(FetchWanted wanted, PartitionData data) {
    int bytes() {
        return data.records().sizeInBytes();
    }
}
