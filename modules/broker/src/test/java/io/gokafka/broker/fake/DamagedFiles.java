package io.gokafka.broker.fake;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;

/** Damages the segments below a folder in place, as a disk does, at what a text in them marks. */
public final class DamagedFiles {
    private record Place(Path file, long position) {}

    private DamagedFiles() {}

    /** One bit of the text. */
    public static void flipABit(Path folder, String text) throws IOException {
        write(find(folder, text), ByteBuffer.wrap(new byte[] {(byte) (text.charAt(0) ^ 1)}));
    }

    /** All from one text up to another in the same file. */
    public static void zero(Path folder, String from, String to) throws IOException {
        Place begin = find(folder, from);
        write(begin, ByteBuffer.allocate((int) (find(folder, to).position() - begin.position())));
    }

    /** The rest of the file is lost. */
    public static void cutBefore(Path folder, String text) throws IOException {
        Place place = find(folder, text);
        try (FileChannel channel = FileChannel.open(place.file(), StandardOpenOption.WRITE)) {
            channel.truncate(place.position());
        }
    }

    private static void write(Place place, ByteBuffer bytes) throws IOException {
        try (FileChannel channel = FileChannel.open(place.file(), StandardOpenOption.WRITE)) {
            channel.write(bytes, place.position());
        }
    }

    private static Place find(Path folder, String text) throws IOException {
        try (Stream<Path> tree = Files.walk(folder)) {
            List<Path> segments =
                    tree.filter(file -> file.toString().endsWith(".log")).toList();
            for (Path segment : segments) {
                int at = new String(Files.readAllBytes(segment), StandardCharsets.ISO_8859_1).indexOf(text);
                if (at >= 0) {
                    return new Place(segment, at);
                }
            }
        }
        throw new IOException("nothing below " + folder + " has '" + text + "'");
    }
}
