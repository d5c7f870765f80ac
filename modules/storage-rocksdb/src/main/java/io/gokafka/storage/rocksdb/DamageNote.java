package io.gokafka.storage.rocksdb;

import io.gokafka.api.storage.CorruptLogException;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Notes beside a database that it was found to be damaged while it was in use. What RocksDB meets as it merges tables it need not meet as it
 * is opened: without the note a start would find nothing, and fail again at the same block. A file for people as well, who may delete it to have the database
 * opened as it is.
 *
 * <p>For one thread at a time.
 */
final class DamageNote {
    private static final System.Logger LOG = System.getLogger(DamageNote.class.getName());
    private static final String NAME = "damaged";

    private DamageNote() {}

    /** Notes it, durably. A disk that does not take the note is no reason to say something else than that there is damage. */
    static void write(Path directory, String what) {
        Path file = directory.resolve(NAME);
        try {
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                ByteBuffer text = StandardCharsets.UTF_8.encode(what + "\n");
                while (text.hasRemaining()) {
                    channel.write(text);
                }
                channel.force(true);
            }
            try (FileChannel names = FileChannel.open(directory)) {
                names.force(true);
            }
        } catch (IOException e) {
            LOG.log(Level.WARNING, "cannot note in {0} that the database is damaged: {1}", file, e);
        }
    }

    /**
     * Checks that there is no note, not even an empty one.
     *
     * @throws CorruptLogException when there is
     */
    static void check(Path directory) {
        Path file = directory.resolve(NAME);
        if (Files.notExists(file)) {
            return;
        }
        try {
            throw new CorruptLogException(
                    "the database in " + directory + " was found to be damaged when it was last in use: "
                            + new String(Files.readAllBytes(file), StandardCharsets.UTF_8).strip() + " (noted in "
                            + file + ")");
        } catch (IOException e) {
            throw Faults.ofReading("cannot read " + file, e);
        }
    }
}
