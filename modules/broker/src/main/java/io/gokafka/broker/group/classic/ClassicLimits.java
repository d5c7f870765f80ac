package io.gokafka.broker.group.classic;

import io.gokafka.api.request.ErrorCode;
import io.gokafka.api.request.JoinGroup;
import io.gokafka.api.request.RequestException;
import java.util.Map;
import java.util.Optional;

/** How large classic groups and their members may be: a generation is stored as one record, which has to fit into a batch. */
public final class ClassicLimits {
    /** The most bytes of a stored generation. */
    static final int MAX_GENERATION = 900_000;

    /** The most protocols of a member; clients have two or three. */
    static final int MAX_PROTOCOLS = 50;

    private static final int MAX_NAME = 249;

    /** An upper bound of the lengths and times of one member, and of the group. */
    private static final int OVERHEAD = 64;

    /** An upper bound of what a character takes. */
    private static final int CHARACTER = 3;

    private ClassicLimits() {}

    /** Checks what does not depend on the group; throws {@link RequestException} that says what is allowed. */
    public static void check(JoinGroup request) {
        checkName("protocol type", request.protocolType());
        if (request.protocols().size() > MAX_PROTOCOLS) {
            throw new RequestException(
                    ErrorCode.INVALID_REQUEST,
                    "a member that knows " + request.protocols().size() + " protocols: at most " + MAX_PROTOCOLS
                            + " are allowed");
        }
        request.protocols().forEach(p -> checkName("protocol name", p.name()));
        request.instanceId().ifPresent(name -> {
            checkName("instance id", name);
            if (name.isEmpty()) {
                throw new RequestException(
                        ErrorCode.INVALID_REQUEST, "instance id is empty: give it 1 to " + MAX_NAME + " characters");
            }
        });
    }

    private static void checkName(String what, String name) {
        if (name.length() > MAX_NAME || name.codePoints().anyMatch(ClassicLimits::isUnprintable)) {
            throw new RequestException(
                    ErrorCode.INVALID_REQUEST,
                    what + " has " + name.length() + " characters: allowed are at most " + MAX_NAME
                            + ", without control characters");
        }
    }

    // Half a surrogate pair would be stored as another character.
    private static boolean isUnprintable(int codePoint) {
        return Character.isISOControl(codePoint) || Character.getType(codePoint) == Character.SURROGATE;
    }

    /** An upper bound of the bytes of a generation. */
    static long bytes(ClassicGeneration generation) {
        long bytes =
                OVERHEAD + text(generation.protocolType()) + text(generation.protocol()) + text(generation.leader());
        for (Map.Entry<String, ClassicMember> member : generation.members().entrySet()) {
            bytes += bytes(member.getKey(), member.getValue());
        }
        return bytes;
    }

    /** An upper bound of the bytes of a member. */
    static long bytes(String id, ClassicMember member) {
        long bytes = OVERHEAD
                + text(id)
                + text(member.instanceId())
                + text(member.clientId())
                + text(member.remote())
                + member.assignment().length;
        for (JoinGroup.Protocol protocol : member.protocols()) {
            bytes += text(protocol.name()) + protocol.metadata().length + OVERHEAD;
        }
        return bytes;
    }

    private static long text(Optional<String> text) {
        return text.map(ClassicLimits::text).orElse(0L);
    }

    private static long text(String text) {
        return (long) CHARACTER * text.length();
    }
}
