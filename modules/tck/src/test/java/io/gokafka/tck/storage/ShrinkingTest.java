package io.gokafka.tck.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gokafka.api.LogId;
import io.gokafka.api.config.ConfigKey;
import io.gokafka.api.config.Settings;
import io.gokafka.api.storage.ForwardingPartitionLog;
import io.gokafka.api.storage.LogConfig;
import io.gokafka.api.storage.PartitionLog;
import io.gokafka.api.storage.ReplicaStore;
import io.gokafka.api.storage.Storage;
import io.gokafka.api.storage.StorageContext;
import io.gokafka.api.storage.StorageProvider;
import io.gokafka.api.storage.support.SimpleReplicaStore;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A storage that is wrong is found out, and told of in few steps. */
class ShrinkingTest {
    @TempDir
    Path directory;

    /** Once its prefix was dropped, this log forgets to truncate: it takes three steps to see that. */
    private static final class ForgetfulLog extends ForwardingPartitionLog {
        private boolean dropped;

        ForgetfulLog(PartitionLog target) {
            super(target);
        }

        @Override
        public void dropPrefix(long firstIndex) {
            dropped |= firstIndex > bounds().firstIndex();
            super.dropPrefix(firstIndex);
        }

        @Override
        public void truncateSuffix(long fromIndex) {
            if (!dropped) {
                super.truncateSuffix(fromIndex);
            }
        }
    }

    private record ForgetfulStorage(Storage storage) implements Storage {
        @Override
        public Set<LogId> list() {
            return storage.list();
        }

        @Override
        public ReplicaStore open(LogId id, LogConfig config) {
            ReplicaStore store = storage.open(id, config);
            return SimpleReplicaStore.withLog(store, new ForgetfulLog(store.log()));
        }

        @Override
        public void delete(LogId id) {
            storage.delete(id);
        }

        @Override
        public void close() {
            storage.close();
        }
    }

    private record ForgetfulProvider(InMemoryStorageProvider provider) implements StorageProvider {
        @Override
        public String name() {
            return "forgetful";
        }

        @Override
        public List<ConfigKey<?>> settings() {
            return List.of();
        }

        @Override
        public Storage open(StorageContext context) {
            return new ForgetfulStorage(provider.open(context));
        }
    }

    private StorageFixture forgetful() {
        InMemoryStorageProvider memory = new InMemoryStorageProvider();
        return new StorageFixture(new ForgetfulProvider(memory), directory, Settings.defaults(), memory::copyDurable);
    }

    @Test
    void brokenStorageIsCaughtAndToldOfInThreeSteps() {
        try (StorageFixture world = forgetful()) {
            AssertionError failure = assertThrows(AssertionError.class, () -> RandomOperations.check(world, 1, 150));
            String message = String.valueOf(failure.getMessage());
            assertTrue(message.startsWith("seed 1 fails after "), message);
            assertEquals(
                    List.of(Step.Kind.APPEND, Step.Kind.DROP, Step.Kind.TRUNCATE),
                    steps(message).stream().map(Step::kind).toList(),
                    message);
        }
    }

    @Test
    void stepsOfAFailureFailAlone() {
        try (StorageFixture world = forgetful()) {
            AssertionError failure = assertThrows(AssertionError.class, () -> RandomOperations.check(world, 2, 150));
            List<Step> steps = steps(String.valueOf(failure.getMessage()));
            AssertionError again = assertThrows(AssertionError.class, () -> RandomOperations.replay(world, steps));
            assertEquals(String.valueOf(failure.getCause()), String.valueOf(again.getCause()));
        }
    }

    private static List<Step> steps(String message) {
        Matcher steps = Pattern.compile("\n  (\\w+\\(.*)\n").matcher(message);
        assertTrue(steps.find(), message);
        return Step.parse(steps.group(1));
    }

    @Test
    void textOfStepsIsReadAsTheSameSteps() {
        Random random = new Random(7);
        List<Step> steps = Stream.generate(() -> Step.random(random)).limit(200).toList();
        assertEquals(steps, Step.parse(Step.text(steps)));
    }

    @Test
    void shrinkingEndsWhenTheTriesDo() {
        Random random = new Random(8);
        List<Step> steps = Stream.generate(() -> Step.random(random)).limit(100).toList();
        int[] tries = new int[1];
        Shrinker.shrink(
                steps,
                some -> {
                    tries[0]++;
                    return some.contains(steps.get(17)) && some.contains(steps.get(80));
                },
                30);
        assertEquals(30, tries[0]);
        assertEquals(
                List.of(steps.get(17), steps.get(80)),
                Shrinker.shrink(steps, some -> some.contains(steps.get(17)) && some.contains(steps.get(80)), 10_000));
    }
}
