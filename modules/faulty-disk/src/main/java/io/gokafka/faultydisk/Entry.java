package io.gokafka.faultydisk;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/** What a journal's file consists of, and its form: a length, a letter, the fields. */
sealed interface Entry {
    /** A change is about to be made. */
    record Made(Change change) implements Entry {}

    /** The last change of its directory was not made after all. */
    record Cancelled(long node, long serial) implements Entry {}

    /** The changes of a node up to a serial number are on disk. */
    record Durable(long node, long serial) implements Entry {}

    /** A force of a node failed that would have made its changes up to a serial number durable. */
    record Failed(long node, long serial) implements Entry {}

    /** The entry as bytes, its length first. */
    default byte[] encode() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(0);
            switch (this) {
                case Made(Change change) -> encode(out, change);
                case Cancelled(long node, long serial) -> fields(out, 'X', serial, node);
                case Durable(long node, long serial) -> fields(out, 'S', serial, node);
                case Failed(long node, long serial) -> fields(out, 'F', serial, node);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot be written", e);
        }
        byte[] encoded = bytes.toByteArray();
        int length = encoded.length - Integer.BYTES;
        for (int i = 0; i < Integer.BYTES; i++) {
            encoded[i] = (byte) (length >>> (24 - 8 * i));
        }
        return encoded;
    }

    private static void encode(DataOutputStream out, Change change) throws IOException {
        switch (change) {
            case Change.Write(var serial, var node, var position, var length, var oldSize, var old) -> {
                fields(out, 'W', serial, node, position, length, oldSize);
                bytes(out, old);
            }
            case Change.Truncate(var serial, var node, var position, var oldSize, var old) -> {
                fields(out, 'T', serial, node, position, oldSize);
                bytes(out, old);
            }
            case Change.Create(var serial, var node, var name) -> {
                fields(out, 'C', serial, node);
                out.writeUTF(name);
            }
            case Change.Delete(var serial, var node, var name, var child) -> {
                fields(out, 'D', serial, node, child);
                out.writeUTF(name);
            }
            case Change.Rename(var serial, var node, var from, var to, var child, var replaced) -> {
                fields(out, 'R', serial, node, child, replaced);
                out.writeUTF(from);
                out.writeUTF(to);
            }
        }
    }

    private static void fields(DataOutputStream out, char letter, long... fields) throws IOException {
        out.writeByte(letter);
        for (long field : fields) {
            out.writeLong(field);
        }
    }

    private static void bytes(DataOutputStream out, byte[] bytes) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    /** The next entry; empty at the end, and when the process was killed while it wrote the last. */
    static Optional<Entry> read(DataInputStream in) throws IOException {
        if (in.available() < Integer.BYTES) {
            return Optional.empty();
        }
        int length = in.readInt();
        byte[] body = in.readNBytes(length);
        return body.length < length ? Optional.empty() : Optional.of(decode(body));
    }

    private static Entry decode(byte[] body) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(body));
        char letter = (char) in.readByte();
        long serial = in.readLong();
        long node = in.readLong();
        return switch (letter) {
            case 'X' -> new Cancelled(node, serial);
            case 'S' -> new Durable(node, serial);
            case 'F' -> new Failed(node, serial);
            case 'W' ->
                new Made(new Change.Write(serial, node, in.readLong(), in.readLong(), in.readLong(), bytes(in)));
            case 'T' -> new Made(new Change.Truncate(serial, node, in.readLong(), in.readLong(), bytes(in)));
            case 'C' -> new Made(new Change.Create(serial, node, in.readUTF()));
            case 'D' -> {
                long child = in.readLong();
                yield new Made(new Change.Delete(serial, node, in.readUTF(), child));
            }
            case 'R' -> {
                long child = in.readLong();
                long replaced = in.readLong();
                yield new Made(new Change.Rename(serial, node, in.readUTF(), in.readUTF(), child, replaced));
            }
            default -> throw new IOException("the journal has an entry '" + letter + "'");
        };
    }

    private static byte[] bytes(DataInputStream in) throws IOException {
        return in.readNBytes(in.readInt());
    }
}
