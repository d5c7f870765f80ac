package io.gokafka.broker.lifecycle;

import io.gokafka.api.BrokerId;
import io.gokafka.api.config.ConfigException;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A broker's data directory: it belongs to one broker of one cluster, and one process at a time may have it.
 *
 * <p>Lifecycle: from {@link #open} to {@link #close}; the lock ends with the process whatever happens.
 */
public final class DataDirectory implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(DataDirectory.class.getName());
    private static final String LOCK_FILE = ".lock";
    private static final String IDENTITY_FILE = "broker.properties";
    private static final int UUID_LENGTH = 36;

    private final Path path;
    private final @Nullable FileChannel lockChannel;
    private final @Nullable FileLock lock;
    private final UUID directoryId;
    private @Nullable Identity identity;

    private DataDirectory(
            Path path,
            @Nullable FileChannel lockChannel,
            @Nullable FileLock lock,
            UUID directoryId,
            @Nullable Identity identity) {
        this.path = path;
        this.lockChannel = lockChannel;
        this.lock = lock;
        this.directoryId = directoryId;
        this.identity = identity;
    }

    /**
     * Locks the directory, creating it when it is missing.
     *
     * @throws ConfigException when another process has it, it belongs to another broker, or it cannot be used
     */
    public static DataDirectory open(Path path, BrokerId broker) {
        FileChannel channel = null;
        try {
            OwnerOnly.createDirectories(path);
            channel = OwnerOnly.open(
                    path.resolve(LOCK_FILE),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.READ,
                    StandardOpenOption.WRITE);
            FileLock lock = tryLock(channel);
            if (lock == null) {
                throw inUse(path, "stop that one, or give this one another --data-dir");
            }
            OwnerOnly.tighten(path.resolve(LOCK_FILE));
            Identity identity = IdentityFile.read(path.resolve(IDENTITY_FILE)).orElse(null);
            checkOwner(path, broker, identity);
            return new DataDirectory(path, channel, lock, directoryId(channel, identity), identity);
        } catch (IOException e) {
            closeQuietly(channel);
            throw new ConfigException("data directory " + path.toAbsolutePath().normalize() + " cannot be used: " + e);
        } catch (ConfigException e) {
            closeQuietly(channel);
            throw e;
        }
    }

    /**
     * Locks the directory of a broker that does not run. Nothing is created or changed, unless to change it is asked for.
     *
     * @param toChange whether nobody else may use it meanwhile; else others may read as well, and a disk that takes no writes will do
     * @throws ConfigException when a broker runs on it, somebody else changes it, or it is no broker's data directory
     */
    public static DataDirectory openStopped(Path path, boolean toChange) {
        FileChannel channel = null;
        try {
            Identity identity = IdentityFile.read(path.resolve(IDENTITY_FILE)).orElseThrow(() -> noneOfOurs(path));
            channel = openLock(path.resolve(LOCK_FILE), toChange);
            FileLock lock = channel == null ? null : tryLock(channel, !toChange);
            if (channel != null && lock == null) {
                throw inUse(path, "stop it first");
            }
            return new DataDirectory(path, channel, lock, identity.directory(), identity);
        } catch (IOException e) {
            closeQuietly(channel);
            throw new ConfigException("data directory " + path.toAbsolutePath().normalize() + " cannot be used: " + e);
        } catch (ConfigException e) {
            closeQuietly(channel);
            throw e;
        }
    }

    /** A copy of a data directory may come without a lock: then no broker has ever run on it. */
    private static @Nullable FileChannel openLock(Path file, boolean toChange) throws IOException {
        if (toChange) {
            return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        }
        return Files.exists(file) ? FileChannel.open(file, StandardOpenOption.READ) : null;
    }

    private static ConfigException noneOfOurs(Path path) {
        Path absolute = path.toAbsolutePath().normalize();
        Path parent = absolute.getParent();
        if (!Files.isDirectory(path)) {
            return new ConfigException("there is no folder " + absolute);
        }
        String hint = parent != null && Files.exists(parent.resolve(IDENTITY_FILE)) ? ", as " + parent : "";
        return new ConfigException(absolute + " is no data directory of a broker: it has no " + IDENTITY_FILE
                + "; give the folder that a broker's data-dir names" + hint);
    }

    private static ConfigException inUse(Path path, String advice) {
        return new ConfigException(
                "data directory " + path.toAbsolutePath().normalize() + " is in use by a running broker: " + advice);
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        return tryLock(channel, false);
    }

    private static @Nullable FileLock tryLock(FileChannel channel, boolean shared) throws IOException {
        try {
            return channel.tryLock(0, Long.MAX_VALUE, shared);
        } catch (OverlappingFileLockException e) {
            return null; // another broker of this very process has it
        }
    }

    private static void checkOwner(Path path, BrokerId broker, @Nullable Identity identity) {
        if (identity != null && !identity.broker().equals(broker)) {
            throw new ConfigException("data directory " + path.toAbsolutePath().normalize() + " belongs to broker '"
                    + identity.broker() + "', not '" + broker + "': use --id " + identity.broker()
                    + ", or another --data-dir");
        }
    }

    /**
     * The directory's own id stands in the lock file before any cluster is asked, so that a broker which dies while it joins is known
     * again by the cluster.
     */
    private static UUID directoryId(FileChannel channel, @Nullable Identity identity) throws IOException {
        if (identity != null) {
            return identity.directory();
        }
        ByteBuffer text = ByteBuffer.allocate(UUID_LENGTH);
        channel.read(text, 0);
        try {
            return UUID.fromString(new String(text.array(), 0, text.position(), StandardCharsets.US_ASCII));
        } catch (IllegalArgumentException e) {
            UUID id = UUID.randomUUID(); // a new directory, or one whose making was cut short
            channel.write(ByteBuffer.wrap(id.toString().getBytes(StandardCharsets.US_ASCII)), 0);
            channel.force(true);
            return id;
        }
    }

    /** Identifies the directory, for as long as it exists. */
    public UUID directoryId() {
        return directoryId;
    }

    /** Who the directory belongs to; empty when it is new. */
    public Optional<Identity> identity() {
        return Optional.ofNullable(identity);
    }

    /** Makes the directory a broker's, or notes what has changed; durable when it returns. */
    public void store(Identity newIdentity) {
        if (!newIdentity.equals(identity)) {
            IdentityFile.write(path.resolve(IDENTITY_FILE), newIdentity);
            identity = newIdentity;
        }
    }

    /** Where it is. */
    public Path path() {
        return path;
    }

    /**
     * The folder that the storage has to itself. Nobody else can look into it, whatever files the storage makes there; one that is
     * there already and is open to others is closed to them.
     */
    public Path storageFolder() {
        Identity known = identity;
        Path folder = path.resolve(known == null ? Identity.FIRST_FOLDER : known.storageFolder());
        try {
            OwnerOnly.createDirectories(folder);
            if (OwnerOnly.tighten(folder)) {
                LOG.log(Level.WARNING, "others could look into {0}; they cannot any more", folder);
            }
            return folder;
        } catch (IOException e) {
            throw new ConfigException("data directory " + path.toAbsolutePath().normalize() + " cannot be used: " + e);
        }
    }

    @Override
    public void close() {
        try {
            if (lock != null) {
                lock.release();
            }
        } catch (IOException e) {
            // the lock ends with its channel
        }
        closeQuietly(lockChannel);
    }

    private static void closeQuietly(@Nullable FileChannel channel) {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            // nothing was written through it
        }
    }
}
