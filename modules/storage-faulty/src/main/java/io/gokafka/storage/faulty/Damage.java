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
 * Spoils segment files of the {@code file} storage, or the {@code faulty} one, while no broker runs on them. What is done depends
 * on the files and the seed alone.
 *
 * <p>Each method chooses one segment that is not empty, among those that were given, and says what it did.
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

    /**
     * Looks at the files.
     *
     * @param storage the storage's directory: {@code storage} in a broker's data directory
     * @param logs whose segments; one that is not there is passed over
     * @throws IOException when they cannot be read
     */
    public Damage(Path storage, Collection<LogId> logs, Segments segments, long seed) throws IOException {
        this.random = new Random(seed);
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
        List<Path> filled = new ArrayList<>();
        for (Path segment : meant) {
            if (Files.size(segment) > 0) {
                filled.add(segment);
            }
        }
        return filled;
    }

    /** Whether there is no segment that could be damaged: then the methods throw {@link IllegalStateException}. */
    public boolean isImpossible() {
        return candidates.isEmpty();
    }

    private Path choose() {
        if (candidates.isEmpty()) {
            throw new IllegalStateException("there is no segment to damage");
        }
        return candidates.get(random.nextInt(candidates.size()));
    }

    /** Flips so many bits of a segment, none twice. */
    public String flipBits(int count) throws IOException {
        Path segment = choose();
        long[] bits = random.longs(0, Files.size(segment) * Byte.SIZE)
                .distinct()
                .limit(Math.min(count, Files.size(segment) * Byte.SIZE))
                .sorted()
                .toArray();
        try (FileChannel channel = FileChannel.open(segment, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            for (long bit : bits) {
                ByteBuffer one = ByteBuffer.allocate(1);
                channel.read(one, bit / Byte.SIZE);
                one.put(0, (byte) (one.get(0) ^ (1 << (bit % Byte.SIZE))));
                channel.write(one.rewind(), bit / Byte.SIZE);
            }
        }
        return "flipped the bits " + Arrays.toString(bits) + " of " + segment;
    }

    /** Cuts so many bytes off a segment, or all that it has. */
    public String cut(long bytes) throws IOException {
        Path segment = choose();
        long size = Files.size(segment);
        long left = Math.max(0, size - bytes);
        try (FileChannel channel = FileChannel.open(segment, StandardOpenOption.WRITE)) {
            channel.truncate(left);
        }
        return "cut " + segment + " from " + size + " to " + left + " bytes";
    }

    /** Fills 4 KiB of a segment, from a multiple of that on and as far as it goes, with zeros. */
    public String zeroPage() throws IOException {
        Path segment = choose();
        long size = Files.size(segment);
        long from = random.nextLong((size + PAGE - 1) / PAGE) * PAGE;
        ByteBuffer zeros = ByteBuffer.allocate((int) Math.min(PAGE, size - from));
        try (FileChannel channel = FileChannel.open(segment, StandardOpenOption.WRITE)) {
            while (zeros.hasRemaining()) {
                channel.write(zeros, from + zeros.position());
            }
        }
        return "zeroed " + zeros.limit() + " bytes from " + from + " of " + segment;
    }

    /** Deletes a segment. */
    public String deleteSegment() throws IOException {
        Path segment = choose();
        Files.delete(segment);
        return "deleted " + segment;
    }
}
