package io.gokafka.harness;

import com.beust.jcommander.ParameterException;
import io.gokafka.harness.fault.Fault;
import java.util.List;

/** Which of the brokers of a run keep their logs in RocksDB. */
enum StorageMix {
    /** None. */
    FILE,
    /** All. */
    ROCKSDB,
    /** Every other one; the seed decides whether the first does. */
    MIXED;

    /** @throws ParameterException when there is none of that name */
    static StorageMix named(String name) {
        return switch (name) {
            case "file" -> FILE;
            case "rocksdb" -> ROCKSDB;
            case "mixed" -> MIXED;
            default -> throw new ParameterException("--storage must be file, rocksdb or mixed, not '" + name + "'");
        };
    }

    /** Whether a broker does, by its number in a run. */
    boolean isInRocksDb(int number, long seed) {
        return switch (this) {
            case FILE -> false;
            case ROCKSDB -> true;
            case MIXED -> Math.floorMod(number + seed, 2) == 0;
        };
    }

    /** The faults that can happen to one broker at least: nothing can be put between RocksDB and its files. */
    List<Fault> possible(List<Fault> faults) {
        return this == ROCKSDB
                ? faults.stream().filter(fault -> !fault.isBelowStorage()).toList()
                : faults;
    }

    /** What cannot happen to some brokers, for people; empty when all can happen to all. */
    String limits() {
        return switch (this) {
            case FILE -> "";
            case ROCKSDB -> "all in RocksDB, whose disks lose no power and are not full, slow or failing";
            case MIXED -> "power is lost, and disks are full, slow or failing, on brokers with storage=file alone";
        };
    }
}
