package io.gokafka.consensus.jgroups.stack;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.function.Supplier;
import org.jgroups.Header;
import org.jgroups.conf.ClassConfigurator;

/** Carries an encoded {@link io.gokafka.consensus.jgroups.wire.Rpc}; entries and snapshots are the message's payload. */
public final class RpcHeader extends Header {
    private static final short MAGIC_ID = 4_100;
    private static final int MAX_SIZE = 64 << 10;

    static {
        ClassConfigurator.add(MAGIC_ID, RpcHeader.class);
    }

    private byte[] encoded;

    /** For JGroups, which fills it by {@link #readFrom}. */
    public RpcHeader() {
        this(new byte[0]);
    }

    /** Of encoded bytes, which are not copied. */
    public RpcHeader(byte[] encoded) {
        this.encoded = encoded;
    }

    /** Makes JGroups know the class; must be called before the first message can arrive. */
    static void register() {
        // the static initialiser does it
    }

    /** The bytes, not copied. */
    public byte[] encoded() {
        return encoded;
    }

    @Override
    public short getMagicId() {
        return MAGIC_ID;
    }

    @Override
    public Supplier<? extends Header> create() {
        return RpcHeader::new;
    }

    @Override
    public int serializedSize() {
        return Integer.BYTES + encoded.length;
    }

    @Override
    public void writeTo(DataOutput out) throws IOException {
        out.writeInt(encoded.length);
        out.write(encoded);
    }

    @Override
    public void readFrom(DataInput in) throws IOException {
        int size = in.readInt();
        if (size < 0 || size > MAX_SIZE) {
            throw new IOException("a header of " + size + " bytes");
        }
        encoded = new byte[size];
        in.readFully(encoded);
    }
}
