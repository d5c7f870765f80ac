package io.gokafka.faultydisk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * Undoes changes of the names in one directory.
 *
 * @param folder the journal's, which has what was deleted or replaced
 * @param directory where the directory is now
 */
record NameRollback(JournalFolder folder, Path directory) {
    /** Undoes all but the first changes. The last one was perhaps not made. */
    void undo(List<Change> changes, int kept) throws IOException {
        for (int i = changes.size() - 1; i >= kept; i--) {
            switch (changes.get(i)) {
                case Change.Create create -> uncreate(directory.resolve(create.name()));
                case Change.Delete delete -> restore(delete.serial(), directory.resolve(delete.name()));
                case Change.Rename rename -> unrename(rename);
                case Change.OfContent content ->
                    throw new IOException(directory + " has a change of content: " + content);
            }
        }
    }

    private static void uncreate(Path path) throws IOException {
        if (Files.exists(path)) {
            JournalFolder.deleteTree(path);
        }
    }

    private void restore(long serial, Path path) throws IOException {
        if (Files.exists(folder.kept(serial))) {
            Files.move(folder.kept(serial), path, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    private void unrename(Change.Rename rename) throws IOException {
        Path to = directory.resolve(rename.to());
        if (Files.exists(to) && Inodes.of(to) == rename.child()) {
            Files.move(to, directory.resolve(rename.from()), StandardCopyOption.ATOMIC_MOVE);
            restore(rename.serial(), to);
        }
    }
}
