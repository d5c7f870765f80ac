package io.gokafka.storage.rocksdb;

import io.gokafka.api.storage.CorruptLogException;
import io.gokafka.api.storage.StorageException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32C;

/**
 * Notes after each sync which change was the last that it made durable, so that a start can tell a write-ahead log that was
 * damaged from one that was torn by a crash: a replay that ends before the note has lost what was acknowledged. The note itself
 * is not synced, which costs next to nothing: the one that is found may be old, but what it says was true. After a crash of
 * the process alone it is never old.
 *
 * <p>For one thread at a time.
 */
final class SyncedMark implements AutoCloseable {
    private static final int SIZE = Long.BYTES + Integer.BYTES;

    private final Path path;
    private final RandomAccessFile file;

    private SyncedMark(Path path, RandomAccessFile file) {
        this.path = path;
        this.file = file;
    }

    /** @param path of a file, which is created when it is not there */
    static SyncedMark open(Path path) {
        try {
            // Not a channel: an interrupt would close it.
            return new SyncedMark(path, new RandomAccessFile(path.toFile(), "rw"));
        } catch (IOException e) {
            throw new StorageException("cannot open " + path, e);
        }
    }

    /** Notes that all changes up to one are on disk. */
    void synced(long sequence) throws IOException {
        ByteBuffer note = ByteBuffer.allocate(SIZE).putLong(sequence);
        note.putInt(checksum(note));
        file.seek(0);
        file.write(note.array());
    }

    /**
     * Checks that a database has all that was synced.
     *
     * @param found the last change that was found
     * @throws CorruptLogException when changes are missing that were synced
     */
    static void check(Path path, long found) {
        long synced = read(path);
        if (found < synced) {
            throw new CorruptLogException("the database beside " + path + " ends with change " + found + ", but change "
                    + synced + " had been synced: its write-ahead log is damaged, or files of it are gone");
        }
    }

    /** The change that is noted; 0 when there is no note, or it was torn. */
    private static long read(Path path) {
        if (Files.notExists(path)) {
            return 0;
        }
        try {
            ByteBuffer note = ByteBuffer.wrap(Files.readAllBytes(path));
            return note.remaining() == SIZE && note.getInt(Long.BYTES) == checksum(note) ? note.getLong(0) : 0;
        } catch (IOException e) {
            throw Faults.ofReading("cannot read " + path, e);
        }
    }

    private static int checksum(ByteBuffer note) {
        CRC32C crc = new CRC32C();
        crc.update(note.slice(0, Long.BYTES));
        return (int) crc.getValue();
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException e) {
            throw new StorageException("cannot close " + path, e);
        }
    }
}
