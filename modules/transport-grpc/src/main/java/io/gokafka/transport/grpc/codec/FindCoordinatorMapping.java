package io.gokafka.transport.grpc.codec;

import io.gokafka.api.request.FindCoordinator;
import io.gokafka.transport.grpc.proto.FindCoordinatorRequest;
import io.gokafka.transport.grpc.proto.FindCoordinatorResponse;
import io.gokafka.transport.grpc.proto.GroupsGrpc;
import io.grpc.MethodDescriptor;

/** Finding the coordinator of a group. */
final class FindCoordinatorMapping
        implements Mapping<FindCoordinator, FindCoordinator.Result, FindCoordinatorRequest, FindCoordinatorResponse> {
    private static final MethodDescriptor<FindCoordinatorRequest, FindCoordinatorResponse> METHOD =
            Methods.aliasing(GroupsGrpc.getFindCoordinatorMethod());

    @Override
    public Class<FindCoordinator> type() {
        return FindCoordinator.class;
    }

    @Override
    public MethodDescriptor<FindCoordinatorRequest, FindCoordinatorResponse> method() {
        return METHOD;
    }

    @Override
    public FindCoordinatorRequest write(FindCoordinator request) {
        return FindCoordinatorRequest.newBuilder().setGroup(request.group()).build();
    }

    @Override
    public FindCoordinator read(FindCoordinatorRequest message) {
        return new FindCoordinator(message.getGroup());
    }

    @Override
    public FindCoordinatorResponse writeAnswer(FindCoordinator.Result answer) {
        return FindCoordinatorResponse.newBuilder()
                .setCoordinator(Values.write(answer.coordinator()))
                .build();
    }

    @Override
    public FindCoordinator.Result readAnswer(FindCoordinatorResponse message) {
        return new FindCoordinator.Result(Values.read(message.getCoordinator()));
    }
}
