package io.gokafka.transport.kafka.api;

import io.gokafka.api.storage.LogSlice;
import org.apache.kafka.common.message.FetchResponseData;
import org.apache.kafka.common.protocol.ApiMessage;
import org.apache.kafka.common.record.internal.BaseRecords;
import org.apache.kafka.common.record.internal.RecordsSend;

/**
 * Batches of an answer that are still in a log: the connection sends them from there, without a copy in the heap.
 *
 * <p>Whoever has the answer closes it, with {@link #closeAll}, once, also when it is not sent.
 *
 * @param slice the batches
 */
public record SliceRecords(LogSlice slice) implements BaseRecords {
    @Override
    public int sizeInBytes() {
        return slice.size();
    }

    @Override
    public RecordsSend<? extends BaseRecords> toSend() {
        throw new UnsupportedOperationException("slices are sent by the connection, not by Kafka's classes");
    }

    /** Closes all slices of an answer; answers of most APIs have none. */
    public static void closeAll(ApiMessage answer) {
        if (answer instanceof FetchResponseData fetched) {
            fetched.responses().forEach(topic -> topic.partitions().forEach(partition -> close(partition.records())));
        }
    }

    /** How many bytes of an answer are in slices. */
    public static int bytes(ApiMessage answer) {
        int bytes = 0;
        if (answer instanceof FetchResponseData fetched) {
            for (FetchResponseData.FetchableTopicResponse topic : fetched.responses()) {
                for (FetchResponseData.PartitionData partition : topic.partitions()) {
                    bytes += partition.records() instanceof SliceRecords records ? records.sizeInBytes() : 0;
                }
            }
        }
        return bytes;
    }

    /** Closes records that are a slice. */
    public static void close(BaseRecords records) {
        if (records instanceof SliceRecords slice) {
            slice.slice().close();
        }
    }
}
