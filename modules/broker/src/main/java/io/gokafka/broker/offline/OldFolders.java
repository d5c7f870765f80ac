package io.gokafka.broker.offline;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The folders with logs beside the one that is the broker's. */
final class OldFolders {
    private final StoppedBroker broker;

    OldFolders(StoppedBroker broker) {
        this.broker = broker;
    }

    /** Removes what conversions have left that were ended and are not gone on with. */
    void removeUnfinished(StorageFolder kept) throws IOException {
        int present = broker.folder().number();
        remove(folder -> folder.number() > present && !folder.equals(kept));
    }

    /** Removes what was the broker's data once. */
    int removeOld() throws IOException {
        int present = broker.folder().number();
        return remove(folder -> folder.number() < present);
    }

    private int remove(Predicate<StorageFolder> which) throws IOException {
        List<Path> folders;
        try (Stream<Path> all = Files.list(broker.path())) {
            folders = all.filter(Files::isDirectory)
                    .filter(path -> StorageFolder.parse(path.getFileName().toString())
                            .filter(which)
                            .isPresent())
                    .toList();
        }
        for (Path folder : folders) {
            Folders.delete(folder);
        }
        return folders.size();
    }
}
