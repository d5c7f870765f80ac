package io.gokafka.faultydisk;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongFunction;

/**
 * Notes the changes that are not durable, and lets go of them as they become so. Its file is written without a sync: it has
 * to outlive a SIGKILL, not the machine.
 *
 * <p>Safe for use by several threads.
 */
final class Journal implements AutoCloseable {
    private static final long SHORTEN_FROM = 4 << 20;

    /** A file or directory. Its lock is held while it is changed, so that a force knows which changes are complete. */
    static final class Node {
        private final long inode;
        private final ReentrantLock lock = new ReentrantLock();
        /** Whether it was deleted for good; guarded by the journal. */
        private boolean gone;

        private Node(long inode) {
            this.inode = inode;
        }

        long inode() {
            return inode;
        }

        ReentrantLock lock() {
            return lock;
        }
    }

    private final JournalFolder folder;
    private final Pending pending;
    private final Map<Long, Node> nodes = new HashMap<>();
    /** A stream, not a channel, which an interrupted thread would close. */
    private FileOutputStream out;

    private long size;
    private long shortenAt = SHORTEN_FROM;
    private long lastSerial;

    private Journal(JournalFolder folder, Pending pending) throws IOException {
        this.folder = folder;
        this.pending = pending;
        this.lastSerial = pending.lastSerial();
        this.out = new FileOutputStream(folder.changes().toFile(), true);
        this.size = Files.size(folder.changes());
    }

    /** Opens the journal of a directory, and goes on with what is pending since before a restart. */
    static Journal open(Path directory, Path root) throws IOException {
        JournalFolder folder = new JournalFolder(directory);
        folder.prepare(root);
        Pending pending = folder.load();
        folder.rewrite(pending.entries());
        Set<Long> known = new HashSet<>();
        pending.directories().forEach(node -> pending.of(node).forEach(change -> known.add(change.serial())));
        for (long serial : folder.keptSerials()) {
            if (!known.contains(serial)) {
                JournalFolder.deleteTree(folder.kept(serial));
            }
        }
        return new Journal(folder, pending);
    }

    synchronized Node node(long inode) {
        return nodes.computeIfAbsent(inode, Node::new);
    }

    /** Notes a change that is about to be made; its node's lock is held. Returns its serial number. */
    synchronized long made(Node node, LongFunction<Change> change) throws IOException {
        long serial = ++lastSerial;
        if (!node.gone) {
            apply(new Entry.Made(change.apply(serial)));
        }
        return serial;
    }

    /** The change of names that was noted last was not made; its node's lock is held. */
    synchronized void cancelled(Node node, long serial) throws IOException {
        apply(new Entry.Cancelled(node.inode(), serial));
        Files.deleteIfExists(folder.kept(serial));
    }

    /** The serial number of the last change of a node, 0 when nothing is pending; its node's lock is held. */
    synchronized long lastOf(Node node) {
        return node.gone ? 0 : pending.lastOf(node.inode());
    }

    /** A node's changes up to a serial number are on disk. */
    synchronized void durable(Node node, long serial) throws IOException {
        if (serial > 0 && !node.gone) {
            apply(new Entry.Durable(node.inode(), serial));
        }
    }

    /** A node's changes up to a serial number were to be made durable, which failed. */
    synchronized void failed(Node node, long serial) throws IOException {
        if (serial > 0 && !node.gone) {
            apply(new Entry.Failed(node.inode(), serial));
        }
    }

    Path kept(long serial) {
        return folder.kept(serial);
    }

    private void apply(Entry entry) throws IOException {
        byte[] bytes = entry.encode();
        out.write(bytes);
        size += bytes.length;
        for (long serial : pending.apply(entry)) {
            removeKept(serial);
        }
        if (size > SHORTEN_FROM && pending.isEmpty()) {
            out.getChannel().truncate(0);
            size = 0;
        } else if (size > shortenAt) {
            shorten();
        }
    }

    /** The inode may be used again for another file from now on. */
    private void removeKept(long serial) throws IOException {
        Path kept = folder.kept(serial);
        if (Files.exists(kept)) {
            Node node = nodes.remove(Inodes.of(kept));
            if (node != null) {
                node.gone = true;
            }
            Files.delete(kept);
        }
    }

    private void shorten() throws IOException {
        List<Entry> entries = pending.entries();
        folder.rewrite(entries);
        out.close();
        out = new FileOutputStream(folder.changes().toFile(), true);
        size = Files.size(folder.changes());
        shortenAt = Math.max(SHORTEN_FROM, 2 * size);
    }

    @Override
    public synchronized void close() throws IOException {
        out.close();
    }
}
