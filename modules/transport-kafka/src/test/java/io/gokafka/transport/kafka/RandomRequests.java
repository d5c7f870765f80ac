package io.gokafka.transport.kafka;

import io.gokafka.transport.kafka.api.Api;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.protocol.types.BoundField;
import org.apache.kafka.common.protocol.types.Schema;
import org.apache.kafka.common.protocol.types.Struct;
import org.apache.kafka.common.protocol.types.TaggedFields;
import org.apache.kafka.common.protocol.types.Type;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.jspecify.annotations.Nullable;

/** Requests of any API that the protocol allows, with values that make sense or not; and what becomes of them on bad lines. */
final class RandomRequests {
    private static final String[] TEXTS = {
        "", KafkaWorld.TOPIC, "group", "consumer", "1", "x".repeat(300), "\uD83D\uDE00"
    };
    private static final long[] NUMBERS = {-1, 0, 1, 2, 5, 100, Long.MAX_VALUE, Long.MIN_VALUE};

    private final Random random;

    RandomRequests(Random random) {
        this.random = random;
    }

    /** A request in a frame. */
    byte[] frame(Api<?> api, short version) {
        Schema schema = api.key().messageType.requestSchemas()[version];
        Struct body = struct(schema);
        int tags = api.key().requestHeaderVersion(version) >= 2 ? 1 : 0;
        ByteBuffer frame = ByteBuffer.allocate(Integer.BYTES + 10 + tags + schema.sizeOf(body));
        frame.putInt(frame.capacity() - Integer.BYTES)
                .putShort(api.key().id)
                .putShort(version)
                .putInt(1)
                .putShort((short) -1);
        frame.position(frame.position() + tags);
        schema.write(frame, body);
        return frame.array();
    }

    /** The request with a bit turned, cut off, with an impossible number in it, or with something behind it. */
    List<byte[]> spoilt(byte[] good) {
        byte[] flipped = good.clone();
        flipped[random.nextInt(8, flipped.length)] ^= (byte) (1 << random.nextInt(8));
        byte[] numbered = good.clone();
        if (numbered.length > 20) {
            ByteBuffer.wrap(numbered).putInt(random.nextInt(14, numbered.length - 4), (int) number());
        }
        byte[] shorter = Arrays.copyOf(good, random.nextInt(12, good.length));
        ByteBuffer.wrap(shorter).putInt(0, shorter.length - Integer.BYTES);
        return List.of(flipped, numbered, shorter, Arrays.copyOf(good, random.nextInt(4, good.length)));
    }

    private Struct struct(Schema schema) {
        Struct struct = new Struct(schema);
        for (BoundField field : schema.fields()) {
            struct.set(field, value(field.def.type));
        }
        return struct;
    }

    private @Nullable Object value(Type type) {
        if (type.isNullable() && random.nextInt(4) == 0) {
            return null;
        }
        if (type.isArray()) {
            List<@Nullable Object> items = new ArrayList<>();
            Type item = type.arrayElementType().orElseThrow();
            for (int i = random.nextInt(4); i > 0; i--) {
                items.add(value(item));
            }
            return items.toArray();
        }
        return switch (type) {
            case Schema nested -> struct(nested);
            case TaggedFields _ -> new TreeMap<Integer, Object>();
            default -> scalar(type);
        };
    }

    private Object scalar(Type type) {
        return switch (type.toString()) {
            case "BOOLEAN" -> random.nextBoolean();
            case "INT8" -> (byte) number();
            case "INT16" -> (short) number();
            case "UINT16" -> random.nextInt(1 << 16);
            case "INT32" -> (int) number();
            case "INT64" -> number();
            case "FLOAT64" -> random.nextDouble();
            case "UUID" -> random.nextBoolean() ? Uuid.ZERO_UUID : new Uuid(random.nextLong(), random.nextLong());
            case "STRING", "COMPACT_STRING", "NULLABLE_STRING", "COMPACT_NULLABLE_STRING" ->
                TEXTS[random.nextInt(TEXTS.length)];
            case "BYTES", "COMPACT_BYTES", "NULLABLE_BYTES", "COMPACT_NULLABLE_BYTES" -> ByteBuffer.wrap(bytes());
            case "RECORDS", "COMPACT_RECORDS", "NULLABLE_RECORDS", "COMPACT_NULLABLE_RECORDS" ->
                MemoryRecords.readableRecords(ByteBuffer.wrap(bytes()));
            default -> throw new AssertionError("the protocol has a new type: " + type);
        };
    }

    private long number() {
        return random.nextInt(4) == 0 ? random.nextLong() : NUMBERS[random.nextInt(NUMBERS.length)];
    }

    private byte[] bytes() {
        if (random.nextBoolean()) {
            return ListenerTest.batch();
        }
        byte[] noise = new byte[random.nextInt(100)];
        random.nextBytes(noise);
        return noise;
    }
}
