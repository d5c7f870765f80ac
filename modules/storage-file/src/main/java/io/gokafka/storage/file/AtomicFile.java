package io.gokafka.storage.file;

import io.gokafka.api.storage.CorruptLogException;
import io.gokafka.api.storage.StorageException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/**
 * A small file that is replaced as a whole: written beside, synced, renamed over the old one, the directory synced. After a
 * crash the old or the new content is there.
 *
 * @param directory where it is; exists
 * @param name its file name
 * @param magic what the file is, as its first four bytes
 */
record AtomicFile(Path directory, String name, int magic) {
    private static final String TEMPORARY = ".tmp";

    Path path() {
        return directory.resolve(name);
    }

    static boolean isTemporary(String fileName) {
        return fileName.endsWith(TEMPORARY);
    }

    /**
     * The content, or empty when the file was never written.
     *
     * @throws CorruptLogException when the file is damaged, or the disk cannot read it
     * @throws StorageException when it cannot be read for another reason
     */
    Optional<ByteBuffer> read() {
        try {
            return Optional.of(Checksummed.content(magic, Files.readAllBytes(path())));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new StorageException("cannot read " + path(), ReadFaults.asDamage(e, path(), 0));
        } catch (IllegalArgumentException e) {
            throw new CorruptLogException(path() + " is damaged: " + e.getMessage());
        }
    }

    /** Replaces the content, durably. */
    void replace(ByteBuffer content) throws IOException {
        Path temporary = directory.resolve(name + TEMPORARY);
        Files.deleteIfExists(temporary);
        DiskFiles.createFile(temporary);
        DiskFiles.writeSynced(temporary, Checksummed.frame(magic, content));
        Files.move(temporary, path(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        DiskFiles.syncDirectory(directory);
    }
}
