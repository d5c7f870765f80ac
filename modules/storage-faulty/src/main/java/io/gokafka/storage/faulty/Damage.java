package io.gokafka.storage.faulty;

import io.gokafka.api.LogId;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/**
 * Spoils segment files of the {@code file} storage, or the {@code faulty} one, or other files that are named, while no broker runs on
 * them. What is done depends on the files and the seed alone.
 *
 * <p>Each method chooses one file that is not empty, among those that were given, and says what it did.
 *
 * <p>For one thread.
 */
public final class Damage {
    private static final int PAGE = 4096;

    /** Which segments are meant. */
    public enum Segments {
        /** Those that are not written to any more. */
        SEALED,
        /** The last one of a log. */
        ACTIVE,
        /** All. */
        ANY
    }

    private final List<Path> candidates = new ArrayList<>();
    private final Random random;

    private Damage(long seed) {
        this.random = new Random(seed);
    }

    /**
     * Of files of whatever storage.
     *
     * @throws IOException when they cannot be looked at
     */
    public static Damage ofFiles(Collection<Path> files, long seed) throws IOException {
        Damage damage = new Damage(seed);
        damage.candidates.addAll(filled(files.stream().sorted().toList()));
        return damage;
    }

    /**
     * Looks at the files.
     *
     * @param storage the storage's directory: {@code storage} in a broker's data directory
     * @param logs whose segments; one that is not there is passed over
     * @throws IOException when they cannot be read
     */
    public Damage(Path storage, Collection<LogId> logs, Segments segments, long seed) throws IOException {
        this(seed);
        for (LogId log : logs.stream().sorted().toList()) {
            candidates.addAll(segments(storage.resolve(log.value()), segments));
        }
    }

    private static List<Path> segments(Path log, Segments which) throws IOException {
        if (!Files.isDirectory(log)) {
            return List.of();
        }
        List<Path> all;
        try (Stream<Path> files = Files.list(log)) {
            all = files.filter(file -> file.getFileName().toString().endsWith(".log"))
                    .sorted()
                    .toList();
        }
        int sealed = Math.max(0, all.size() - 1);
        List<Path> meant = switch (which) {
            case SEALED -> all.subList(0, sealed);
            case ACTIVE -> all.subList(sealed, all.size());
            case ANY -> all;
        };
        return filled(meant);
    }

    private static List<Path> filled(List<Path> files) throws IOException {
        List<Path> filled = new ArrayList<>();
        for (Path file : files) {
            if (Files.size(file) > 0) {
                filled.add(file);
            }
        }
        return filled;
    }

    /** Whether there is no file that could be damaged: then the methods throw {@link IllegalStateException}. */
    public boolean isImpossible() {
        return candidates.isEmpty();
    }

    private Path choose() {
        if (candidates.isEmpty()) {
            throw new IllegalStateException("there is no file to damage");
        }
        return candidates.get(random.nextInt(candidates.size()));
    }

    /** Flips so many bits of a file, none twice. */
    public String flipBits(int count) throws IOException {
        Path file = choose();
        long[] bits = random.longs(0, Files.size(file) * Byte.SIZE)
                .distinct()
                .limit(Math.min(count, Files.size(file) * Byte.SIZE))
                .sorted()
                .toArray();
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            for (long bit : bits) {
                ByteBuffer one = ByteBuffer.allocate(1);
                channel.read(one, bit / Byte.SIZE);
                one.put(0, (byte) (one.get(0) ^ (1 << (bit % Byte.SIZE))));
                channel.write(one.rewind(), bit / Byte.SIZE);
            }
        }
        return "flipped the bits " + Arrays.toString(bits) + " of " + file;
    }

    /** Cuts so many bytes off a file, or all that it has. */
    public String cut(long bytes) throws IOException {
        Path file = choose();
        long size = Files.size(file);
        long left = Math.max(0, size - bytes);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(left);
        }
        return "cut " + file + " from " + size + " to " + left + " bytes";
    }

    /** Fills 4 KiB of a file, from a multiple of that on and as far as it goes, with zeros. */
    public String zeroPage() throws IOException {
        Path file = choose();
        long size = Files.size(file);
        long from = random.nextLong((size + PAGE - 1) / PAGE) * PAGE;
        ByteBuffer zeros = ByteBuffer.allocate((int) Math.min(PAGE, size - from));
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            while (zeros.hasRemaining()) {
                channel.write(zeros, from + zeros.position());
            }
        }
        return "zeroed " + zeros.limit() + " bytes from " + from + " of " + file;
    }

    /** Deletes a file. */
    public String deleteFile() throws IOException {
        Path file = choose();
        Files.delete(file);
        return "deleted " + file;
    }
}
