package io.gokafka.distribution;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;

/** The segments of one log of a broker, as they are on disk. */
@NullMarked
final class ReplicaFiles {
    private final Path data;
    private final String log;

    /**
     * Below a data directory.
     *
     * @param log what the log's name begins with
     */
    ReplicaFiles(Path data, String log) {
        this.data = data;
        this.log = log;
    }

    List<Path> segments() throws IOException {
        try (Stream<Path> files = Files.walk(data)) {
            return files.filter(file -> file.toString().contains("/storage/" + log)
                            && !file.toString().contains("~")
                            && file.toString().endsWith(".log"))
                    .sorted()
                    .toList();
        }
    }

    /** In place, under the broker that has the file open. */
    static void flipABit(Path file, long position) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            ByteBuffer one = ByteBuffer.allocate(1);
            channel.read(one, position);
            channel.write(ByteBuffer.wrap(new byte[] {(byte) (one.get(0) ^ 4)}), position);
        }
    }

    /** Of all bytes of the log. */
    String digest() throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (Path segment : segments()) {
            all.write(Files.readAllBytes(segment));
        }
        try {
            return all.size() + " "
                    + HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(all.toByteArray()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
