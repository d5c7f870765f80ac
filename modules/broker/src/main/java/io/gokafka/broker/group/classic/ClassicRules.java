package io.gokafka.broker.group.classic;

import java.util.function.Supplier;

/**
 * What all classic groups of a coordinator have in common.
 *
 * @param settings what an operator has set
 * @param maxMembers the most members of one group
 * @param times the clocks
 * @param uniqueness makes what tells the ids of members apart; never twice the same
 */
public record ClassicRules(ClassicSettings settings, int maxMembers, Times times, Supplier<String> uniqueness) {
    /** An id is checked like a group's name wherever it comes back: no more than 249 printable characters. */
    private static final int MAX_PREFIX = 200;

    /** A new id, which begins with something that people know. */
    String newMemberId(String prefix) {
        StringBuilder id = new StringBuilder();
        prefix.codePoints()
                .limit(MAX_PREFIX / 2)
                .map(c -> Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE ? '_' : c)
                .forEach(id::appendCodePoint);
        return id.append('-').append(uniqueness.get()).toString();
    }
}
