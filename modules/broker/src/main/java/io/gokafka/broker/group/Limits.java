package io.gokafka.broker.group;

import io.gokafka.api.TopicNames;
import io.gokafka.api.TopicPartition;
import io.gokafka.api.request.CommitOffsets;
import io.gokafka.api.request.CommittedOffset;
import io.gokafka.api.request.DeleteOffsets;
import io.gokafka.api.request.ErrorCode;
import io.gokafka.api.request.GroupHeartbeat;
import io.gokafka.api.request.RequestException;
import java.util.List;
import java.util.Optional;

/**
 * What a request may say, whatever the state: each check throws a {@link RequestException} that says what is allowed.
 */
final class Limits {
    /** The longest name of a group and of a member, in characters. */
    static final int MAX_NAME = 249;

    /** The most topics that a member may want. */
    static final int MAX_TOPICS = 1_000;

    /** The most offsets of one commit. */
    static final int MAX_OFFSETS = 10_000;

    private Limits() {}

    static void checkGroup(String group) {
        nameProblem("group name", group).ifPresent(problem -> {
            throw new RequestException(ErrorCode.INVALID_GROUP, problem);
        });
    }

    static void check(GroupHeartbeat request) {
        checkGroup(request.group());
        nameProblem("member id", request.memberId()).ifPresent(problem -> {
            throw invalid(problem);
        });
        if (request.memberEpoch() < GroupHeartbeat.LEAVE_FOR_A_MOMENT) {
            throw invalid("member epoch is " + request.memberEpoch()
                    + ": allowed are -2 and -1 to leave, 0 to join, or more");
        }
        check(request.extras());
        if (request.memberEpoch() == GroupHeartbeat.LEAVE_FOR_A_MOMENT
                && request.extras().instanceId().isEmpty()) {
            throw invalid("only a static member can leave for a moment: one that names its instance id");
        }
        request.topics().ifPresent(Limits::checkTopics);
        if (request.memberEpoch() == GroupHeartbeat.JOIN) {
            checkJoin(request);
        }
    }

    static void check(CommitOffsets request) {
        checkGroup(request.group());
        request.member()
                .ifPresent(member -> nameProblem("member id", member.id()).ifPresent(problem -> {
                    throw invalid(problem);
                }));
        if (request.offsets().size() > MAX_OFFSETS) {
            throw invalid("commit of " + request.offsets().size() + " offsets: at most " + MAX_OFFSETS
                    + " are allowed; split it");
        }
        request.offsets().forEach(Limits::checkOffset);
    }

    static void check(DeleteOffsets request) {
        checkGroup(request.group());
        if (request.partitions().size() > MAX_OFFSETS) {
            throw invalid("removal of " + request.partitions().size() + " offsets: at most " + MAX_OFFSETS
                    + " are allowed; split it");
        }
    }

    private static void check(GroupHeartbeat.Extras extras) {
        extras.instanceId().flatMap(id -> nameProblem("instance id", id)).ifPresent(problem -> {
            throw invalid(problem);
        });
        extras.assignor().filter(name -> !Assignors.isKnown(name)).ifPresent(name -> {
            throw new RequestException(
                    ErrorCode.UNSUPPORTED_ASSIGNOR, "there is no assignor " + name + ": take uniform or range");
        });
        extras.topicPattern().ifPresent(TopicPattern::compile);
    }

    private static void checkJoin(GroupHeartbeat request) {
        boolean wants =
                request.topics().isPresent() || request.extras().topicPattern().isPresent();
        if (!wants || request.owned().isEmpty()) {
            throw invalid("a member that joins must say which topics it wants and which partitions it has");
        }
        if (!request.rebalanceTimeout().isPositive()) {
            throw invalid("rebalance timeout is " + request.rebalanceTimeout().toMillis() + " ms: it must be above 0");
        }
    }

    private static void checkTopics(List<String> topics) {
        if (topics.size() > MAX_TOPICS) {
            throw invalid("member wants " + topics.size() + " topics: at most " + MAX_TOPICS + " are allowed");
        }
        topics.forEach(Limits::checkTopic);
    }

    private static void checkTopic(String topic) {
        TopicNames.problem(topic).ifPresent(problem -> {
            throw new RequestException(ErrorCode.INVALID_TOPIC, problem);
        });
    }

    private static void checkOffset(TopicPartition partition, CommittedOffset offset) {
        checkTopic(partition.topic());
        if (partition.partition() < 0 || offset.offset() < CommittedOffset.LOWEST) {
            throw invalid("offset " + offset.offset() + " of " + partition
                    + ": a partition is 0 or more, an offset as well, or -1 (the end) or -2 (the beginning)");
        }
        if (offset.metadata().length() > CommittedOffset.MAX_METADATA) {
            throw new RequestException(
                    ErrorCode.OFFSET_METADATA_TOO_LARGE,
                    "metadata of " + partition + " is " + offset.metadata().length() + " characters long: at most "
                            + CommittedOffset.MAX_METADATA + " are allowed");
        }
    }

    private static Optional<String> nameProblem(String what, String name) {
        if (name.isEmpty()) {
            return Optional.of(what + " is empty: give it 1 to " + MAX_NAME + " characters");
        }
        if (name.length() > MAX_NAME) {
            return Optional.of(
                    what + " is " + name.length() + " characters long: at most " + MAX_NAME + " are allowed");
        }
        if (name.codePoints().anyMatch(Limits::isUnprintable)) {
            return Optional.of(what + " has control characters or is not valid Unicode");
        }
        return Optional.empty();
    }

    // Half a surrogate pair would be stored as another character, and two names would become one.
    private static boolean isUnprintable(int codePoint) {
        return Character.isISOControl(codePoint) || Character.getType(codePoint) == Character.SURROGATE;
    }

    private static RequestException invalid(String message) {
        return new RequestException(ErrorCode.INVALID_REQUEST, message);
    }
}
