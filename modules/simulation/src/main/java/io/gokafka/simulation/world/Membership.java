package io.gokafka.simulation.world;

import io.gokafka.api.BrokerId;
import java.util.LinkedHashMap;
import java.util.Map;

/** Who sees whom: each broker finds out late, not all the same, and sometimes wrongly. */
final class Membership {
    private final World world;
    private boolean flapping;

    Membership(World world) {
        this.world = world;
    }

    void flapping(boolean now) {
        flapping = now;
    }

    /** Something has changed: everybody will notice at some time. */
    void changed() {
        for (SimulatedBroker broker : world.brokers()) {
            noticeSoon(broker);
        }
    }

    void noticeSoon(SimulatedBroker broker) {
        broker.life().ifPresent(life -> {
            long most = world.scheduler().below(8) == 0 ? 1_500_000 : 120_000;
            world.scheduler()
                    .within(
                            1_000,
                            most,
                            "view",
                            broker.id(),
                            () -> life.process().run(() -> notice(broker, life)));
        });
    }

    private void notice(SimulatedBroker broker, Life life) {
        Map<BrokerId, Life> seen = new LinkedHashMap<>();
        for (SimulatedBroker other : world.brokers()) {
            other.life().filter(o -> sees(broker, other, o)).ifPresent(o -> seen.put(other.id(), o));
        }
        if (!seen.equals(life.link().view())) {
            life.link().viewChanged(seen);
        }
        if (flapping) {
            noticeSoon(broker);
        }
    }

    private boolean sees(SimulatedBroker self, SimulatedBroker other, Life otherLife) {
        return self.number() == other.number()
                || (world.network().connects(other.number(), self.number())
                        && !otherLife.process().isPaused()
                        && !(flapping && world.scheduler().perMille(150)));
    }
}
