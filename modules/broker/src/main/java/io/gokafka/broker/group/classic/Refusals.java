package io.gokafka.broker.group.classic;

import io.gokafka.api.request.ErrorCode;
import io.gokafka.api.request.RequestException;

/** Why members of classic groups are refused. */
final class Refusals {
    private Refusals() {}

    static RequestException unknownMember(String group, String member) {
        return new RequestException(
                ErrorCode.UNKNOWN_MEMBER, "group " + group + " has no member '" + member + "': it must join again");
    }

    static RequestException fenced(String group, String instance) {
        return new RequestException(
                ErrorCode.FENCED_INSTANCE_ID,
                "another member of group " + group + " has taken over the name " + instance);
    }

    static RequestException generation(String group, int asked, int present) {
        return new RequestException(
                ErrorCode.ILLEGAL_GENERATION,
                "group " + group + " is at generation " + present + ", not " + asked + ": join again");
    }

    static RequestException rebalancing(String group) {
        return new RequestException(
                ErrorCode.REBALANCE_IN_PROGRESS, "the members of group " + group + " have to join again");
    }

    static RequestException inconsistent(String group, String problem) {
        return new RequestException(ErrorCode.INCONSISTENT_GROUP_PROTOCOL, "group " + group + ": " + problem);
    }

    static RequestException full(String group, String problem) {
        return new RequestException(ErrorCode.GROUP_FULL, "group " + group + " is full: " + problem);
    }
}
