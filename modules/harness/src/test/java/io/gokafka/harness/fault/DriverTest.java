package io.gokafka.harness.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gokafka.harness.cluster.Cluster;
import io.gokafka.harness.cluster.Layout;
import io.gokafka.harness.cluster.NodeStorage;
import io.gokafka.harness.net.Links;
import io.gokafka.harness.net.Network;
import io.gokafka.harness.net.ProxyNetwork;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With faults that are none, on a cluster without brokers. */
class DriverTest {
    @TempDir
    Path folder;

    private static final class Noted implements Fault, Fault.Ongoing {
        private long ended;
        private boolean heals = true;
        private boolean isPossible = true;

        @Override
        public String name() {
            return "noted";
        }

        @Override
        public String description() {
            return name();
        }

        @Override
        public Optional<Ongoing> begin(World world, Random random) {
            return isPossible ? Optional.of(this) : Optional.empty();
        }

        @Override
        public String what() {
            return name();
        }

        @Override
        public void end() {
            ended = System.nanoTime();
        }

        @Override
        public void settle() {
            if (!heals) {
                throw new IllegalStateException("damaged still");
            }
        }
    }

    private Driver run(long durationMillis, Schedule.Item... items) throws IOException {
        Layout layout = new Layout(folder, folder, List.of(), Map.of(), _ -> new NodeStorage("file", List.of(), false));
        try (Network network = new ProxyNetwork();
                Cluster cluster = new Cluster(layout, network);
                Cluster elsewhere = new Cluster(layout, network)) {
            elsewhere.add(); // somebody to ask, who never answers
            try (Scout scout = new Scout(elsewhere)) {
                World world = new World(
                        cluster,
                        new Links(network),
                        scout,
                        network.abilities(),
                        false,
                        1,
                        new ArrayList<String>()::add);
                Driver driver = new Driver(world);
                driver.run(new Schedule(List.of(items)), durationMillis, () -> {});
                return driver;
            }
        }
    }

    @Test
    void aFaultThatOutlastsTheRunIsNotCutShort() throws IOException {
        Noted fault = new Noted();
        long start = System.nanoTime();
        run(100, new Schedule.Item(0, 300, fault, 1));
        assertTrue(fault.ended - start >= TimeUnit.MILLISECONDS.toNanos(300));
    }

    @Test
    void faultsThatHitNothingAreNotCounted() throws IOException {
        Noted impossible = new Noted();
        impossible.isPossible = false;
        assertEquals(0, run(100, new Schedule.Item(0, 60, impossible, 1)).begun());
        assertEquals(1, run(100, new Schedule.Item(0, 60, new Noted(), 1)).begun());
    }

    @Test
    void whatDoesNotHealByItselfIsWrong() throws IOException {
        Noted fault = new Noted();
        fault.heals = false;
        List<String> wrong = run(100, new Schedule.Item(0, 60, fault, 1)).unready();
        assertEquals(1, wrong.size());
        assertTrue(wrong.getFirst().contains("damaged still"));
    }
}
