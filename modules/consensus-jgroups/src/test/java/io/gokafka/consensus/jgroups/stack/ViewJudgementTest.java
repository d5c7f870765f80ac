package io.gokafka.consensus.jgroups.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.gokafka.api.BrokerId;
import io.gokafka.consensus.jgroups.rules.ViewJudgement;
import io.gokafka.consensus.jgroups.rules.ViewJudgement.Member;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.jgroups.Address;
import org.jgroups.View;
import org.jgroups.protocols.raft.ELECTION;
import org.jgroups.protocols.raft.RAFT;
import org.jgroups.protocols.raft.election.BaseElection;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Our judgement of a view, against that of JGroups-raft. */
class ViewJudgementTest {
    private static final List<BrokerId> BROKERS =
            List.of(new BrokerId("a"), new BrokerId("b"), new BrokerId("c"), new BrokerId("d"), new BrokerId("e"));

    private final Random random = new Random(7);
    private final List<Address> addresses = new ArrayList<>();
    private List<BrokerId> voters = List.of();
    private Optional<Address> leader = Optional.empty();
    private Optional<List<Address>> before = Optional.empty();

    private final class Questions extends RAFT {
        @Override
        public List<String> members() {
            return voters.stream().map(BrokerId::value).toList();
        }

        @Override
        public int majority() {
            return voters.size() / 2 + 1;
        }

        @Override
        public boolean isLeader() {
            return leader.filter(addresses.getFirst()::equals).isPresent();
        }

        @Override
        public @Nullable Address leader() {
            return leader.orElse(null);
        }

        @Override
        public RAFT setLeaderAndTerm(@Nullable Address newLeader) {
            return this;
        }
    }

    /** The inherited election, which only says what it would do. */
    private final class Inherited extends ELECTION {
        private ViewJudgement said = ViewJudgement.NOTHING;

        Inherited() {
            raft = new Questions();
            local_addr = addresses.getFirst();
            view = before.map(ViewJudgementTest::view).orElse(null);
        }

        ViewJudgement judge(List<Address> now) {
            handleView(view(now));
            return said;
        }

        @Override
        public synchronized BaseElection startVotingThread() {
            said = ViewJudgement.ELECT;
            return this;
        }

        @Override
        public synchronized BaseElection stopVotingThread() {
            said = ViewJudgement.MAJORITY_LOST;
            return this;
        }

        @Override
        protected void sendLeaderElectedMessage(Address leaderToTell, long term) {
            // nothing that is judged
        }
    }

    private static View view(List<Address> members) {
        return new View(members.getFirst(), 1, members);
    }

    @Test
    void viewsAreJudgedAsJGroupsRaftDoes() {
        BROKERS.forEach(b -> addresses.add(RaftIds.newAddress(b)));
        Set<ViewJudgement> seen = EnumSet.noneOf(ViewJudgement.class);
        for (int i = 0; i < 20_000; i++) {
            voters = some(BROKERS);
            before = random.nextInt(8) == 0 ? Optional.empty() : Optional.of(some(addresses));
            leader = random.nextBoolean()
                    ? Optional.empty()
                    : Optional.of(some(addresses).getFirst());
            List<Address> now = some(addresses);
            ViewJudgement ours = judge(now);
            seen.add(ours);
            assertEquals(new Inherited().judge(now), ours, () -> before + " to " + now + ", voters " + voters);
        }
        assertEquals(EnumSet.allOf(ViewJudgement.class), seen);
    }

    private ViewJudgement judge(List<Address> now) {
        Address self = addresses.getFirst();
        ViewJudgement.Judge judge = new ViewJudgement.Judge(
                self, voters, leader.filter(self::equals).isPresent(), leader.map(l -> l));
        return ViewJudgement.of(before.map(ViewJudgementTest::members), members(now), judge);
    }

    private static List<Member> members(List<Address> addresses) {
        return addresses.stream()
                .map(a -> new Member(RaftIds.brokerOf(a).orElseThrow(), a))
                .toList();
    }

    private <T> List<T> some(List<T> all) {
        List<T> shuffled = new ArrayList<>(all);
        Collections.shuffle(shuffled, random);
        return List.copyOf(shuffled.subList(0, 1 + random.nextInt(all.size())));
    }
}
