package io.gokafka.broker.group;

import io.gokafka.api.TopicPartition;
import io.gokafka.broker.state.StateRecord;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a {@link GroupRecord}. Numbers are zigzag varints, texts UTF-8 behind their length in bytes, lists
 * behind their count.
 *
 * <pre>
 * key     type, group, then by type
 *   1     offset   topic, partition
 *   2     header   -
 *   3     member   member id
 *   4     target   member id
 *   5     classic  -
 * value   version (1 unless said), then by type; null removes what the key names
 *   1     offset   see {@link OffsetCodec}
 *   2     header   epoch, empty since, [topic, partition count]
 *   3     member   see {@link MemberCodec}
 *   4     target   partitions
 *   5     classic  see {@link ClassicCodec}
 * partitions       [topic, [distance to the partition before, the first to 0]]
 * </pre>
 *
 * <p>Keys are stable and complete, so that the log can be compacted. A type or version that is not known is refused: a
 * replica that skipped it would drift away from the others.
 */
final class GroupRecordCodec {
    private static final int OFFSET = 1;
    private static final int HEADER = 2;
    private static final int MEMBER = 3;
    private static final int TARGET = 4;
    private static final int CLASSIC = 5;

    private GroupRecordCodec() {}

    static StateRecord encode(GroupRecord change) {
        return switch (change) {
            case GroupRecord.Offset(String group, TopicPartition p, var offset) ->
                new StateRecord(
                        key(OFFSET, group).text(p.topic()).number(p.partition()).toBytes(),
                        value(offset.map(OffsetCodec::write)));
            case GroupRecord.Header(String group, var header) ->
                new StateRecord(key(HEADER, group).toBytes(), value(header.map(GroupRecordCodec::header)));
            case GroupRecord.Membership(String group, String id, var member) ->
                new StateRecord(
                        key(MEMBER, group).text(id).toBytes(),
                        value(member.map(m -> MemberCodec.write(version(MemberCodec.VERSION), m))));
            case GroupRecord.Target(String group, String id, var partitions) ->
                new StateRecord(
                        key(TARGET, group).text(id).toBytes(),
                        value(partitions.map(p -> version(1).partitions(p))));
            case GroupRecord.Classic(String group, var generation) ->
                new StateRecord(
                        key(CLASSIC, group).toBytes(), value(generation.map(g -> ClassicCodec.write(version(1), g))));
        };
    }

    /** Throws a {@link RuntimeException} when the bytes are none that {@link #encode} makes. */
    static GroupRecord decode(byte[] keyBytes, byte @Nullable [] value) {
        ByteReader key = new ByteReader(keyBytes);
        int type = key.integer();
        String group = key.text();
        GroupRecord change = switch (type) {
            case OFFSET ->
                new GroupRecord.Offset(
                        group,
                        new TopicPartition(key.text(), key.integer()),
                        read(value, OffsetCodec.VERSION, OffsetCodec::read));
            case HEADER -> new GroupRecord.Header(group, read(value, 1, (from, version) -> header(from)));
            case MEMBER ->
                new GroupRecord.Membership(group, key.text(), read(value, MemberCodec.VERSION, MemberCodec::read));
            case TARGET ->
                new GroupRecord.Target(group, key.text(), read(value, 1, (from, version) -> from.partitions()));
            case CLASSIC -> new GroupRecord.Classic(group, read(value, 1, (from, version) -> ClassicCodec.read(from)));
            default -> throw new IllegalArgumentException("unknown type of group record: " + type);
        };
        key.end();
        return change;
    }

    private static ByteWriter key(int type, String group) {
        return new ByteWriter().number(type).text(group);
    }

    private static ByteWriter version(int version) {
        return new ByteWriter().number(version);
    }

    private static byte @Nullable [] value(Optional<ByteWriter> writer) {
        return writer.isEmpty() ? null : writer.get().toBytes();
    }

    private static <T> Optional<T> read(
            byte @Nullable [] value, int newest, BiFunction<ByteReader, Integer, T> reading) {
        if (value == null) {
            return Optional.empty();
        }
        ByteReader from = new ByteReader(value);
        int version = from.integer();
        if (version < 1 || version > newest) {
            throw new IllegalArgumentException("unknown version of a group record: " + version);
        }
        T read = reading.apply(from, version);
        from.end();
        return Optional.of(read);
    }

    private static ByteWriter header(GroupHeader header) {
        return version(1).number(header.epoch()).number(header.emptySince()).counts(header.partitionCounts());
    }

    private static GroupHeader header(ByteReader from) {
        return new GroupHeader(from.integer(), from.number(), from.counts());
    }
}
