package io.gokafka.transport.kafka.group;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gokafka.api.request.ErrorCode;
import io.gokafka.api.request.Failure;
import io.gokafka.api.request.FindCoordinator;
import io.gokafka.api.request.JoinGroup;
import io.gokafka.api.request.LeaveGroup;
import io.gokafka.api.request.Metadata;
import io.gokafka.api.request.SyncGroup;
import io.gokafka.transport.kafka.api.Asked;
import io.gokafka.transport.kafka.api.Wire;
import io.gokafka.transport.kafka.api.World;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.message.FindCoordinatorRequestData;
import org.apache.kafka.common.message.FindCoordinatorResponseData;
import org.apache.kafka.common.message.HeartbeatRequestData;
import org.apache.kafka.common.message.HeartbeatResponseData;
import org.apache.kafka.common.message.JoinGroupRequestData;
import org.apache.kafka.common.message.JoinGroupResponseData;
import org.apache.kafka.common.message.LeaveGroupRequestData;
import org.apache.kafka.common.message.LeaveGroupRequestData.MemberIdentity;
import org.apache.kafka.common.message.LeaveGroupResponseData;
import org.apache.kafka.common.message.LeaveGroupResponseData.MemberResponse;
import org.apache.kafka.common.message.SyncGroupRequestData;
import org.apache.kafka.common.message.SyncGroupResponseData;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.Errors;
import org.junit.jupiter.api.Test;

class ClassicGroupApisTest {
    private final Asked broker = GroupSamples.broker();

    @Test
    void inTheOldestVersionOthersWaitForAMemberAsLongAsItsSession() {
        join(0);
        join(1);

        assertEquals(
                List.of(Duration.ofSeconds(10), Duration.ofSeconds(60)),
                broker.all(JoinGroup.class).stream()
                        .map(JoinGroup::rebalanceTimeout)
                        .toList());
    }

    @Test
    void newerDynamicMembersAreToldTheirIdsFirst() {
        join(3);
        join(4);
        Wire.call(new JoinGroupApi(broker), GroupSamples.joinGroup((short) 5), 5); // a static one

        assertEquals(
                List.of(false, true, false),
                broker.all(JoinGroup.class).stream()
                        .map(JoinGroup::memberIdRequired)
                        .toList());
    }

    @Test
    void memberIdThatIsRequiredIsInTheAnswer() {
        broker.with(JoinGroup.class, _ -> new JoinGroup.MemberIdRequired("m-1"));
        JoinGroupResponseData answer = join(9);

        assertEquals(Errors.MEMBER_ID_REQUIRED.code(), answer.errorCode());
        assertEquals("m-1", answer.memberId());
        assertEquals(-1, answer.generationId());
        assertNull(answer.protocolName());
    }

    @Test
    void leadingMemberGetsAllMembersAndItsProtocol() {
        JoinGroupResponseData answer = join(9);

        assertEquals(3, answer.generationId());
        assertEquals("range", answer.protocolName());
        assertEquals("consumer", answer.protocolType());
        assertEquals("m", answer.leader());
        assertTrue(answer.skipAssignment());
        assertArrayEquals(new byte[] {1, 2}, answer.members().getFirst().metadata());
        assertEquals("i", answer.members().getFirst().groupInstanceId());
    }

    @Test
    void leadingMemberThatCannotBeToldToSkipTheAssignmentDoesNotLead() {
        JoinGroupResponseData answer = join(8);

        assertEquals("", answer.leader());
        assertEquals(List.of(), answer.members());
        assertEquals("m", answer.memberId());
    }

    @Test
    void failedJoinKeepsTheMembersIdAndHasAnEmptyProtocolInOldVersions() {
        broker.failing(ErrorCode.INCONSISTENT_GROUP_PROTOCOL);

        assertEquals("m", join(0).memberId());
        assertEquals("", join(6).protocolName());
        assertNull(join(7).protocolName());
        assertEquals(Errors.INCONSISTENT_GROUP_PROTOCOL.code(), join(7).errorCode());
    }

    @Test
    void groupWithoutANameIsRefusedByAll() {
        assertEquals(
                Errors.INVALID_GROUP_ID.code(),
                Wire.call(JoinGroupResponseData.class, new JoinGroupApi(broker), new JoinGroupRequestData(), 5)
                        .errorCode());
        assertEquals(
                Errors.INVALID_GROUP_ID.code(),
                Wire.call(SyncGroupResponseData.class, new SyncGroupApi(broker), new SyncGroupRequestData(), 5)
                        .errorCode());
        assertEquals(Errors.INVALID_GROUP_ID.code(), heartbeat(new HeartbeatRequestData()));
        assertEquals(
                Errors.INVALID_GROUP_ID.code(),
                leave(new LeaveGroupRequestData(), 5).errorCode());
    }

    @Test
    void syncBringsAssignmentsThereAndBack() {
        SyncGroupRequestData request = (SyncGroupRequestData) GroupSamples.request(ApiKeys.SYNC_GROUP, (short) 5);
        SyncGroupResponseData answer = Wire.call(SyncGroupResponseData.class, new SyncGroupApi(broker), request, 5);

        SyncGroup asked = broker.only(SyncGroup.class);
        assertArrayEquals(new byte[] {3}, asked.assignments().get("m"));
        assertEquals(Optional.of("range"), asked.protocol());
        assertArrayEquals(new byte[] {3}, answer.assignment());
        assertEquals("range", answer.protocolName());
    }

    @Test
    void coordinatorThatIsElsewhereOrNotReadyMakesMembersLookForIt() {
        HeartbeatRequestData request =
                new HeartbeatRequestData().setGroupId("g").setMemberId("m");

        assertEquals(
                Map.of(
                        ErrorCode.NOT_COORDINATOR, Errors.NOT_COORDINATOR,
                        ErrorCode.NOT_LEADER, Errors.NOT_COORDINATOR,
                        ErrorCode.NO_LEADER, Errors.COORDINATOR_NOT_AVAILABLE,
                        ErrorCode.UNAVAILABLE, Errors.COORDINATOR_NOT_AVAILABLE,
                        ErrorCode.INDETERMINATE, Errors.COORDINATOR_NOT_AVAILABLE,
                        ErrorCode.OVERLOADED, Errors.COORDINATOR_NOT_AVAILABLE,
                        ErrorCode.REBALANCE_IN_PROGRESS, Errors.REBALANCE_IN_PROGRESS,
                        ErrorCode.UNKNOWN_GROUP, Errors.UNKNOWN_MEMBER_ID),
                Stream.of(
                                ErrorCode.NOT_COORDINATOR,
                                ErrorCode.NOT_LEADER,
                                ErrorCode.NO_LEADER,
                                ErrorCode.UNAVAILABLE,
                                ErrorCode.INDETERMINATE,
                                ErrorCode.OVERLOADED,
                                ErrorCode.REBALANCE_IN_PROGRESS,
                                ErrorCode.UNKNOWN_GROUP)
                        .collect(Collectors.toMap(code -> code, code -> {
                            broker.failing(code);
                            return Errors.forCode(heartbeat(request));
                        })));
    }

    @Test
    void memberThatAsksForItsAssignmentGetsNoErrorOnWhichItWouldFail() {
        SyncGroupRequestData request = (SyncGroupRequestData) GroupSamples.request(ApiKeys.SYNC_GROUP, (short) 5);
        broker.failing(ErrorCode.OVERLOADED);

        assertEquals(
                Errors.COORDINATOR_NOT_AVAILABLE.code(),
                Wire.call(SyncGroupResponseData.class, new SyncGroupApi(broker), request, 5)
                        .errorCode());
    }

    @Test
    void clientThatFindsNoCoordinatorYetLooksAgain() {
        FindCoordinatorRequestData request = new FindCoordinatorRequestData().setKey("g");
        for (ErrorCode code : List.of(
                ErrorCode.NOT_LEADER,
                ErrorCode.NO_LEADER,
                ErrorCode.OVERLOADED,
                ErrorCode.STORAGE_ERROR,
                ErrorCode.TIMEOUT)) {
            broker.failing(code);
            assertEquals(
                    Errors.COORDINATOR_NOT_AVAILABLE.code(),
                    Wire.call(FindCoordinatorResponseData.class, new FindCoordinatorApi(broker), request, 2)
                            .errorCode());
        }
    }

    @Test
    void clientLooksForItsCoordinatorElsewhereWhenTheBrokerHasLostTheOthers() {
        FindCoordinatorRequestData one = new FindCoordinatorRequestData().setKey("g");
        FindCoordinatorRequestData many = new FindCoordinatorRequestData().setCoordinatorKeys(List.of("g", "h"));
        FindCoordinatorApi api = new FindCoordinatorApi(broker);
        broker.failing(FindCoordinator.class, ErrorCode.NO_LEADER)
                .with(Metadata.class, _ -> World.cutOff(Optional.empty()));
        assertTrue(Wire.hangsUp(api, one, 3));
        assertTrue(Wire.hangsUp(api, many, 4));

        broker.failing(Metadata.class, ErrorCode.UNAVAILABLE);
        assertFalse(Wire.hangsUp(api, one, 3), "it does not know");
        broker.with(Metadata.class, _ -> World.cutOff(Optional.empty()))
                .with(FindCoordinator.class, _ -> new FindCoordinator.Result(World.TWO));
        assertFalse(Wire.hangsUp(api, one, 3), "it knows the coordinator");
    }

    @Test
    void membersLeaveTogetherAndEachHasItsOwnError() {
        broker.with(
                LeaveGroup.class,
                _ -> new LeaveGroup.Result(
                        List.of(Optional.empty(), Optional.of(Failure.of(ErrorCode.UNKNOWN_MEMBER, "who?")))));
        LeaveGroupRequestData request = new LeaveGroupRequestData()
                .setGroupId("g")
                .setMembers(
                        List.of(new MemberIdentity().setMemberId("a"), new MemberIdentity().setGroupInstanceId("i")));
        LeaveGroupResponseData answer = leave(request, 5);

        assertEquals(Errors.NONE.code(), answer.errorCode());
        assertEquals(
                List.of(Errors.NONE.code(), Errors.UNKNOWN_MEMBER_ID.code()),
                answer.members().stream().map(MemberResponse::errorCode).toList());
        assertEquals("i", answer.members().getLast().groupInstanceId());
    }

    @Test
    void memberThatLeavesAloneHasTheErrorForItself() {
        broker.with(
                LeaveGroup.class,
                _ -> new LeaveGroup.Result(List.of(Optional.of(Failure.of(ErrorCode.UNKNOWN_MEMBER, "who?")))));

        assertEquals(
                Errors.UNKNOWN_MEMBER_ID.code(),
                leave(new LeaveGroupRequestData().setGroupId("g").setMemberId("m"), 2)
                        .errorCode());
        assertEquals("m", broker.only(LeaveGroup.class).members().getFirst().id());
    }

    @Test
    void nobodyIsAMemberOfAGroupThatIsNotThere() {
        broker.failing(ErrorCode.UNKNOWN_GROUP);
        LeaveGroupRequestData request =
                new LeaveGroupRequestData().setGroupId("g").setMembers(List.of(new MemberIdentity().setMemberId("a")));
        LeaveGroupResponseData answer = leave(request, 4);

        assertEquals(Errors.NONE.code(), answer.errorCode());
        assertEquals(
                Errors.UNKNOWN_MEMBER_ID.code(), answer.members().getFirst().errorCode());
    }

    private JoinGroupResponseData join(int version) {
        JoinGroupRequestData request = GroupSamples.joinGroup((short) version).setGroupInstanceId(null);
        return Wire.call(JoinGroupResponseData.class, new JoinGroupApi(broker), request, version);
    }

    private short heartbeat(HeartbeatRequestData request) {
        return Wire.call(HeartbeatResponseData.class, new HeartbeatApi(broker), request, 4)
                .errorCode();
    }

    private LeaveGroupResponseData leave(LeaveGroupRequestData request, int version) {
        return Wire.call(LeaveGroupResponseData.class, new LeaveGroupApi(broker), request, version);
    }
}
