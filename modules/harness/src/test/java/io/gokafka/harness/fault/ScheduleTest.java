package io.gokafka.harness.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gokafka.harness.fault.Schedule.Item;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ScheduleTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private static List<String> texts(long seed, List<Fault> kinds) {
        return Schedule.of(seed, MINUTE, kinds).items().stream()
                .map(i -> i + " " + i.seed())
                .toList();
    }

    @Test
    void theSameSeedIsTheSameSchedule() {
        assertEquals(texts(7, Faults.all()), texts(7, Faults.all()));
        assertNotEquals(texts(7, Faults.all()), texts(8, Faults.all()));
    }

    @Test
    void faultsBeginInOrderEndInTimeAndNoMoreThanTwoGoOnAtOnce() {
        for (long seed = 0; seed < 200; seed++) {
            List<Item> items = Schedule.of(seed, MINUTE, Faults.all()).items();
            for (int i = 0; i < items.size(); i++) {
                Item item = items.get(i);
                assertTrue(item.beginMillis() < item.endMillis());
                assertTrue(item.endMillis() <= MINUTE.toMillis()
                        || item.fault().length().isPresent());
                assertTrue(i == 0 || items.get(i - 1).beginMillis() <= item.beginMillis());
                long goOn = items.subList(0, i).stream()
                        .filter(earlier -> earlier.endMillis() > item.beginMillis())
                        .count();
                assertTrue(goOn < 2, () -> "at " + item);
            }
        }
    }

    @Test
    void everyKindHappensInSomeRun() {
        Set<String> happened = new HashSet<>();
        for (long seed = 0; seed < 200; seed++) {
            Schedule.of(seed, MINUTE, Faults.all())
                    .items()
                    .forEach(i -> happened.add(i.fault().name()));
        }
        assertEquals(Faults.all().size(), happened.size());
    }

    @Test
    void aFaultWithALengthOfItsOwnHasItInAFewRunsWhichLastALittleLonger() {
        int runs = 1000;
        int with = 0;
        long longer = 0;
        for (long seed = 0; seed < runs; seed++) {
            List<Item> lasting = Schedule.of(seed, MINUTE, Faults.all()).items().stream()
                    .filter(i -> i.fault().length().isPresent())
                    .toList();
            assertTrue(lasting.size() <= 1);
            for (Item item : lasting) {
                assertEquals(item.fault().length().orElseThrow().toMillis(), item.endMillis() - item.beginMillis());
                assertTrue(item.beginMillis() < MINUTE.toMillis());
                longer += Math.max(0, item.endMillis() - MINUTE.toMillis());
                with++;
            }
        }
        assertTrue(with > runs / 10 && with < runs * 3 / 10, "in " + with);
        assertTrue(longer / runs < 5_000, "by " + longer / runs + " ms");
    }

    @Test
    void aFaultThatIsChosenAloneHappens() {
        for (Fault fault : Faults.all()) {
            assertFalse(Schedule.of(3, MINUTE, List.of(fault)).items().isEmpty(), fault.name());
        }
    }

    @Test
    void withoutKindsNothingHappens() {
        assertTrue(Schedule.of(1, MINUTE, List.of()).items().isEmpty());
    }
}
