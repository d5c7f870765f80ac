package io.gokafka.broker.group;

import io.gokafka.api.TopicNames;
import io.gokafka.api.request.ErrorCode;
import io.gokafka.api.request.RequestException;
import java.util.BitSet;
import java.util.Collection;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A regular expression of topic names, in the syntax of RE2/J: what a client sends, so it must do no harm. It is matched
 * as a function from sets of positions to sets of positions, which never backtracks, and within a number of steps.
 *
 * <p>Threading: immutable.
 */
final class TopicPattern {
    /** The longest pattern, in characters. */
    static final int MAX_LENGTH = 1_024;

    /** Steps for all names together, and for each of them: plenty for what people write. */
    private static final long BASE_STEPS = 1_000_000;

    private static final long STEPS_PER_NAME = 2_000;

    private final String text;
    private final PatternNode root;

    private TopicPattern(String text, PatternNode root) {
        this.text = text;
        this.root = root;
    }

    /** Throws {@link RequestException} with {@code INVALID_REGULAR_EXPRESSION} when it is none, or too long. */
    static TopicPattern compile(String text) {
        if (text.length() > MAX_LENGTH) {
            throw invalid("the pattern has " + text.length() + " characters: at most " + MAX_LENGTH + " are allowed");
        }
        return new TopicPattern(text, new PatternParser(text).parse());
    }

    /**
     * The names that it matches as a whole, but none of the cluster's own topics. Throws as {@link #compile} when it
     * takes too many steps.
     */
    SortedSet<String> matching(Collection<String> names) {
        PatternNode.Steps steps = new PatternNode.Steps(BASE_STEPS + STEPS_PER_NAME * names.size());
        SortedSet<String> matching = new TreeSet<>();
        for (String name : names) {
            if (!TopicNames.isInternal(name) && matches(name, steps)) {
                matching.add(name);
            }
        }
        return matching;
    }

    private boolean matches(String name, PatternNode.Steps steps) {
        BitSet start = new BitSet();
        start.set(0);
        try {
            return root.ends(name, start, steps).get(name.length());
        } catch (PatternNode.TooManySteps e) {
            throw invalid("the pattern '" + text + "' takes too long to match: make it simpler");
        }
    }

    static RequestException invalid(String problem) {
        return new RequestException(ErrorCode.INVALID_REGULAR_EXPRESSION, problem);
    }
}
