package io.gokafka.broker.offline;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of a folder of a data directory that holds logs: {@code storage} at first, {@code storage.2-rocksdb} after a conversion to
 * {@code rocksdb}, and so on. A number is used by the data that has been valid, and by the one conversion that is under way: so a
 * folder with a lower number than that of the valid data is old, one with a higher number is unfinished.
 *
 * @param number from 1
 * @param name the name
 */
record StorageFolder(int number, String name) {
    private static final Pattern LATER = Pattern.compile("storage\\.([0-9]{1,9})-[a-z0-9-]+");

    /** The folder of a name; empty when it is not one for logs. */
    static Optional<StorageFolder> parse(String name) {
        if (name.equals("storage")) {
            return Optional.of(new StorageFolder(1, name));
        }
        Matcher later = LATER.matcher(name);
        return later.matches()
                ? Optional.of(new StorageFolder(Integer.parseInt(later.group(1)), name))
                : Optional.empty();
    }

    StorageFolder next(String storage) {
        return new StorageFolder(number + 1, "storage." + (number + 1) + "-" + storage);
    }
}
