package io.gokafka.broker.group;

import static io.gokafka.broker.group.GroupWorld.failure;
import static io.gokafka.broker.group.GroupWorld.result;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gokafka.api.TopicPartition;
import io.gokafka.api.request.CommitOffsets;
import io.gokafka.api.request.CommittedOffset;
import io.gokafka.api.request.DeleteGroup;
import io.gokafka.api.request.ErrorCode;
import io.gokafka.api.request.FetchOffsets;
import io.gokafka.api.request.GroupState;
import io.gokafka.api.request.JoinGroup;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How far groups have read. */
final class GroupOffsetsTest {
    private static final TopicPartition ZERO = new TopicPartition("t", 0);
    private static final TopicPartition ONE = new TopicPartition("t", 1);
    private static final Optional<CommitOffsets.Member> NOBODY = Optional.empty();
    private static final Duration RETENTION = Duration.ofDays(7);

    private final GroupWorld world = new GroupWorld();

    @BeforeEach
    void aTopicOfTwoPartitions() {
        world.topics.put("t", 2);
    }

    @Test
    void committedOffsetsSurviveAFailOver() {
        result(world.commit(NOBODY, ZERO, 5));
        result(world.commit(NOBODY, ONE, 6));
        result(world.commit(NOBODY, ZERO, 7));
        world.failOver();
        long now = world.millis();
        assertEquals(
                Map.of(ZERO, new CommittedOffset(7, "", now), ONE, new CommittedOffset(6, "", now)), world.offsets());
        assertEquals(GroupState.EMPTY, world.describe().state());
    }

    @Test
    void onlyTheOffsetsThatExistAreFetched() {
        result(world.commit(NOBODY, ONE, 6));
        FetchOffsets request = new FetchOffsets(GroupWorld.GROUP, Optional.of(List.of(ZERO, ONE)));
        assertEquals(
                Set.of(ONE),
                result(world.coordinator().fetch(request)).offsets().keySet());
        FetchOffsets ofNobody = new FetchOffsets("unknown", Optional.empty());
        assertEquals(Map.of(), result(world.coordinator().fetch(ofNobody)).offsets());
    }

    @Test
    void aMemberCommitsWithItsEpoch() {
        int epoch = world.join("a", "t").memberEpoch();
        result(world.commit(member("a", epoch), ZERO, 5));
        failure(ErrorCode.FENCED_MEMBER_EPOCH, world.commit(member("a", epoch + 1), ZERO, 6));
        failure(ErrorCode.UNKNOWN_MEMBER, world.commit(member("b", epoch), ZERO, 6));
        failure(ErrorCode.GROUP_NOT_EMPTY, world.commit(NOBODY, ZERO, 6));
        assertEquals(5, offset(ZERO));
    }

    @Test
    void aCommitThatTheEpochOvertookCountsForWhatTheMemberStillHolds() {
        world.join("a", "t");
        world.join("b", "t");
        TopicPartition kept =
                world.stay("a", 1, ZERO, ONE).assignment().orElseThrow().getFirst();
        TopicPartition given = kept.equals(ZERO) ? ONE : ZERO;
        result(world.commit(member("a", 1), given, 4));
        assertEquals(2, world.stay("a", 1, kept).memberEpoch());
        result(world.commit(member("a", 1), kept, 5));
        failure(ErrorCode.STALE_MEMBER_EPOCH, world.commit(member("a", 1), given, 6));
        assertEquals(4, offset(given));
    }

    @Test
    void aMemberThatIsGoneCannotCommit() {
        int epoch = world.join("a", "t").memberEpoch();
        world.pass(Duration.ofSeconds(11));
        failure(ErrorCode.UNKNOWN_MEMBER, world.commit(member("a", epoch), ZERO, 6));
    }

    @Test
    void commitsThatAreNotAllowedSayWhatIs() {
        failure(ErrorCode.UNKNOWN_TOPIC, world.commit(NOBODY, new TopicPartition("missing", 0), 1));
        failure(ErrorCode.UNKNOWN_PARTITION, world.commit(NOBODY, new TopicPartition("t", 2), 1));
        failure(ErrorCode.INVALID_REQUEST, world.commit(NOBODY, new TopicPartition("t", -1), 1));
        failure(ErrorCode.INVALID_REQUEST, world.commit(NOBODY, ZERO, -3));
        failure(ErrorCode.OFFSET_METADATA_TOO_LARGE, commitNote("n".repeat(CommittedOffset.MAX_METADATA + 1), 1));
        result(commitNote("n".repeat(CommittedOffset.MAX_METADATA), 1));
    }

    @Test
    void aCommitThatWouldNotFitIntoABatchIsRefused() {
        world.topics.put("t", 1_000);
        failure(ErrorCode.INVALID_REQUEST, commitNote("n".repeat(CommittedOffset.MAX_METADATA), 1_000));
        assertTrue(world.operations.state().groups().isEmpty());
    }

    @Test
    void aGroupWithoutMembersCanBeDeleted() {
        world.join("a", "t");
        result(world.commit(member("a", 1), ZERO, 5));
        failure(ErrorCode.GROUP_NOT_EMPTY, world.coordinator().delete(new DeleteGroup(GroupWorld.GROUP)));
        world.leave("a");
        result(world.coordinator().delete(new DeleteGroup(GroupWorld.GROUP)));
        assertTrue(world.operations.replica().groups().isEmpty());
        failure(ErrorCode.UNKNOWN_GROUP, world.coordinator().delete(new DeleteGroup(GroupWorld.GROUP)));
    }

    @Test
    void aGroupOfManyOffsetsIsDeletedInParts() {
        int count = 2 * OffsetDecisions.CHUNK + 1;
        world.topics.put("t", count);
        result(commitNote("", count));
        assertEquals(count, world.offsets().size());
        result(world.coordinator().delete(new DeleteGroup(GroupWorld.GROUP)));
        assertTrue(world.operations.replica().groups().isEmpty());
    }

    @Test
    void offsetsThatStandForTheBeginningAndTheEndAreStored() {
        result(world.commit(NOBODY, ZERO, -2));
        result(world.commit(NOBODY, ONE, -1));
        assertEquals(Set.of(ZERO, ONE), world.offsets().keySet());
        assertEquals(-2, offset(ZERO));
        assertEquals(-1, offset(ONE));
    }

    @Test
    void aGroupThatNeverCommittedIsEmptyForAWhileAndThenGone() {
        world.join("a", "t");
        world.leave("a");
        isEmptyForAWhileAndThenGone();
    }

    @Test
    void aClassicGroupThatNeverCommittedIsEmptyForAWhileAndThenGone() {
        ClassicClient classic = new ClassicClient(world, Optional.empty(), "t");
        CompletableFuture<JoinGroup.Result> joining = classic.join();
        world.pass(Duration.ofSeconds(5));
        classic.joined(joining);
        result(classic.sync(Map.of()));
        classic.leave();
        isEmptyForAWhileAndThenGone();
    }

    private void isEmptyForAWhileAndThenGone() {
        world.pass(Duration.ofMinutes(2));
        assertEquals(GroupState.EMPTY, world.describe().state());
        world.jump(OffsetUpkeep.HUSK_KEPT);
        world.pass(Duration.ofMinutes(1));
        assertTrue(world.operations.replica().groups().isEmpty());
    }

    @Test
    void offsetsAreKeptForTheRetentionAfterTheLastMemberLeft() {
        int epoch = world.join("a", "t").memberEpoch();
        result(world.commit(member("a", epoch), ZERO, 5));
        world.jump(Duration.ofSeconds(9));
        world.leave("a");
        world.jump(RETENTION.minusSeconds(1));
        world.pass(GroupWorld.TICK);
        assertEquals(5, offset(ZERO));
        world.pass(Duration.ofMinutes(2));
        assertTrue(world.operations.replica().groups().isEmpty());
    }

    @Test
    void offsetsOfAGroupThatNeverHadMembersExpireOneByOne() {
        result(world.commit(NOBODY, ZERO, 5));
        world.jump(RETENTION.dividedBy(2));
        result(world.commit(NOBODY, ONE, 6));
        world.jump(RETENTION.dividedBy(2));
        world.pass(GroupWorld.TICK);
        assertEquals(Set.of(ONE), world.offsets().keySet());
    }

    @Test
    void offsetsOfAGroupWithMembersNeverExpire() {
        SimulatedMember member = new SimulatedMember(world, "a", List.of("t"), false);
        member.heartbeat();
        result(world.commit(member("a", 1), ZERO, 5));
        world.jump(RETENTION.multipliedBy(2));
        member.heartbeat();
        world.pass(Duration.ofSeconds(1));
        assertEquals(5, offset(ZERO));
    }

    private CompletableFuture<CommitOffsets.Result> commitNote(String note, int partitions) {
        Map<TopicPartition, CommittedOffset> offsets = new HashMap<>();
        for (int i = 0; i < partitions; i++) {
            offsets.put(new TopicPartition("t", i), new CommittedOffset(1, note, 0));
        }
        return world.coordinator().commit(new CommitOffsets(GroupWorld.GROUP, NOBODY, offsets));
    }

    private long offset(TopicPartition partition) {
        return world.offsets().getOrDefault(partition, CommittedOffset.of(-1)).offset();
    }

    private static Optional<CommitOffsets.Member> member(String id, int epoch) {
        return Optional.of(new CommitOffsets.Member(id, epoch));
    }
}
