package io.gokafka.broker.group;

import java.util.BitSet;
import java.util.List;
import java.util.function.IntPredicate;

/** A part of a {@link TopicPattern}: where in a text it ends, given where it may begin. Immutable. */
sealed interface PatternNode {
    /** The positions at which it can end when it begins at one of some; does not change them. */
    BitSet ends(String text, BitSet begins, Steps steps);

    /** One character of a kind. */
    record Character(IntPredicate kind) implements PatternNode {
        @Override
        public BitSet ends(String text, BitSet begins, Steps steps) {
            BitSet ends = new BitSet();
            for (int i = begins.nextSetBit(0); i >= 0 && i < text.length(); i = begins.nextSetBit(i + 1)) {
                steps.take();
                if (kind.test(text.charAt(i))) {
                    ends.set(i + 1);
                }
            }
            return ends;
        }
    }

    /** Nothing, at the text's begin or end. */
    record Edge(boolean begin) implements PatternNode {
        @Override
        public BitSet ends(String text, BitSet begins, Steps steps) {
            steps.take();
            int edge = begin ? 0 : text.length();
            BitSet ends = new BitSet();
            ends.set(edge, begins.get(edge));
            return ends;
        }
    }

    /** One after the other; nothing at all when there is none. */
    record Sequence(List<PatternNode> parts) implements PatternNode {
        @Override
        public BitSet ends(String text, BitSet begins, Steps steps) {
            steps.take();
            BitSet at = begins;
            for (PatternNode part : parts) {
                at = part.ends(text, at, steps);
                if (at.isEmpty()) {
                    break;
                }
            }
            return at;
        }
    }

    /** One of several. */
    record Choice(List<PatternNode> options) implements PatternNode {
        @Override
        public BitSet ends(String text, BitSet begins, Steps steps) {
            BitSet ends = new BitSet();
            for (PatternNode option : options) {
                steps.take();
                ends.or(option.ends(text, begins, steps));
            }
            return ends;
        }
    }

    /**
     * So many times.
     *
     * @param most the most times, or {@link Integer#MAX_VALUE}
     */
    record Repeat(PatternNode part, int least, int most) implements PatternNode {
        @Override
        public BitSet ends(String text, BitSet begins, Steps steps) {
            BitSet at = begins;
            for (int i = 0; i < least && !at.isEmpty(); i++) {
                steps.take();
                at = part.ends(text, at, steps);
            }
            BitSet ends = new BitSet();
            for (int i = least; !at.isEmpty(); i++) {
                steps.take();
                // Only from where it was not before: so it ends, and soon.
                BitSet fresh = new BitSet();
                fresh.or(at);
                fresh.andNot(ends);
                ends.or(fresh);
                if (i >= most || fresh.isEmpty()) {
                    break;
                }
                at = part.ends(text, fresh, steps);
            }
            return ends;
        }
    }

    /** What matching may cost. Not thread-safe. */
    final class Steps {
        private long left;

        Steps(long allowed) {
            left = allowed;
        }

        void take() {
            if (--left < 0) {
                throw new TooManySteps();
            }
        }
    }

    /** It costs too much. */
    final class TooManySteps extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TooManySteps() {
            super("too many steps", null, false, false);
        }
    }
}
