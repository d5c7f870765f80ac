package io.gokafka.faultydisk;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The files of a journal: {@code root} says whose data directory it is for, {@code changes} has the entries, and {@code kept}
 * what was deleted or replaced, by serial number.
 */
record JournalFolder(Path path) {
    Path changes() {
        return path.resolve("changes");
    }

    Path keptFolder() {
        return path.resolve("kept");
    }

    Path kept(long serial) {
        return keptFolder().resolve(Long.toString(serial));
    }

    private Path rootFile() {
        return path.resolve("root");
    }

    /** Makes the folder one for a directory: empty, unless it was for the same one before. */
    void prepare(Path root) throws IOException {
        Files.createDirectories(keptFolder());
        if (!Files.getFileStore(path).equals(Files.getFileStore(root))) {
            throw new IOException("the journal " + path + " must be on the file system of " + root);
        }
        if (!Files.exists(rootFile()) || !Files.readAllLines(rootFile()).equals(identity(root))) {
            clear();
            Files.write(rootFile(), identity(root));
        }
    }

    /** A directory that was deleted and made again is another one. */
    private static List<String> identity(Path root) throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(root, BasicFileAttributes.class);
        return List.of(
                root.toString(),
                Long.toString(Inodes.of(root)),
                attributes.creationTime().toString());
    }

    /** The directory that the journal is for. */
    Path root() throws IOException {
        List<String> lines = Files.readAllLines(rootFile());
        Path root = Path.of(lines.getFirst());
        if (!lines.equals(identity(root))) {
            throw new IOException("the journal " + path + " is for another directory than the present " + root);
        }
        return root;
    }

    /** What is pending, as far as it was written. */
    Pending load() throws IOException {
        Pending pending = new Pending();
        if (Files.exists(changes())) {
            try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(changes())))) {
                for (Optional<Entry> entry = Entry.read(in); entry.isPresent(); entry = Entry.read(in)) {
                    pending.apply(entry.get());
                }
            }
        }
        return pending;
    }

    /** Replaces the entries. */
    void rewrite(List<Entry> entries) throws IOException {
        Path next = path.resolve("changes.new");
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(next))) {
            for (Entry entry : entries) {
                out.write(entry.encode());
            }
        }
        Files.move(next, changes(), StandardCopyOption.ATOMIC_MOVE);
    }

    /** The serial numbers under which something is kept. */
    List<Long> keptSerials() throws IOException {
        try (Stream<Path> files = Files.list(keptFolder())) {
            return files.map(file -> Long.valueOf(file.getFileName().toString()))
                    .toList();
        }
    }

    /** Nothing is pending any more. */
    void clear() throws IOException {
        rewrite(List.of());
        for (long serial : keptSerials()) {
            deleteTree(kept(serial));
        }
    }

    static void deleteTree(Path path) throws IOException {
        List<Path> all = new ArrayList<>();
        try (Stream<Path> tree = Files.walk(path)) {
            tree.sorted(Comparator.reverseOrder()).forEach(all::add);
        }
        for (Path each : all) {
            Files.delete(each);
        }
    }
}
