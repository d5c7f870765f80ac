package io.gokafka.api.request;

import java.util.List;
import java.util.Optional;

/**
 * Takes members out of a group: they leave, or an operator removes them (KIP-345). For the group's coordinator.
 *
 * @param group the group
 * @param members who leaves
 */
public record LeaveGroup(String group, List<Member> members) implements Request<LeaveGroup.Result> {
    public LeaveGroup {
        members = List.copyOf(members);
    }

    /**
     * Who leaves.
     *
     * @param id its id; may be empty when there is an instance id
     * @param instanceId its name when it is static
     * @param reason why, for people; may be empty
     */
    public record Member(String id, Optional<String> instanceId, String reason) {}

    /**
     * What came of each, in the order of the request.
     *
     * @param failures why a member is still there or was not, if so
     */
    public record Result(List<Optional<Failure>> failures) implements Response {
        public Result {
            failures = List.copyOf(failures);
        }
    }
}
