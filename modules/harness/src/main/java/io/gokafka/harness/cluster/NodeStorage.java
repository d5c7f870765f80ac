package io.gokafka.harness.cluster;

import java.util.List;

/**
 * What a broker keeps its logs in.
 *
 * @param plugin the name of the storage that reads them while the broker does not run
 * @param settings {@code key=value}, for the broker
 * @param onFaultyDisk whether the files are on a disk that loses power, is full, slow or broken when it is told so
 */
public record NodeStorage(String plugin, List<String> settings, boolean onFaultyDisk) {
    public NodeStorage {
        settings = List.copyOf(settings);
    }
}
