package io.gokafka.broker.group;

import io.gokafka.api.request.JoinGroup;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The bytes of a {@link Member}, behind their version.
 *
 * <pre>
 * 1   client id, remote, rebalance timeout in ms, [topic], epoch, previous epoch, assigned, revoking
 * 2   the same, then instance id?, rack?, pattern?, assignor?, and 0, or 1 and for one that speaks the classic
 *     protocol: session timeout in ms, [name, metadata]
 * ?   0 when there is none, else 1 and the text
 * </pre>
 */
final class MemberCodec {
    static final int VERSION = 2;

    private MemberCodec() {}

    static ByteWriter write(ByteWriter to, Member member) {
        to.text(member.who().clientId())
                .text(member.who().remote())
                .number(member.rebalanceTimeout().toMillis())
                .texts(member.wants().topics())
                .number(member.epoch())
                .number(member.previousEpoch())
                .partitions(member.assigned())
                .partitions(member.revoking())
                .optional(member.who().instanceId())
                .optional(member.who().rack())
                .optional(member.wants().pattern())
                .optional(member.wants().assignor())
                .number(member.classic().isPresent() ? 1 : 0);
        member.classic().ifPresent(traits -> write(to, traits));
        return to;
    }

    static Member read(ByteReader from, int version) {
        String clientId = from.text();
        String remote = from.text();
        Duration rebalanceTimeout = Duration.ofMillis(from.number());
        var topics = from.texts();
        int epoch = from.integer();
        int previousEpoch = from.integer();
        var assigned = from.partitions();
        var revoking = from.partitions();
        boolean more = version > 1;
        Optional<String> none = Optional.empty();
        Identity who = new Identity(clientId, remote, more ? from.optional() : none, more ? from.optional() : none);
        Subscription wants = new Subscription(topics, more ? from.optional() : none, more ? from.optional() : none);
        Optional<ClassicTraits> classic = more && from.integer() == 1 ? Optional.of(traits(from)) : Optional.empty();
        return new Member(who, rebalanceTimeout, wants, epoch, previousEpoch, assigned, revoking, classic);
    }

    private static void write(ByteWriter to, ClassicTraits traits) {
        to.number(traits.sessionTimeout().toMillis()).number(traits.protocols().size());
        traits.protocols().forEach(p -> to.text(p.name()).bytes(p.metadata()));
    }

    private static ClassicTraits traits(ByteReader from) {
        Duration session = Duration.ofMillis(from.number());
        List<JoinGroup.Protocol> protocols = new ArrayList<>();
        for (int left = from.integer(); left > 0; left--) {
            protocols.add(new JoinGroup.Protocol(from.text(), from.bytes()));
        }
        return new ClassicTraits(session, protocols);
    }
}
