package io.gokafka.faultydisk;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A directory of the default file system, on a disk that has faults: whoever is given {@link #root()} instead of the directory, and
 * does all that it does through {@link java.nio.file.Files} and {@link java.nio.channels.FileChannel}, works on it.
 *
 * <p><b>Lifecycle.</b> From {@link #open} to {@link #close}; a directory is open at most once at a time. Closing stands for the end
 * of the process, an orderly one or not: it syncs nothing, and what is pending stays so.
 *
 * <p><b>Threading.</b> For any number of threads.
 */
public final class FaultyDisk implements AutoCloseable {
    /**
     * What a disk is like.
     *
     * @param journal folder for what a power loss would undo, outside of the directory but on its file system, made when it is
     *     missing; without it, {@link PowerLoss} is not possible
     * @param faults what is wrong with the disk, asked at each operation
     * @param syncs whether a force takes the time of the real disk; if not, only the journal knows what is durable, which makes
     *     thousands of crashes quick
     * @param steps told of each moment at which a process may be killed; needs a journal
     */
    public record Options(Optional<Path> journal, Supplier<Faults> faults, boolean syncs, Steps steps) {
        /** A disk that is all right. */
        public static final Options NONE = new Options(Optional.empty(), () -> Faults.NONE, true, () -> {
            // Nobody waits for a step.
        });

        /** With a folder for what a power loss would undo. */
        public Options withJournal(Path folder) {
            return new Options(Optional.of(folder), faults, syncs, steps);
        }

        /** With what is wrong, which may change. */
        public Options withFaults(Supplier<Faults> wrong) {
            return new Options(journal, wrong, syncs, steps);
        }

        /** Without waiting for the real disk. */
        public Options withoutSyncs() {
            return new Options(journal, faults, false, steps);
        }

        /** With somebody who is told of the steps. */
        public Options withSteps(Steps told) {
            return new Options(journal, faults, syncs, told);
        }
    }

    private final Path root;
    private final Optional<Journal> journal;

    private FaultyDisk(Path root, Optional<Journal> journal) {
        this.root = root;
        this.journal = journal;
    }

    /**
     * Opens the disk, going on with what is pending in its journal.
     *
     * @param directory an existing directory of the default file system
     * @throws IOException when the directory or the journal cannot be used
     */
    public static FaultyDisk open(Path directory, Options options) throws IOException {
        return open(directory, options.syncs() ? new PlainDisk() : new UnsyncedDisk(), options);
    }

    static FaultyDisk open(Path directory, Disk plain, Options options) throws IOException {
        Path real = directory.toRealPath();
        Disk broken = new BrokenDisk(plain, options.faults());
        if (options.journal().isEmpty()) {
            return new FaultyDisk(new FaultyFileSystem(broken).path(real), Optional.empty());
        }
        Journal journal = Journal.open(options.journal().get(), real);
        Disk journaled = new JournaledDisk(broken, journal, options.steps());
        return new FaultyDisk(new FaultyFileSystem(journaled).path(real), Optional.of(journal));
    }

    /** The directory, on this disk. */
    public Path root() {
        return root;
    }

    @Override
    public void close() throws IOException {
        if (journal.isPresent()) {
            journal.get().close();
        }
    }
}
