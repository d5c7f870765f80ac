package io.gokafka.broker.group;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.gokafka.api.request.JoinGroup;
import io.gokafka.broker.group.classic.ClassicGeneration;
import io.gokafka.broker.group.classic.ClassicMember;
import io.gokafka.broker.state.StateRecord;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The stored bytes of a classic group. */
final class ClassicCodecTest {
    @Test
    void whatIsWrittenIsReadAgain() {
        StateRecord bytes = encode(Optional.of(generation()));
        ClassicGeneration read = decode(bytes.key(), GroupWorld.valueOf(bytes)).orElseThrow();
        assertEquals(7, read.number());
        assertEquals("consumer", read.protocolType());
        assertEquals(Optional.of("größe"), read.protocol());
        assertEquals(Optional.of("b"), read.leader());
        ClassicMember member = Objects.requireNonNull(read.members().get("b"));
        assertEquals(Optional.of("name"), member.instanceId());
        assertEquals("client", member.clientId());
        assertEquals("host", member.remote());
        assertEquals(Duration.ofSeconds(10), member.sessionTimeout());
        assertEquals(Duration.ofMinutes(5), member.rebalanceTimeout());
        assertEquals("größe", member.protocols().get(0).name());
        assertArrayEquals(new byte[] {1, 2}, member.protocols().get(0).metadata());
        assertArrayEquals(new byte[] {3}, member.assignment());
        assertArrayEquals(GroupWorld.valueOf(bytes), GroupWorld.valueOf(encode(Optional.of(read))));
    }

    @Test
    void aRemovalHasNoValue() {
        assertNull(encode(Optional.empty()).value());
    }

    @Test
    void bytesThatAreCutOffOrTooManyAreRefused() {
        StateRecord bytes = encode(Optional.of(generation()));
        byte[] value = GroupWorld.valueOf(bytes);
        for (int length = 0; length < value.length; length++) {
            byte[] cut = Arrays.copyOf(value, length);
            assertThrows(RuntimeException.class, () -> decode(bytes.key(), cut));
        }
        byte[] more = Arrays.copyOf(value, value.length + 1);
        assertThrows(RuntimeException.class, () -> decode(bytes.key(), more));
    }

    private static ClassicGeneration generation() {
        ClassicMember plain = new ClassicMember(
                Optional.empty(), "", "", Duration.ofMillis(1), Duration.ZERO, List.of(), new byte[0]);
        ClassicMember full = new ClassicMember(
                Optional.of("name"),
                "client",
                "host",
                Duration.ofSeconds(10),
                Duration.ofMinutes(5),
                List.of(
                        new JoinGroup.Protocol("größe", new byte[] {1, 2}),
                        new JoinGroup.Protocol("sticky", new byte[0])),
                new byte[] {3});
        TreeMap<String, ClassicMember> members = new TreeMap<>();
        members.put("a", plain);
        members.put("b", full);
        return new ClassicGeneration(7, "consumer", Optional.of("größe"), Optional.of("b"), 0, members);
    }

    private static StateRecord encode(Optional<ClassicGeneration> generation) {
        return GroupRecordCodec.encode(new GroupRecord.Classic("g", generation));
    }

    private static Optional<ClassicGeneration> decode(byte[] key, byte[] value) {
        return ((GroupRecord.Classic) GroupRecordCodec.decode(key, value)).generation();
    }
}
