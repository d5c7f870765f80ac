package io.gokafka.faultydisk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Makes a file's content what the disk could hold. What is pending of one file is in memory meanwhile. */
final class ContentRollback implements AutoCloseable {
    private final FileChannel channel;
    private final List<Change.OfContent> changes;
    private final long[] sizes;
    private final byte[][] written;

    private ContentRollback(FileChannel channel, List<Change.OfContent> changes) {
        this.channel = channel;
        this.changes = changes;
        this.sizes = new long[changes.size() + 1];
        this.written = new byte[changes.size()][];
    }

    /**
     * Undoes the changes, and makes again what is chosen.
     *
     * @param random chooses; when empty, all is lost
     * @return what was done, for people
     */
    static String apply(Path file, List<Change.OfContent> changes, Optional<Random> random) throws IOException {
        try (ContentRollback rollback = new ContentRollback(
                FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE), changes)) {
            rollback.undo();
            Versions versions = random.map(r -> Versions.choose(changes, rollback.sizes, r))
                    .orElseGet(() -> Versions.at(0, rollback.sizes));
            rollback.redo(versions);
            return "of " + changes.size() + " changes of " + file.getFileName() + ": " + versions.description();
        }
    }

    private void undo() throws IOException {
        sizes[changes.size()] = channel.size();
        for (int i = changes.size() - 1; i >= 0; i--) {
            Change.OfContent change = changes.get(i);
            if (change instanceof Change.Write write) {
                long end = Math.min(write.position() + write.length(), channel.size());
                written[i] = JournaledDisk.bytes(channel, write.position(), end);
                channel.truncate(Math.min(channel.size(), write.oldSize()));
            } else {
                written[i] = new byte[Math.toIntExact(change.oldSize() - change.position())];
            }
            write(ByteBuffer.wrap(change.old()), change.position());
            sizes[i] = channel.size();
        }
    }

    private void redo(Versions versions) throws IOException {
        for (int i = 0; i < changes.size(); i++) {
            redo(i + 1, changes.get(i).position(), ByteBuffer.wrap(written[i]), versions);
        }
        if (channel.size() > versions.size()) {
            channel.truncate(versions.size());
        } else if (channel.size() < versions.size()) {
            write(ByteBuffer.allocate(1), versions.size() - 1);
        }
    }

    /** Writes the sectors that are on disk as of the moment after a change, or later. */
    private void redo(int moment, long position, ByteBuffer bytes, Versions versions) throws IOException {
        while (bytes.hasRemaining()) {
            long at = position + bytes.position();
            long sector = at / Versions.SECTOR;
            int length = (int) Math.min(bytes.remaining(), (sector + 1) * Versions.SECTOR - at);
            if (versions.ofSector().moment(sector) >= moment) {
                write(bytes.slice(bytes.position(), length), at);
            }
            bytes.position(bytes.position() + length);
        }
    }

    private void write(ByteBuffer bytes, long position) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes, position + bytes.position());
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
