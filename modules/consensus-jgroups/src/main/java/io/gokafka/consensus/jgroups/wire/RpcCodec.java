package io.gokafka.consensus.jgroups.wire;

import io.gokafka.api.BrokerId;
import io.gokafka.consensus.jgroups.rules.Canvassing.Kind;
import io.gokafka.consensus.jgroups.rules.Canvassing.Verdict;
import io.gokafka.consensus.jgroups.rules.LogEnd;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@link Rpc} as bytes: a version, a type, the fields. */
public final class RpcCodec {
    private static final int VERSION = 2;
    /** Their places in these lists are on the wire: add at the end only. */
    private static final List<Kind> KINDS = List.of(Kind.PROBE, Kind.VOTE, Kind.FIRST_VOTE);

    private static final List<Verdict> VERDICTS = List.of(Verdict.GRANTED, Verdict.LED, Verdict.STALE, Verdict.BLANK);
    private static final int MAX_VOTERS = 1000;

    private RpcCodec() {}

    /** Encodes. */
    public static byte[] encode(Rpc rpc) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(64);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(VERSION);
            write(rpc, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // not from a byte array
        }
        return bytes.toByteArray();
    }

    /**
     * Decodes.
     *
     * @throws IOException when the bytes are no message of this version
     */
    public static Rpc decode(byte[] bytes) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
        int version = in.readUnsignedByte();
        if (version != VERSION) {
            throw new IOException("consensus message of version " + version + ": only " + VERSION + " is spoken here");
        }
        try {
            return read(in);
        } catch (IllegalArgumentException e) {
            throw new IOException("malformed consensus message", e);
        }
    }

    private static void write(Rpc rpc, DataOutputStream out) throws IOException {
        switch (rpc) {
            case Rpc.Append m -> {
                start(out, 1, m.term(), m.seq(), m.prevIndex(), m.prevTerm(), m.commit());
                out.writeLong(m.count());
                out.writeBoolean(m.reply());
            }
            case Rpc.Ack m -> {
                start(out, 2, m.term(), m.seq(), m.match());
                out.writeBoolean(m.voting());
            }
            case Rpc.Nack m -> start(out, 3, m.term(), m.seq(), m.tryAt());
            case Rpc.Install m -> writeInstall(m, out);
            case Rpc.InstallAck m -> start(out, 5, m.term(), m.seq(), m.received());
            case Rpc.Canvass m -> start(out, 6, m.term(), KINDS.indexOf(m.kind()));
            case Rpc.Ballot m -> {
                start(out, 7, m.term(), m.asked(), m.end().term(), m.end().index());
                out.writeByte(KINDS.indexOf(m.kind()));
                out.writeByte(VERDICTS.indexOf(m.verdict()));
                writeBrokers(m.voters(), out);
                writeBroker(m.leader(), out);
            }
            case Rpc.Elected m -> start(out, 8, m.term());
            case Rpc.Ask m -> start(out, 9, m.term());
            case Rpc.Hint m -> {
                start(out, 10, m.term());
                writeBroker(m.leader(), out);
            }
            case Rpc.Resign m -> {
                start(out, 11, m.term());
                out.writeBoolean(m.leaves());
            }
        }
    }

    private static Rpc read(DataInputStream in) throws IOException {
        int type = in.readUnsignedByte();
        long term = in.readLong();
        return switch (type) {
            case 1 -> readAppend(term, in);
            case 2 -> new Rpc.Ack(term, in.readLong(), in.readLong(), in.readBoolean());
            case 3 -> new Rpc.Nack(term, in.readLong(), in.readLong());
            case 4 -> readInstall(term, in);
            case 5 -> new Rpc.InstallAck(term, in.readLong(), (int) in.readLong());
            case 6 -> new Rpc.Canvass(term, constant(KINDS, (int) in.readLong()));
            case 7 -> readBallot(term, in);
            case 8 -> new Rpc.Elected(term);
            case 9 -> new Rpc.Ask(term);
            case 10 -> new Rpc.Hint(term, readBroker(in));
            case 11 -> new Rpc.Resign(term, in.readBoolean());
            default -> throw new IOException("consensus message type " + type + " is unknown");
        };
    }

    private static Rpc readAppend(long term, DataInputStream in) throws IOException {
        long seq = in.readLong();
        long prevIndex = in.readLong();
        long prevTerm = in.readLong();
        long commit = in.readLong();
        return new Rpc.Append(term, seq, prevIndex, prevTerm, in.readLong(), commit, in.readBoolean());
    }

    private static Rpc readBallot(long term, DataInputStream in) throws IOException {
        long asked = in.readLong();
        LogEnd end = new LogEnd(in.readLong(), in.readLong());
        Kind kind = constant(KINDS, in.readUnsignedByte());
        Verdict verdict = constant(VERDICTS, in.readUnsignedByte());
        return new Rpc.Ballot(term, asked, kind, verdict, end, readBrokers(in), readBroker(in));
    }

    private static void writeInstall(Rpc.Install m, DataOutputStream out) throws IOException {
        Rpc.Install.Head h = m.head();
        start(out, 4, m.term(), m.seq(), h.firstIndex(), h.startOffset(), h.previousTerm());
        longs(out, h.index(), h.snapshotTerm(), h.offset());
        out.writeInt(h.total());
        out.writeInt(m.position());
        writeBrokers(h.voters(), out);
    }

    private static Rpc readInstall(long term, DataInputStream in) throws IOException {
        long seq = in.readLong();
        long[] at = new long[6];
        for (int i = 0; i < at.length; i++) {
            at[i] = in.readLong();
        }
        int total = in.readInt();
        int position = in.readInt();
        if (total < 0 || position < 0 || position > total) {
            throw new IOException("malformed consensus message: snapshot of " + total + " bytes");
        }
        List<BrokerId> voters = readBrokers(in);
        return new Rpc.Install(
                term, seq, new Rpc.Install.Head(at[0], at[1], at[2], at[3], at[4], at[5], voters, total), position);
    }

    private static void start(DataOutputStream out, int type, long... fields) throws IOException {
        out.writeByte(type);
        longs(out, fields);
    }

    private static void longs(DataOutputStream out, long... fields) throws IOException {
        for (long field : fields) {
            out.writeLong(field);
        }
    }

    private static void writeBrokers(List<BrokerId> brokers, DataOutputStream out) throws IOException {
        out.writeInt(brokers.size());
        for (BrokerId broker : brokers) {
            out.writeUTF(broker.value());
        }
    }

    private static List<BrokerId> readBrokers(DataInputStream in) throws IOException {
        int count = in.readInt();
        if (count < 0 || count > MAX_VOTERS) {
            throw new IOException("malformed consensus message: " + count + " voters");
        }
        List<BrokerId> brokers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            brokers.add(new BrokerId(in.readUTF()));
        }
        return List.copyOf(brokers);
    }

    private static void writeBroker(Optional<BrokerId> broker, DataOutputStream out) throws IOException {
        out.writeUTF(broker.map(BrokerId::value).orElse(""));
    }

    private static Optional<BrokerId> readBroker(DataInputStream in) throws IOException {
        String value = in.readUTF();
        return value.isEmpty() ? Optional.empty() : Optional.of(new BrokerId(value));
    }

    private static <E> E constant(List<E> constants, int ordinal) throws IOException {
        if (ordinal < 0 || ordinal >= constants.size()) {
            throw new IOException("malformed consensus message: " + ordinal);
        }
        return constants.get(ordinal);
    }
}
