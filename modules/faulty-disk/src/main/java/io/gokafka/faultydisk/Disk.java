package io.gokafka.faultydisk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.CopyOption;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * All that changes files, and what is in the way of reading them. The methods do what those of {@link FileChannel} and {@link Files} do; paths are real ones.
 *
 * <p>Safe for use by several threads.
 */
interface Disk {
    /** An open file or directory of the disk. */
    interface OpenFile {
        /** The real channel, open for reading at least. */
        FileChannel channel();
    }

    /** Makes a new name. */
    interface Creation {
        void run() throws IOException;
    }

    /** A file that was just opened. */
    OpenFile file(Path path, FileChannel channel) throws IOException;

    /** Called before a file is read; throws when it cannot be. */
    void checkReadable(OpenFile file) throws IOException;

    /** Writes at a position, not necessarily all. */
    int write(OpenFile file, ByteBuffer source, long position) throws IOException;

    void truncate(OpenFile file, long size) throws IOException;

    void force(OpenFile file, boolean metaData) throws IOException;

    /** Makes a file or directory that must not be there yet. */
    void create(Path path, Creation creation) throws IOException;

    void delete(Path path) throws IOException;

    void rename(Path from, Path to, CopyOption... options) throws IOException;
}
