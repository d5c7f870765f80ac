package io.gokafka.faultydisk;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * What is wrong with a disk at the moment. It can be told by a control file, which is looked at again at most 50 ms later. Its keys
 * are {@code full}, {@code fail-sync}, {@code fail-read}, {@code slow-sync-ms} and {@code slow-write-ms}; one that is absent is off, and so are all
 * when there is no file.
 *
 * @param full whether a write that makes a file longer fails, perhaps with a part of it written, and so does making a file
 * @param failSync whether every sync fails, with nothing of it done
 * @param failRead whether every read of a file's content fails, as that of a bad sector does
 * @param slowSyncMillis how much longer a sync takes, in milliseconds
 * @param slowWriteMillis how much longer a write takes, in milliseconds
 */
public record Faults(boolean full, boolean failSync, boolean failRead, int slowSyncMillis, int slowWriteMillis) {
    /** A disk that is all right. */
    public static final Faults NONE = new Faults(false, false, false, 0, 0);

    private static final String FULL = "full";
    private static final String FAIL_SYNC = "fail-sync";
    private static final String FAIL_READ = "fail-read";
    private static final String SLOW_SYNC = "slow-sync-ms";
    private static final String SLOW_WRITE = "slow-write-ms";

    /** A disk without space. */
    public static Faults whenFull() {
        return new Faults(true, false, false, 0, 0);
    }

    /** A disk that cannot sync. */
    public static Faults whenSyncFails() {
        return new Faults(false, true, false, 0, 0);
    }

    /** A disk that cannot read. */
    public static Faults whenReadFails() {
        return new Faults(false, false, true, 0, 0);
    }

    /** A slow disk. */
    public static Faults whenSlow(int syncMillis, int writeMillis) {
        return new Faults(false, false, false, syncMillis, writeMillis);
    }

    /**
     * The faults as a control file has them at the moment.
     *
     * @throws IOException when it cannot be read
     * @throws IllegalArgumentException when it has an unknown key, or a value that is none
     */
    public static Supplier<Faults> controlledBy(Path control) throws IOException {
        return new FaultControl(control);
    }

    /** Writes the control file, at once as a whole. */
    public void write(Path control) throws IOException {
        Path next = control.resolveSibling(control.getFileName() + ".new");
        Files.writeString(
                next,
                FULL + "=" + full + "\n" + FAIL_SYNC + "=" + failSync + "\n" + FAIL_READ + "=" + failRead
                        + "\n" + SLOW_SYNC + "=" + slowSyncMillis + "\n"
                        + SLOW_WRITE + "=" + slowWriteMillis + "\n");
        Files.move(next, control, StandardCopyOption.ATOMIC_MOVE);
    }

    /**
     * What a control file says.
     *
     * @throws IllegalArgumentException when it has an unknown key, or a value that is none
     */
    static Faults read(Path control) throws IOException {
        Properties properties = new Properties();
        try {
            properties.load(new StringReader(Files.readString(control)));
        } catch (NoSuchFileException e) {
            return NONE;
        }
        Set<String> unknown = new TreeSet<>(properties.stringPropertyNames());
        unknown.removeAll(Set.of(FULL, FAIL_SYNC, FAIL_READ, SLOW_SYNC, SLOW_WRITE));
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException(control + " has unknown keys: " + unknown);
        }
        return new Faults(
                flag(properties, FULL),
                flag(properties, FAIL_SYNC),
                flag(properties, FAIL_READ),
                Integer.parseUnsignedInt(properties.getProperty(SLOW_SYNC, "0").strip()),
                Integer.parseUnsignedInt(properties.getProperty(SLOW_WRITE, "0").strip()));
    }

    private static boolean flag(Properties properties, String key) {
        String text = properties.getProperty(key, "false").strip();
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException(key + "=" + text + " is neither true nor false");
        };
    }
}
