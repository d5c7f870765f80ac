package io.gokafka.broker.group;

import io.gokafka.api.request.RequestException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Reads a {@link TopicPattern}: recursive descent over RE2's syntax without what topic names have no use for. Groups
 * capture nothing and lazy is as good as greedy, for the whole name has to match.
 *
 * <p>Names are ASCII, so a kind of characters is a set of 128; {@link Pattern} says which belong to it, one by one.
 */
final class PatternParser {
    private static final int MAX_DEPTH = 100;
    private static final int MAX_COUNT = 1_000;
    private static final int ALPHABET = 128;

    private final String text;
    private int at;
    private int depth;
    private boolean ignoreCase;

    PatternParser(String text) {
        this.text = text;
    }

    PatternNode parse() {
        PatternNode node = choice();
        if (at < text.length()) {
            throw problem("there is a ) too many");
        }
        return node;
    }

    private PatternNode choice() {
        if (++depth > MAX_DEPTH) {
            throw problem("groups are nested too deep");
        }
        boolean outer = ignoreCase;
        List<PatternNode> options = new ArrayList<>();
        options.add(sequence());
        while (take("|")) {
            options.add(sequence());
        }
        ignoreCase = outer;
        depth--;
        return options.size() == 1 ? options.getFirst() : new PatternNode.Choice(options);
    }

    private PatternNode sequence() {
        List<PatternNode> parts = new ArrayList<>();
        while (at < text.length() && text.charAt(at) != '|' && text.charAt(at) != ')') {
            if (take("\\Q")) {
                quoted(parts);
            } else {
                parts.add(repeated(atom()));
            }
        }
        return parts.size() == 1 ? parts.getFirst() : new PatternNode.Sequence(parts);
    }

    private void quoted(List<PatternNode> parts) {
        while (at < text.length() && !take("\\E")) {
            parts.add(literal(text.charAt(at++)));
        }
    }

    private PatternNode atom() {
        char c = text.charAt(at++);
        return switch (c) {
            case '(' -> group();
            case '[' -> bracket();
            case '\\' -> escape();
            case '^' -> new PatternNode.Edge(true);
            case '$' -> new PatternNode.Edge(false);
            case '.' -> new PatternNode.Character(any -> true);
            case '*', '+', '?' -> throw problem("there is nothing to repeat before " + c);
            default -> literal(c);
        };
    }

    private PatternNode literal(char c) {
        return ignoreCase
                ? new PatternNode.Character(x -> Character.toLowerCase(x) == Character.toLowerCase(c))
                : new PatternNode.Character(x -> x == c);
    }

    private PatternNode group() {
        boolean outer = ignoreCase;
        if (take("?")) {
            if (take("P<") || (take("<") && !peek("=") && !peek("!"))) {
                skipTo('>');
            } else if (flags()) {
                return new PatternNode.Sequence(List.of());
            }
        }
        PatternNode inner = choice();
        ignoreCase = outer;
        if (!take(")")) {
            throw problem("a group has no end");
        }
        return inner;
    }

    /** Flags after {@code (?}: true when they are for the rest of the group around them. */
    private boolean flags() {
        boolean on = true;
        while (at < text.length()) {
            char c = text.charAt(at++);
            switch (c) {
                case 'i' -> ignoreCase = on;
                case 's', 'm', 'U' -> {} // of lines, and of greed: both are one for the whole of a name
                case '-' -> on = false;
                case ':' -> {
                    return false;
                }
                case ')' -> {
                    return true;
                }
                default -> throw problem("(?" + c + " is not supported");
            }
        }
        throw problem("a group has no end");
    }

    private PatternNode bracket() {
        int begin = at - 1;
        take("^");
        take("]"); // the first one is a character
        while (!peek("]")) {
            if (at >= text.length()) {
                throw problem("[ has no end");
            }
            if (take("[:")) {
                skipTo(']');
            } else {
                at += peek("\\") ? 2 : 1;
            }
        }
        at++;
        return kind(PosixClasses.toJava(text.substring(begin, Math.min(at, text.length()))));
    }

    private PatternNode escape() {
        if (at >= text.length()) {
            throw problem("it ends with a \\");
        }
        char c = text.charAt(at++);
        return switch (c) {
            case 'A' -> new PatternNode.Edge(true);
            case 'z' -> new PatternNode.Edge(false);
            case 'd', 'D', 's', 'S', 'w', 'W' -> kind("\\" + c);
            case 'p', 'P' -> kind("\\" + c + property());
            case 'x' -> kind("\\x" + (peek("{") ? property() : skip(2)));
            case 't', 'n', 'r', 'f', 'a' -> kind("\\" + c);
            default -> {
                if (Character.isLetterOrDigit(c)) {
                    throw problem("\\" + c + " is not supported");
                }
                yield literal(c);
            }
        };
    }

    private String property() {
        int begin = at;
        if (take("{")) {
            skipTo('}');
        } else {
            skip(1);
        }
        return text.substring(begin, at);
    }

    private PatternNode kind(String characterClass) {
        BitSet members = new BitSet(ALPHABET);
        try {
            Pattern one = Pattern.compile(characterClass, ignoreCase ? Pattern.CASE_INSENSITIVE : 0);
            for (int c = 0; c < ALPHABET; c++) {
                members.set(c, one.matcher(Character.toString(c)).matches());
            }
        } catch (PatternSyntaxException e) {
            throw problem(e.getDescription());
        }
        IntPredicate isMember = members::get;
        return new PatternNode.Character(isMember);
    }

    private PatternNode repeated(PatternNode atom) {
        PatternNode node = atom;
        if (take("*")) {
            node = new PatternNode.Repeat(atom, 0, Integer.MAX_VALUE);
        } else if (take("+")) {
            node = new PatternNode.Repeat(atom, 1, Integer.MAX_VALUE);
        } else if (take("?")) {
            node = new PatternNode.Repeat(atom, 0, 1);
        } else if (peek("{") && at + 1 < text.length() && Character.isDigit(text.charAt(at + 1))) {
            at++;
            node = counted(atom);
        } else {
            return node;
        }
        take("?"); // lazy
        if (peek("*") || peek("+") || peek("?")) {
            throw problem("repetition of a repetition");
        }
        return node;
    }

    private PatternNode counted(PatternNode atom) {
        int least = number();
        int most = !take(",") ? least : peek("}") ? Integer.MAX_VALUE : number();
        if (!take("}") || most < least) {
            throw problem("a repetition {n,m} is malformed");
        }
        return new PatternNode.Repeat(atom, least, most);
    }

    private int number() {
        int value = 0;
        int begin = at;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            value = 10 * value + text.charAt(at++) - '0';
            if (value > MAX_COUNT) {
                throw problem("more than " + MAX_COUNT + " repetitions");
            }
        }
        if (at == begin) {
            throw problem("a repetition {n,m} is malformed");
        }
        return value;
    }

    private boolean peek(String next) {
        return text.startsWith(next, at);
    }

    private boolean take(String next) {
        boolean there = peek(next);
        at += there ? next.length() : 0;
        return there;
    }

    private String skip(int count) {
        int begin = at;
        at = Math.min(at + count, text.length());
        return text.substring(begin, at);
    }

    private void skipTo(char end) {
        int found = text.indexOf(end, at);
        if (found < 0) {
            throw problem("there is no " + end);
        }
        at = found + 1;
    }

    private RequestException problem(String what) {
        return TopicPattern.invalid("the pattern '" + text + "' is malformed near character " + at + ": " + what);
    }
}
