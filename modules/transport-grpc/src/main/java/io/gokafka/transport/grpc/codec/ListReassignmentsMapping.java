package io.gokafka.transport.grpc.codec;

import io.gokafka.api.request.ListReassignments;
import io.gokafka.transport.grpc.proto.ListReassignmentsRequest;
import io.gokafka.transport.grpc.proto.ListReassignmentsResponse;
import io.gokafka.transport.grpc.proto.Reassignment;
import io.gokafka.transport.grpc.proto.TopicsGrpc;
import io.grpc.MethodDescriptor;
import java.util.HashSet;
import java.util.List;

/** Listing partitions that are being moved. */
final class ListReassignmentsMapping
        implements Mapping<
                ListReassignments, ListReassignments.Result, ListReassignmentsRequest, ListReassignmentsResponse> {
    private static final MethodDescriptor<ListReassignmentsRequest, ListReassignmentsResponse> METHOD =
            Methods.aliasing(TopicsGrpc.getListReassignmentsMethod());

    @Override
    public Class<ListReassignments> type() {
        return ListReassignments.class;
    }

    @Override
    public MethodDescriptor<ListReassignmentsRequest, ListReassignmentsResponse> method() {
        return METHOD;
    }

    @Override
    public ListReassignmentsRequest write(ListReassignments request) {
        ListReassignmentsRequest.Builder message = ListReassignmentsRequest.newBuilder();
        request.partitions().ifPresent(partitions -> message.setPartitions(Values.write(List.copyOf(partitions))));
        return message.build();
    }

    @Override
    public ListReassignments read(ListReassignmentsRequest message) {
        return new ListReassignments(
                Values.read(message.hasPartitions(), message.getPartitions()).map(HashSet::new));
    }

    @Override
    public ListReassignmentsResponse writeAnswer(ListReassignments.Result answer) {
        ListReassignmentsResponse.Builder message = ListReassignmentsResponse.newBuilder();
        answer.reassignments()
                .forEach(moved -> message.addReassignments(Reassignment.newBuilder()
                        .setTopic(moved.topic())
                        .setPartition(moved.partition())
                        .addAllReplicas(Values.writeIds(moved.replicas()))
                        .addAllAdding(Values.writeIds(moved.adding()))
                        .addAllRemoving(Values.writeIds(moved.removing()))));
        return message.build();
    }

    @Override
    public ListReassignments.Result readAnswer(ListReassignmentsResponse message) {
        return new ListReassignments.Result(message.getReassignmentsList().stream()
                .map(moved -> new ListReassignments.Reassignment(
                        moved.getTopic(),
                        moved.getPartition(),
                        Values.readIds(moved.getReplicasList()),
                        Values.readIds(moved.getAddingList()),
                        Values.readIds(moved.getRemovingList())))
                .toList());
    }
}
