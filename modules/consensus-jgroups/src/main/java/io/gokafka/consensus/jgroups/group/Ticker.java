package io.gokafka.consensus.jgroups.group;

import java.time.Duration;

/** Looks again and again after what is under way, and rests when nothing is. For the group's thread. */
final class Ticker {
    private static final Duration TICK = Duration.ofMillis(200);

    private final Core core;
    private boolean ticking;

    Ticker(Core core) {
        this.core = core;
    }

    void soon() {
        if (!ticking) {
            ticking = true;
            core.after(TICK, this::tick);
        }
    }

    private void tick() {
        ticking = false;
        Leading leading = core.leading();
        boolean busy = leading != null && leading.tick();
        busy |= core.succession().tick();
        if (busy) {
            soon();
        }
    }
}
