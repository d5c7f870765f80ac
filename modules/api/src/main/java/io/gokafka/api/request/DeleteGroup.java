package io.gokafka.api.request;

/**
 * Forgets a group without members, and its offsets. For its coordinator.
 *
 * @param group the group
 */
public record DeleteGroup(String group) implements Request<DeleteGroup.Result> {
    /** It is gone. */
    public record Result() implements Response {}
}
