package io.gokafka.faultydisk;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * A power cut, after the fact: turns the directory of a process that was killed, and worked on a {@link FaultyDisk} with a
 * journal, into what its disk could hold if the machine had lost power instead. The package says what that is.
 *
 * <p>The process must not run. Afterwards the journal is empty, and another can be started again. What is done depends on
 * the seed and on what was pending alone. When the process is killed in the middle, directory and journal are no use any more.
 */
public final class PowerLoss {
    private final JournalFolder folder;
    private final Pending pending;
    private final Optional<Random> random;
    private final List<String> done = new ArrayList<>();

    private PowerLoss(JournalFolder folder, Optional<Random> random) throws IOException {
        this.folder = folder;
        this.pending = folder.load();
        this.random = random;
    }

    /**
     * Loses some of what was not synced, as the seed says.
     *
     * @param journal the folder of the disk's journal
     * @return what was done, a line a file or directory, for people; empty when all was synced
     * @throws IOException when the journal is not that of the present directory, or something cannot be changed
     */
    public static List<String> apply(Path journal, long seed) throws IOException {
        return new PowerLoss(new JournalFolder(journal), Optional.of(new Random(seed))).run();
    }

    /** Loses all that was not synced; otherwise as {@link #apply}. */
    public static List<String> loseAll(Path journal) throws IOException {
        return new PowerLoss(new JournalFolder(journal), Optional.empty()).run();
    }

    /** {@code JOURNAL SEED}, or {@code JOURNAL all} for the loss of all that was not synced; prints what was done. */
    public static void main(String[] args) throws IOException {
        if (args.length != 2) {
            System.err.println("usage: PowerLoss JOURNAL SEED|all");
            System.exit(2);
        }
        Path journal = Path.of(args[0]);
        List<String> done = args[1].equals("all") ? loseAll(journal) : apply(journal, Long.parseLong(args[1]));
        done.forEach(System.out::println);
    }

    private List<String> run() throws IOException {
        Path root = folder.root();
        for (long file : pending.files()) {
            rollBackContent(root, file);
        }
        for (long directory : pending.directories()) {
            rollBackNames(root, directory);
        }
        folder.clear();
        return List.copyOf(done);
    }

    private void rollBackContent(Path root, long file) throws IOException {
        Optional<Path> path = find(root, file);
        if (path.isPresent()) {
            List<Change.OfContent> changes =
                    pending.of(file).stream().map(Change.OfContent.class::cast).toList();
            done.add(ContentRollback.apply(path.get(), changes, random));
        }
    }

    private void rollBackNames(Path root, long directory) throws IOException {
        List<Change> changes = pending.of(directory);
        int kept = random.map(r -> kept(changes.size(), r)).orElse(0);
        Optional<Path> path = find(root, directory);
        // Else the loss of the directory that it was made in has taken it.
        if (path.isPresent()) {
            new NameRollback(folder, path.get()).undo(changes, kept);
            done.add("of " + changes.size() + " changes of names in " + path.get() + ": the first " + kept
                    + " are there");
        }
    }

    private static int kept(int changes, Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> 0;
            case 1 -> changes;
            default -> random.nextInt(changes + 1);
        };
    }

    /** Looked for again each time: each change of names moves files. */
    private Optional<Path> find(Path root, long node) throws IOException {
        return Optional.ofNullable(
                Inodes.below(List.of(folder.keptFolder(), root)).get(node));
    }
}
