package io.gokafka.harness.net;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.gokafka.harness.net.Restriction.Blocked;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LinksTest {
    private static final class Remembering implements Network {
        private List<Restriction> last = List.of();

        @Override
        public String name() {
            return "remembering";
        }

        @Override
        public Set<Ability> abilities() {
            return Set.of(Ability.values());
        }

        @Override
        public Place add(int number) {
            throw new IllegalStateException("no broker is needed");
        }

        @Override
        public void restrict(List<Restriction> restrictions) {
            last = restrictions;
        }

        @Override
        public void close() {
            last = List.of();
        }
    }

    private final Remembering network = new Remembering();
    private final Links links = new Links(network);

    @Test
    void aFaultThatEndsLeavesTheRestrictionsOfOthers() throws IOException {
        links.add(List.of(new Blocked(1, 2), new Blocked(2, 1)));
        links.add(List.of(new Blocked(1, 2)));
        links.remove(List.of(new Blocked(1, 2), new Blocked(2, 1)));
        assertEquals(List.of(new Blocked(1, 2)), network.last);
    }

    @Test
    void healingTakesAllAway() throws IOException {
        links.add(List.of(new Blocked(1, 2)));
        links.add(List.of(new Restriction.Slow(3, 256)));
        links.heal();
        assertEquals(List.of(), network.last);
    }
}
