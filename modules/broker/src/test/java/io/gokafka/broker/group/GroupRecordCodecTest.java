package io.gokafka.broker.group;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.gokafka.api.TopicPartition;
import io.gokafka.api.request.CommittedOffset;
import io.gokafka.api.request.JoinGroup;
import io.gokafka.broker.state.StateRecord;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The stored bytes. */
final class GroupRecordCodecTest {
    private static final SortedSet<TopicPartition> MANY =
            PartitionSets.copyOf(Stream.of(GroupWorld.partitions("größe", 7, 300, 8), GroupWorld.partitions("b", 0))
                    .flatMap(Arrays::stream)
                    .toList());

    private static final Optional<TopicMark> TOPIC = Optional.of(new TopicMark(new UUID(1, 2), 1000));

    static List<GroupRecord> changes() {
        CommittedOffset offset = new CommittedOffset(Long.MAX_VALUE, "note ✓", 1_735_689_600_000L);
        Identity who = new Identity("client", "host:1", Optional.of("static"), Optional.of("rack"));
        Subscription wants = new Subscription(
                new TreeSet<>(List.of("b", "größe")), Optional.of("a.*"), Optional.of(Assignors.RANGE));
        ClassicTraits traits = new ClassicTraits(
                Duration.ofSeconds(45), List.of(new JoinGroup.Protocol("range", new byte[] {1, 2, 3})));
        Member member = Member.joining(who, Duration.ofMinutes(5), wants)
                .withPartitions(MANY, PartitionSets.copyOf(List.of(GroupWorld.partitions("old", 2))))
                .withEpoch(9, 8);
        return List.of(
                new GroupRecord.Offset("g", new TopicPartition("t", 3), Optional.of(of(offset))),
                new GroupRecord.Offset(
                        "g", new TopicPartition("t", 4), Optional.of(of(new CommittedOffset(1, "", 2, 77)))),
                new GroupRecord.Offset("g", new TopicPartition("t", 5), Optional.of(new StoredOffset(offset, TOPIC))),
                new GroupRecord.Membership("g", "c", Optional.of(member.speakingClassic(traits))),
                new GroupRecord.Header("g", Optional.of(new GroupHeader(9, 5, new TreeMap<>(Map.of("b", 1))))),
                new GroupRecord.Membership("g", "m", Optional.of(member)),
                new GroupRecord.Target("g", "m", Optional.of(MANY)),
                new GroupRecord.Target("g", "m", Optional.of(PartitionSets.NONE)));
    }

    static List<GroupRecord> removals() {
        return List.of(
                new GroupRecord.Offset("g", new TopicPartition("t", 3), Optional.empty()),
                new GroupRecord.Header("g", Optional.empty()),
                new GroupRecord.Membership("g", "m", Optional.empty()),
                new GroupRecord.Target("g", "m", Optional.empty()));
    }

    @ParameterizedTest
    @MethodSource("changes")
    void whatIsWrittenIsReadAgain(GroupRecord change) {
        StateRecord bytes = GroupRecordCodec.encode(change);
        assertEquals(change, GroupRecordCodec.decode(bytes.key(), bytes.value()));
    }

    @ParameterizedTest
    @MethodSource("removals")
    void aRemovalHasNoValue(GroupRecord change) {
        StateRecord bytes = GroupRecordCodec.encode(change);
        assertNull(bytes.value());
        assertEquals(change, GroupRecordCodec.decode(bytes.key(), null));
    }

    @ParameterizedTest
    @MethodSource("changes")
    void bytesThatAreCutOffOrTooManyAreRefused(GroupRecord change) {
        StateRecord bytes = GroupRecordCodec.encode(change);
        byte[] value = GroupWorld.valueOf(bytes);
        for (int length = 0; length < value.length; length++) {
            byte[] cut = Arrays.copyOf(value, length);
            assertThrows(RuntimeException.class, () -> GroupRecordCodec.decode(bytes.key(), cut));
        }
        byte[] more = Arrays.copyOf(value, value.length + 1);
        assertThrows(RuntimeException.class, () -> GroupRecordCodec.decode(bytes.key(), more));
    }

    @Test
    void theFormatsOfAnOffsetAreFixed() {
        CommittedOffset termless = new CommittedOffset(64, "n", 3);
        assertFormat("028001026e06", of(termless));
        assertFormat("048001026e060a", of(new CommittedOffset(64, "n", 3, 5)));
        assertFormat("068001026e06012000000000000000010000000000000002d00f", new StoredOffset(termless, TOPIC));
    }

    private static void assertFormat(String value, StoredOffset offset) {
        StateRecord bytes =
                GroupRecordCodec.encode(new GroupRecord.Offset("g", new TopicPartition("t", 1), Optional.of(offset)));
        assertEquals("020267027402", HexFormat.of().formatHex(bytes.key()));
        assertEquals(value, HexFormat.of().formatHex(GroupWorld.valueOf(bytes)));
    }

    /** As it was stored before topics were noted. */
    private static StoredOffset of(CommittedOffset offset) {
        return new StoredOffset(offset, Optional.empty());
    }

    @Test
    void aMemberOfTheFirstVersionIsRead() {
        byte[] value = new ByteWriter()
                .number(1)
                .text("client")
                .text("host")
                .number(60_000)
                .texts(List.of("t"))
                .number(4)
                .number(3)
                .partitions(MANY)
                .partitions(PartitionSets.NONE)
                .toBytes();
        byte[] key = GroupRecordCodec.encode(removals().get(2)).key();
        Member member = Member.joining(
                        new Identity("client", "host", Optional.empty(), Optional.empty()),
                        Duration.ofMinutes(1),
                        Subscription.to(List.of("t")))
                .withPartitions(MANY, PartitionSets.NONE)
                .withEpoch(4, 3);
        assertEquals(new GroupRecord.Membership("g", "m", Optional.of(member)), GroupRecordCodec.decode(key, value));
    }

    @Test
    void anUnknownTypeOrVersionIsRefused() {
        byte[] unknownType = new ByteWriter().number(99).text("g").toBytes();
        assertThrows(IllegalArgumentException.class, () -> GroupRecordCodec.decode(unknownType, null));
        byte[] header = GroupRecordCodec.encode(removals().get(1)).key();
        byte[] unknownVersion = new ByteWriter().number(2).toBytes();
        assertThrows(IllegalArgumentException.class, () -> GroupRecordCodec.decode(header, unknownVersion));
    }
}
