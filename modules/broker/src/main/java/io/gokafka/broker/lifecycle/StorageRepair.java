package io.gokafka.broker.lifecycle;

import io.gokafka.api.config.ConfigException;
import io.gokafka.api.storage.Storage;
import io.gokafka.api.storage.StorageException;
import io.gokafka.broker.hosting.Repairs;
import io.gokafka.broker.offline.Folders;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Function;

/**
 * Opens the storage. One that is damaged as a whole, as a database that all logs share, is set aside when other brokers have what was in it: its
 * folder is renamed, durably, and the broker goes on with an empty one, as one that has lost its logs. It knows that its cluster has begun, so it
 * neither votes as if it remembered nor begins anything anew, but is fed. (One log that is damaged is for {@link Repairs}.)
 *
 * <p>Not more often than once an hour, which the time of the folder set aside tells: a disk that damages more than that is what needs repair,
 * and what was set aside first is worth more than what came after it.
 *
 * <p>Threading: for the thread that starts the broker.
 */
final class StorageRepair {
    static final Duration WITHIN = Duration.ofHours(1);

    private static final System.Logger LOG = System.getLogger(StorageRepair.class.getName());

    private final DataDirectory directory;
    private final Identity identity;
    private final InstantSource clock;

    StorageRepair(DataDirectory directory, Identity identity, InstantSource clock) {
        this.directory = directory;
        this.identity = identity;
        this.clock = clock;
    }

    /**
     * Opens the storage, or an empty one in the place of one that is damaged.
     *
     * @param opening opens the storage in a folder
     * @throws ConfigException when it is damaged and cannot be replaced; it is left as it is then
     * @throws StorageException when it cannot be opened for another reason
     */
    Storage open(Function<Path, Storage> opening) {
        Path folder = directory.storageFolder();
        try {
            return opening.apply(folder);
        } catch (StorageException e) {
            if (!Repairs.isDamage(e)) {
                throw e;
            }
            setAside(folder, e);
            return opening.apply(directory.storageFolder());
        }
    }

    private void setAside(Path folder, StorageException damage) {
        String found = "the storage in " + folder + " is damaged: " + damage.getMessage();
        if (!isWithOthers()) {
            throw new ConfigException(
                    found + "; no other broker has what was in it, so it is left as it is: see what is"
                            + " damaged by 'gokafka storage verify " + directory.path()
                            + "', and put back a copy of that directory."
                            + " Without one, another, empty --data-dir begins a new cluster, with nothing in it");
        }
        try {
            Path real = folder.toRealPath();
            Path aside = Folders.asideOf(folder);
            checkTime(aside, found);
            move(real, aside);
            LOG.log(
                    Level.ERROR,
                    found + "; all of it is set aside (kept in " + aside + "), and this broker gets everything from the"
                            + " others, as one that has lost its disk. It goes when all partitions here have been in sync"
                            + " again for a day, or the disk is full");
        } catch (IOException e) {
            throw new ConfigException(found + "; it cannot be set aside, so that this broker gets everything from the"
                    + " others (" + e + "): move all that is in " + folder + " elsewhere, and start again");
        }
    }

    private boolean isWithOthers() {
        return identity.begun()
                && identity.metadataVoters().stream().anyMatch(voter -> !voter.equals(identity.broker()));
    }

    private void checkTime(Path aside, String found) throws IOException {
        if (!Files.exists(aside)) {
            return;
        }
        Instant last = Files.getLastModifiedTime(aside).toInstant();
        if (last.isAfter(clock.instant().minus(WITHIN))) {
            throw new ConfigException(
                    found + "; it was set aside for damage less than an hour ago (" + aside + ", " + last
                            + "), so it is left as it is: look after the disk, then move " + aside
                            + " elsewhere, and start again");
        }
    }

    private void move(Path folder, Path aside) throws IOException {
        deleteOlder(aside);
        Files.setLastModifiedTime(folder, FileTime.from(clock.instant())); // a rename leaves it as it is
        Files.move(folder, aside, StandardCopyOption.ATOMIC_MOVE);
        OwnerOnly.createDirectories(folder);
        // Before anything is stored in the new one: else it could be the old one again after a power failure.
        IdentityFile.syncDirectory(folder.resolveSibling("."));
    }

    /** Under another name: were this cut short, the next start would take what is left for what was set aside just now. */
    private static void deleteOlder(Path aside) throws IOException {
        Path old = aside.resolveSibling(aside.getFileName() + ".old");
        if (Files.exists(old)) {
            Folders.delete(old);
        }
        if (Files.exists(aside)) {
            Files.move(aside, old, StandardCopyOption.ATOMIC_MOVE);
            Folders.delete(old);
        }
    }
}
