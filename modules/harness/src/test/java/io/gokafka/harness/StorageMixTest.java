package io.gokafka.harness;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gokafka.harness.fault.Fault;
import io.gokafka.harness.fault.Faults;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StorageMixTest {
    private static List<Integer> inRocksDb(StorageMix mix, long seed) {
        return IntStream.rangeClosed(1, 5)
                .filter(number -> mix.isInRocksDb(number, seed))
                .boxed()
                .toList();
    }

    private static List<String> possible(StorageMix mix) {
        return mix.possible(Faults.all()).stream().map(Fault::name).toList();
    }

    @Test
    void theSeedDecidesWhichBrokersOfAMixAreInRocksDb() {
        assertEquals(List.of(2, 4), inRocksDb(StorageMix.MIXED, 0));
        assertEquals(List.of(1, 3, 5), inRocksDb(StorageMix.MIXED, 1));
        assertEquals(List.of(), inRocksDb(StorageMix.FILE, 1));
        assertEquals(List.of(1, 2, 3, 4, 5), inRocksDb(StorageMix.ROCKSDB, 1));
    }

    @Test
    void whatIsDoneBelowTheStorageIsLeftOutWhenAllAreInRocksDb() {
        List<String> left = possible(StorageMix.ROCKSDB);
        assertTrue(left.containsAll(List.of("kill-all", "pause", "damage", "wipe", "wipe-logs", "rolling-restart")));
        for (String fault : List.of("power-loss", "power-loss-all", "disk-full", "disk-slow", "disk-error")) {
            assertFalse(left.contains(fault), fault);
        }
        assertEquals(Faults.all().size() - 5, left.size());
    }

    @Test
    void aMixHasAllFaultsAndSaysWhomTheyCannotHit() {
        assertEquals(Faults.all().size(), possible(StorageMix.MIXED).size());
        assertTrue(StorageMix.MIXED.limits().contains("storage=file alone"));
    }
}
