package io.gokafka.broker.group;

import io.gokafka.api.request.JoinGroup;
import io.gokafka.broker.group.classic.ClassicGeneration;
import io.gokafka.broker.group.classic.ClassicMember;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The bytes of a {@link ClassicGeneration}, behind the version: number, protocol type, protocol, leader, empty since, and the count of
 * members with for each: id, instance id, client id, remote, session and rebalance timeout in ms, the count of protocols with name and
 * metadata of each, assignment. What may be absent is a count of 0 or 1 and the text.
 */
final class ClassicCodec {
    private ClassicCodec() {}

    static ByteWriter write(ByteWriter to, ClassicGeneration generation) {
        to.number(generation.number()).text(generation.protocolType());
        optional(to, generation.protocol());
        optional(to, generation.leader());
        to.number(generation.emptySince()).number(generation.members().size());
        generation.members().forEach((id, member) -> write(to.text(id), member));
        return to;
    }

    private static void write(ByteWriter to, ClassicMember member) {
        optional(to, member.instanceId());
        to.text(member.clientId())
                .text(member.remote())
                .number(member.sessionTimeout().toMillis())
                .number(member.rebalanceTimeout().toMillis())
                .number(member.protocols().size());
        member.protocols().forEach(p -> to.text(p.name()).bytes(p.metadata()));
        to.bytes(member.assignment());
    }

    static ClassicGeneration read(ByteReader from) {
        int number = from.integer();
        String protocolType = from.text();
        Optional<String> protocol = optional(from);
        Optional<String> leader = optional(from);
        long emptySince = from.number();
        SortedMap<String, ClassicMember> members = new TreeMap<>();
        for (int left = from.integer(); left > 0; left--) {
            members.put(from.text(), member(from));
        }
        return new ClassicGeneration(number, protocolType, protocol, leader, emptySince, members);
    }

    private static ClassicMember member(ByteReader from) {
        Optional<String> instanceId = optional(from);
        String clientId = from.text();
        String remote = from.text();
        Duration session = Duration.ofMillis(from.number());
        Duration rebalance = Duration.ofMillis(from.number());
        List<JoinGroup.Protocol> protocols = new ArrayList<>();
        for (int left = from.integer(); left > 0; left--) {
            protocols.add(new JoinGroup.Protocol(from.text(), from.bytes()));
        }
        return new ClassicMember(instanceId, clientId, remote, session, rebalance, protocols, from.bytes());
    }

    private static void optional(ByteWriter to, Optional<String> text) {
        to.number(text.isPresent() ? 1 : 0);
        text.ifPresent(to::text);
    }

    private static Optional<String> optional(ByteReader from) {
        return from.integer() == 0 ? Optional.empty() : Optional.of(from.text());
    }
}
