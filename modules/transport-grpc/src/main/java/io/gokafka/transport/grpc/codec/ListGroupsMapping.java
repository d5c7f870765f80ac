package io.gokafka.transport.grpc.codec;

import io.gokafka.api.request.ListGroups;
import io.gokafka.transport.grpc.proto.GroupListing;
import io.gokafka.transport.grpc.proto.GroupsGrpc;
import io.gokafka.transport.grpc.proto.ListGroupsRequest;
import io.gokafka.transport.grpc.proto.ListGroupsResponse;
import io.grpc.MethodDescriptor;

/** Listing the groups of a broker. */
final class ListGroupsMapping implements Mapping<ListGroups, ListGroups.Result, ListGroupsRequest, ListGroupsResponse> {
    private static final MethodDescriptor<ListGroupsRequest, ListGroupsResponse> METHOD =
            Methods.aliasing(GroupsGrpc.getListGroupsMethod());

    @Override
    public Class<ListGroups> type() {
        return ListGroups.class;
    }

    @Override
    public MethodDescriptor<ListGroupsRequest, ListGroupsResponse> method() {
        return METHOD;
    }

    @Override
    public ListGroupsRequest write(ListGroups request) {
        return ListGroupsRequest.getDefaultInstance();
    }

    @Override
    public ListGroups read(ListGroupsRequest message) {
        return new ListGroups();
    }

    @Override
    public ListGroupsResponse writeAnswer(ListGroups.Result answer) {
        ListGroupsResponse.Builder message = ListGroupsResponse.newBuilder();
        answer.groups()
                .forEach(group -> message.addGroups(GroupListing.newBuilder()
                        .setName(group.name())
                        .setState(GroupValues.write(group.state()))
                        .setMembers(group.members())
                        .setType(GroupValues.write(group.type()))
                        .setProtocolType(group.protocolType())));
        return message.build();
    }

    @Override
    public ListGroups.Result readAnswer(ListGroupsResponse message) {
        return new ListGroups.Result(message.getGroupsList().stream()
                .map(group -> new ListGroups.Group(
                        group.getName(),
                        GroupValues.read(group.getState()),
                        group.getMembers(),
                        GroupValues.read(group.getType()),
                        group.getProtocolType()))
                .toList());
    }
}
