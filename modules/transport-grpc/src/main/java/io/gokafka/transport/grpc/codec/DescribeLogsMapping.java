package io.gokafka.transport.grpc.codec;

import io.gokafka.api.TopicPartition;
import io.gokafka.api.request.DescribeLogs;
import io.gokafka.transport.grpc.proto.ClusterGrpc;
import io.gokafka.transport.grpc.proto.DescribeLogsRequest;
import io.gokafka.transport.grpc.proto.DescribeLogsResponse;
import io.gokafka.transport.grpc.proto.LogDescription;
import io.grpc.MethodDescriptor;
import java.util.HashSet;
import java.util.List;

/** What the logs of a broker take on its disk. */
final class DescribeLogsMapping
        implements Mapping<DescribeLogs, DescribeLogs.Result, DescribeLogsRequest, DescribeLogsResponse> {
    private static final MethodDescriptor<DescribeLogsRequest, DescribeLogsResponse> METHOD =
            Methods.aliasing(ClusterGrpc.getDescribeLogsMethod());

    @Override
    public Class<DescribeLogs> type() {
        return DescribeLogs.class;
    }

    @Override
    public MethodDescriptor<DescribeLogsRequest, DescribeLogsResponse> method() {
        return METHOD;
    }

    @Override
    public DescribeLogsRequest write(DescribeLogs request) {
        DescribeLogsRequest.Builder message = DescribeLogsRequest.newBuilder();
        request.partitions().ifPresent(partitions -> message.setPartitions(Values.write(List.copyOf(partitions))));
        return message.build();
    }

    @Override
    public DescribeLogs read(DescribeLogsRequest message) {
        return new DescribeLogs(
                Values.read(message.hasPartitions(), message.getPartitions()).map(HashSet::new));
    }

    @Override
    public DescribeLogsResponse writeAnswer(DescribeLogs.Result answer) {
        DescribeLogsResponse.Builder message = DescribeLogsResponse.newBuilder()
                .setDirectory(answer.directory())
                .setTotalBytes(answer.totalBytes())
                .setUsableBytes(answer.usableBytes());
        answer.logs()
                .forEach(log -> message.addLogs(LogDescription.newBuilder()
                        .setTopic(log.partition().topic())
                        .setPartition(log.partition().partition())
                        .setBytes(log.bytes())
                        .setLag(log.lag())));
        return message.build();
    }

    @Override
    public DescribeLogs.Result readAnswer(DescribeLogsResponse message) {
        return new DescribeLogs.Result(
                message.getDirectory(),
                message.getTotalBytes(),
                message.getUsableBytes(),
                message.getLogsList().stream()
                        .map(log -> new DescribeLogs.Log(
                                new TopicPartition(log.getTopic(), log.getPartition()), log.getBytes(), log.getLag()))
                        .toList());
    }
}
