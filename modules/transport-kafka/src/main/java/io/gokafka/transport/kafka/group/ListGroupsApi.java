package io.gokafka.transport.kafka.group;

import io.gokafka.api.request.ListGroups;
import io.gokafka.api.request.Requests;
import io.gokafka.transport.kafka.api.Answers;
import io.gokafka.transport.kafka.api.Api;
import io.gokafka.transport.kafka.api.Call;
import io.gokafka.transport.kafka.api.KafkaErrors;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.apache.kafka.common.message.ListGroupsRequestData;
import org.apache.kafka.common.message.ListGroupsResponseData;
import org.apache.kafka.common.message.ListGroupsResponseData.ListedGroup;
import org.apache.kafka.common.protocol.ApiKeys;

/** Lists the groups that this broker coordinates. */
final class ListGroupsApi implements Api<ListGroupsRequestData> {
    private final Requests requests;

    ListGroupsApi(Requests requests) {
        this.requests = requests;
    }

    @Override
    public ApiKeys key() {
        return ApiKeys.LIST_GROUPS;
    }

    @Override
    public short oldest() {
        return 0;
    }

    @Override
    public short newest() {
        return 5;
    }

    @Override
    public CompletableFuture<ListGroupsResponseData> answer(ListGroupsRequestData request, Call call) {
        Set<String> states = lowerCase(request.statesFilter());
        Set<String> types = lowerCase(request.typesFilter());
        return Answers.map(
                requests.submit(new ListGroups(), call.context()),
                result -> new ListGroupsResponseData()
                        .setGroups(result.groups().stream()
                                .map(ListGroupsApi::group)
                                .filter(group -> isWanted(group.groupState(), states))
                                .filter(group -> isWanted(group.groupType(), types))
                                .toList()),
                failure -> new ListGroupsResponseData()
                        .setErrorCode(KafkaErrors.coordinator(failure.code()).code()));
    }

    private static ListedGroup group(ListGroups.Group group) {
        return new ListedGroup()
                .setGroupId(group.name())
                .setProtocolType(group.protocolType())
                .setGroupState(GroupNames.of(group.state()))
                .setGroupType(GroupNames.of(group.type()));
    }

    private static boolean isWanted(String name, Set<String> wanted) {
        return wanted.isEmpty() || wanted.contains(name.toLowerCase(Locale.ROOT));
    }

    private static Set<String> lowerCase(List<String> names) {
        return names.stream().map(name -> name.toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
    }
}
