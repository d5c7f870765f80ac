package io.gokafka.benchmarks.compare;

import java.util.ArrayList;
import java.util.List;

/** All that can be measured, in the order in which it is. */
final class Cases {
    private Cases() {}

    static List<Case> all() {
        List<Case> cases = new ArrayList<>();
        cases.add(LifeCase.MEMORY_IDLE);
        for (String acks : List.of("all", "1")) {
            for (int recordBytes : new int[] {100, 1_000}) {
                for (int partitions : new int[] {1, 12, 100}) {
                    for (ProduceCase.Batching batching : ProduceCase.Batching.values()) {
                        cases.add(new ProduceCase(acks, recordBytes, partitions, batching));
                    }
                }
            }
        }
        cases.add(new ConsumeCase(100));
        cases.add(new ConsumeCase(1_000));
        cases.addAll(List.of(LatencyCase.values()));
        cases.add(LifeCase.MEMORY_LOADED);
        cases.add(LifeCase.START);
        cases.add(LifeCase.FAILOVER);
        cases.add(LifeCase.PARTITIONS);
        return cases;
    }
}
