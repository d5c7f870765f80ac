package io.gokafka.transport.kafka.log;

import io.gokafka.api.request.Fetch;
import io.gokafka.api.storage.LogSlice;
import io.gokafka.transport.kafka.api.KafkaBrokers.Node;
import io.gokafka.transport.kafka.api.SliceRecords;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.message.FetchResponseData;
import org.apache.kafka.common.message.FetchResponseData.FetchableTopicResponse;
import org.apache.kafka.common.message.FetchResponseData.LeaderIdAndEpoch;
import org.apache.kafka.common.message.FetchResponseData.NodeEndpoint;
import org.apache.kafka.common.message.FetchResponseData.PartitionData;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.record.internal.BaseRecords;
import org.apache.kafka.common.record.internal.MemoryRecords;

/** The parts of an answer to a Fetch request. */
final class FetchAnswer {
    private FetchAnswer() {}

    /** A partition that cannot be read. */
    static Fetched refused(FetchWanted wanted, Errors error) {
        PartitionData data = new PartitionData()
                .setPartitionIndex(wanted.key().partition())
                .setErrorCode(error.code())
                .setHighWatermark(-1)
                .setRecords(MemoryRecords.EMPTY);
        return new Fetched(wanted, data);
    }

    /**
     * A partition that was read. There are no transactions: what is committed is stable.
     *
     * @param readCommitted whether the client wants to know which transactions were aborted
     */
    static Fetched read(FetchWanted wanted, Fetch.PartitionResult result, boolean readCommitted) {
        PartitionData data = new PartitionData()
                .setPartitionIndex(wanted.key().partition())
                .setHighWatermark(result.highWatermark())
                .setLastStableOffset(result.highWatermark())
                .setLogStartOffset(result.logStartOffset())
                .setRecords(records(result.records()));
        data.setAbortedTransactions(readCommitted ? List.of() : null);
        return new Fetched(wanted, data);
    }

    private static BaseRecords records(LogSlice slice) {
        if (slice.size() > 0) {
            return new SliceRecords(slice);
        }
        slice.close();
        return MemoryRecords.EMPTY;
    }

    /** Puts partitions together. */
    static FetchResponseData of(FetchContext.Selection selection) {
        List<FetchableTopicResponse> topics = new ArrayList<>();
        FetchKey last = null;
        for (Fetched fetched : selection.answered()) {
            FetchKey key = fetched.wanted().key();
            if (last == null || !last.isSameTopic(key)) {
                topics.add(new FetchableTopicResponse().setTopic(key.topic()).setTopicId(key.topicId()));
            }
            topics.getLast().partitions().add(fetched.data());
            last = key;
        }
        return new FetchResponseData()
                .setErrorCode(selection.error().code())
                .setSessionId(selection.session())
                .setResponses(topics);
    }

    /** Says who leads a partition. */
    static void point(PartitionData partition, LeaderHints.Leader leader) {
        partition.setCurrentLeader(
                new LeaderIdAndEpoch().setLeaderId(leader.node()).setLeaderEpoch(leader.epoch()));
    }

    /** Says where a broker is. */
    static NodeEndpoint endpoint(Node node) {
        return new NodeEndpoint()
                .setNodeId(node.id())
                .setHost(node.address().host())
                .setPort(node.address().port());
    }
}
